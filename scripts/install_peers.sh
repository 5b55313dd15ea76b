#!/bin/sh
# Makes the environment of the tools that `make bench` measures beside ours, by hash.
# Fails where they cannot be reached; nothing else needs them.
set -eu
cd "$(dirname "$0")/.."

peers=$1
mark="$peers/.peers-installed"
if [ -e "$mark" ] && [ ! requirements-peers.txt -nt "$mark" ]; then
    exit 0
fi
.venv/bin/python -m venv --clear "$peers"
VIRTUAL_ENV="$peers" UV_HTTP_TIMEOUT=20 UV_LINK_MODE=copy .venv/bin/uv pip install \
    --quiet --require-hashes --no-deps -r requirements-peers.txt
touch "$mark"
