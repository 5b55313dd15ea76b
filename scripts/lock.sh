#!/bin/sh
# Pins every requirement with its hashes; the base first, the others under its pins.
set -eu
cd "$(dirname "$0")/.."
for part in "" -uv -heic -redis -dev; do
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links "$@" \
        "requirements$part.in" --output-file "requirements$part.txt"
done
