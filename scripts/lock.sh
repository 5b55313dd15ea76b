#!/bin/sh
# Pins every requirement with its hashes; the base first, the others under its pins.
# Each file names all that it needs and is installed as it stands, so what the media
# extra does without (requirements-media-without.in) is simply not in it.
set -eu
cd "$(dirname "$0")/.."

lock() {
    part=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links "$@" \
        "requirements$part.in" --output-file "requirements$part.txt"
}

without="--override requirements-media-without.in"
for package in opencv-python scikit-image imageio lazy-loader networkx scipy tifffile; do
    without="$without --no-emit-package $package"
done
# What crowd-kit needs for texts only, which is not measured.
texts=""
for package in transformers tokenizers safetensors huggingface-hub hf-xet fsspec \
    httpx2 httpx2-jsfetch httpcore2 truststore; do
    texts="$texts --no-emit-package $package"
done
for part in "" -uv -heic -redis; do
    lock "$part" "$@"
done
# shellcheck disable=SC2086 - several words on purpose
lock -peers $texts "$@"
for part in -media -dev; do
    # shellcheck disable=SC2086 - several words on purpose
    lock "$part" $without "$@"
done
