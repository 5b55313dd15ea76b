"""Make `jury/redaction/tagger/people.npz` from the LAC sdist: same sdist, same bytes.

    pip download --no-deps --no-binary :all: --no-build-isolation LAC==2.1.2
    .venv/bin/python -m scripts.pack_tagger LAC-2.1.2.tar.gz

LAC is (c) Baidu, Inc., Apache-2.0. What is kept and why: docs/decisions/15-a-tagger.md.
"""

import hashlib
import struct
import sys
import tarfile
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

OUT: Final = Path(__file__).parents[1] / "jury" / "redaction" / "tagger" / "people.npz"
SHA256: Final = "22fcde0d5082d2044205ea6f6a7a9cd1f0d63e7b21b2dd5c9c73f27e7c0a3ef1"
_MODEL: Final = "LAC-2.1.2/LAC/lac_model"
_LEVELS: Final = 31  # six bits a number: as exact as all 32 on every set, half of eight
_HIDDEN: Final = 128
_TAGS: Final = 49


def main() -> None:
    sdist = Path(sys.argv[1])
    digest = hashlib.sha256(sdist.read_bytes()).hexdigest()
    if digest != SHA256:
        sys.exit(f"{sdist} is not the sdist that this was written for: {digest}")
    with tarfile.open(sdist) as archive:
        parts = _words(archive) | _weights(archive)
    np.savez_compressed(OUT, allow_pickle=False, **parts)
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


def _words(archive: tarfile.TarFile) -> dict[str, NDArray[np.generic]]:
    """The words that the text is cut into, and the vector of each that has one."""
    ids = {word: int(number) for number, word in _pairs(archive, "conf/word.dic")}
    same = dict(_pairs(archive, "conf/q2b.dic"))
    cuts = [
        line.split(" ")[0] for line in _read(archive, "conf/small_seg.dic").split("\n")
    ]
    cut = {word for word in cuts if word}
    known = [
        word
        for word in ids
        if len(word) == 1 or word in cut or (word.isascii() and word.isalnum())
    ]
    table = _tensor(archive, "word_emb").reshape(-1, _HIDDEN)
    vectors = table[[ids[word] for word in known] + [ids["OOV"]]]
    scale = np.abs(vectors).max(axis=1, keepdims=True) / _LEVELS
    return {
        "known": _text(known),
        "cuts": _text(sorted(cut - set(known))),
        "uncut": _text([word for word in known if len(word) > 1 and word not in cut]),
        "same": _text([one + other for one, other in sorted(same.items())]),
        "vectors": np.round(vectors / scale).astype(np.int8),
        "scale": scale.astype(np.float16),
    }


def _weights(archive: tarfile.TarFile) -> dict[str, NDArray[np.generic]]:
    """Two layers, each read both ways; the biases of a gate add up to one."""
    parts: dict[str, NDArray[np.float32]] = {}
    for layer in (0, 1):
        ways = (2 * layer, 2 * layer + 1)
        inputs = [_tensor(archive, f"fc_{way}.w_0").reshape(-1, 384) for way in ways]
        biases = [
            _tensor(archive, f"fc_{way}.b_0") + _tensor(archive, f"gru_{way}.b_0")
            for way in ways
        ]
        hidden = [_tensor(archive, f"gru_{way}.w_0") for way in ways]
        gates = 2 * _HIDDEN * _HIDDEN
        parts |= {
            f"input_{layer}": np.concatenate(inputs, axis=1),
            f"bias_{layer}": np.concatenate(biases),
            f"gates_{layer}": np.stack(
                [w[:gates].reshape(_HIDDEN, -1) for w in hidden]
            ),
            f"fresh_{layer}": np.stack(
                [w[gates:].reshape(_HIDDEN, -1) for w in hidden]
            ),
        }
    parts["output"] = _tensor(archive, "fc_4.w_0").reshape(-1, _TAGS)
    parts["output_bias"] = _tensor(archive, "fc_4.b_0")
    parts["crf"] = _tensor(archive, "crfw").reshape(-1, _TAGS)
    return {name: part.astype(np.float16) for name, part in parts.items()}


def _pairs(archive: tarfile.TarFile, name: str) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in _read(archive, name).split("\n"))
    return [(row[0], row[1]) for row in rows if len(row) == 2 and row[0] and row[1]]


def _read(archive: tarfile.TarFile, name: str) -> str:
    return _bytes(archive, name).decode()


def _bytes(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(f"{_MODEL}/{name}")
    if member is None:
        raise FileNotFoundError(name)
    return member.read()


def _tensor(archive: tarfile.TarFile, name: str) -> NDArray[np.float32]:
    """A parameter of Paddle 1.x: levels, a description of some bytes, numbers."""
    raw = _bytes(archive, f"model/{name}")
    version, levels = struct.unpack_from("<IQ", raw)
    if version or levels:
        raise ValueError(f"{name} is no plain tensor")
    (length,) = struct.unpack_from("<i", raw, 16)
    return np.frombuffer(raw, np.float32, offset=20 + length)


def _text(words: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


if __name__ == "__main__":
    main()
