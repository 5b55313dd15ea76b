#!/bin/sh
# Makes .venv, if there is none, and installs the named requirements into it by hash.
# Needs a Python 3.11 or newer with its venv module, and nothing else. The files are
# complete: what a package asks for and they do not name is left out on purpose.
set -eu
cd "$(dirname "$0")/.."

is_recent='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
    for name in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14 \
        /usr/bin/python3; do
        if "$name" -c "$is_recent" 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Jury needs Python 3.11 or newer (Debian: apt-get install python3)." >&2
    exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "$python cannot make a virtual environment" \
            "(Debian: apt-get install python3-venv)." >&2
        exit 1
    fi
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

# An index that only pip was told about is handed to uv, which reads no pip settings.
with_uv() {
    index=$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)
    index=${PIP_INDEX_URL:-$index}
    [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
    VIRTUAL_ENV=.venv UV_HTTP_TIMEOUT=20 UV_LINK_MODE=copy \
        .venv/bin/uv pip install --quiet --compile-bytecode \
        --require-hashes --no-deps "$@"
}

with_pip() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --no-warn-script-location --require-hashes --no-deps "$@"
}

.venv/bin/python -c "$is_recent" 2>/dev/null || make_venv
[ -x .venv/bin/uv ] || with_pip -r requirements-uv.txt || true

for file in "$@"; do
    echo "Installing $file"
    with_uv -r "$file" 2>.venv/install.log || with_pip -r "$file"
done
