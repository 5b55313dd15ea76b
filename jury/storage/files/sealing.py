"""What lies on a disk and is readable only with the key of its dispute.

AES-256-GCM, in chunks, so that a part cannot be cut off, moved or exchanged without
notice: each file has a key of its own, derived from its dispute's and a salt, and each
chunk a number and whether it is the last (STREAM, Hoang, Reyhanitabar, Rogaway and
Vizár 2015). The name of the file goes into every chunk, so one cannot stand in for
another. A file that does not begin with MAGIC was kept before files were sealed.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC: Final = b"jury-sealed/1\n"
KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_CHUNK: Final = 1 << 18


class Unreadable(Exception):
    """Sealed by another key, or changed since."""


def new_key() -> bytes:
    """A random key."""
    return secrets.token_bytes(KEY_BYTES)


def is_sealed(content: bytes) -> bool:
    """Whether this is what `seal` made."""
    return content.startswith(MAGIC)


def seal(content: bytes, key: bytes, name: str) -> bytes:
    """The content for the disk, under this name and no other."""
    salt = secrets.token_bytes(_SALT_BYTES)
    cipher, parts = _cipher(key, salt), [MAGIC, salt]
    for nonce, part in _chunks(content, _CHUNK):
        parts.append(cipher.encrypt(nonce, part, name.encode()))
    return b"".join(parts)


def unseal(sealed: bytes, key: bytes, name: str) -> bytes:
    """What was sealed under this name; raises Unreadable."""
    start = len(MAGIC) + _SALT_BYTES
    cipher = _cipher(key, sealed[len(MAGIC) : start])
    try:
        return b"".join(
            cipher.decrypt(nonce, part, name.encode())
            for nonce, part in _chunks(sealed[start:], _CHUNK + _TAG_BYTES)
        )
    except (InvalidTag, ValueError) as error:
        raise Unreadable(name) from error


def seal_pieces(pieces: Iterable[bytes], key: bytes, name: str) -> Iterator[bytes]:
    """The same as `seal` makes of the whole, a chunk at a time."""
    salt = secrets.token_bytes(_SALT_BYTES)
    cipher, number, rest = _cipher(key, salt), 0, bytearray()
    yield MAGIC + salt
    for piece in pieces:
        rest += piece
        # What is left over may be the last chunk, which is marked as such.
        while len(rest) > _CHUNK:
            part = bytes(rest[:_CHUNK])
            yield cipher.encrypt(_nonce(number, is_last=False), part, name.encode())
            del rest[:_CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(number, is_last=True), bytes(rest), name.encode())


def unseal_pieces(sealed: IO[bytes], key: bytes, name: str) -> Iterator[bytes]:
    """What was sealed, a chunk at a time, each checked; raises Unreadable."""
    head = sealed.read(len(MAGIC) + _SALT_BYTES)
    cipher, number = _cipher(key, head[len(MAGIC) :]), 0
    part = sealed.read(_CHUNK + _TAG_BYTES)
    while True:
        following = sealed.read(_CHUNK + _TAG_BYTES)
        nonce = _nonce(number, is_last=not following)
        try:
            yield cipher.decrypt(nonce, part, name.encode())
        except (InvalidTag, ValueError) as error:
            raise Unreadable(name) from error
        if not following:
            return
        part, number = following, number + 1


def size_within(sealed_bytes: int) -> int:
    """How many bytes were sealed into a file of so many."""
    chunks = sealed_bytes - len(MAGIC) - _SALT_BYTES
    return chunks - -(-chunks // (_CHUNK + _TAG_BYTES)) * _TAG_BYTES


def wrap(key: bytes, master: bytes, name: str) -> str:
    """A key as it may lie in the database: sealed by another key, under a name."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(master).encrypt(nonce, key, name.encode())
    return b64encode(nonce + sealed).decode()


def unwrap(wrapped: str, master: bytes, name: str) -> bytes:
    """The key that was wrapped under this name; raises Unreadable."""
    try:
        sealed = b64decode(wrapped, validate=True)
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return AESGCM(master).decrypt(nonce, rest, name.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(name) from error


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    derived = HKDF(SHA256(), KEY_BYTES, salt=salt, info=MAGIC).derive(key)
    return AESGCM(derived)


def _chunks(content: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a content, each with its nonce; there is always a last one."""
    count = max(1, -(-len(content) // size))
    for number in range(count):
        is_last = number == count - 1
        nonce = _nonce(number, is_last=is_last)
        yield nonce, content[number * size : (number + 1) * size]


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(_NONCE_BYTES - 1, "big") + bytes([is_last])
