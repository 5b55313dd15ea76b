"""The draw again, written from docs/draw.md alone: it imports nothing of jury.

Slow and plain. What it and the product agree on is what the text says.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

V = b"jury-draw/1/"


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def u64(number: int) -> bytes:
    return number.to_bytes(8, "big")


def key_of(person: str) -> bytes:
    return sha(V, b"row\n", person.encode())[:16]


def tree(keys: list[bytes]) -> tuple[bytes, int]:
    """Root and sum of the rows, by splitting at the largest power of two blocks."""
    if len(keys) <= 32:
        return sha(b"\x00", *keys, *[u64(1)] * len(keys)), len(keys)
    half = 32
    while half * 2 < len(keys):
        half *= 2
    left, right = tree(keys[:half]), tree(keys[half:])
    node = sha(b"\x01", left[0], u64(left[1]), right[0], u64(right[1]))
    return node, left[1] + right[1]


def path(keys: list[bytes], block: int) -> list[bytes]:
    """The siblings from a block up to the root, lowest first."""
    if len(keys) <= 32:
        return []
    half = 32
    while half * 2 < len(keys):
        half *= 2
    if block * 32 < half:
        return [*path(keys[:half], block), tree(keys[half:])[0]]
    return [*path(keys[half:], block - half // 32), tree(keys[:half])[0]]


def lane(absorbed: bytes, number: int) -> int:
    squeezed = hashlib.shake_256(absorbed).digest(8 * number + 8)
    return int.from_bytes(squeezed[-8:], "big")


def row_of(value: int, total: int) -> int | None:
    whole = 2**64 // total * total
    return value % total if value < whole else None


def canonical(value: object) -> bytes:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


@dataclass
class Case:
    """What one draw starts from."""

    rosters: dict[str, list[str]]
    quotas: list[int]
    seats: int
    seed: bytes
    excluded: set[str]
    token_key: bytes = bytes(32)

    def commitment(self) -> dict[str, Any]:
        out = b"".join(sorted(key_of(person) for person in self.excluded))
        return {
            "v": "jury-draw/1",
            "dispute": "command-line",
            "round_number": 1,
            "draw_no": 1,
            "seats": self.seats,
            "segments": [
                {"key": key, "root": tree(rows)[0].hex(), "size": len(rows), "quota": q}
                for (key, rows), q in zip(self.rows().items(), self.quotas, strict=True)
            ],
            "exclusions": hmac.digest(
                self.token_key, V + b"exclusions\n" + out, "sha256"
            ).hex(),
            "server_seed_hash": None,
        }

    def rows(self) -> dict[str, list[bytes]]:
        return {key: sorted(map(key_of, ids)) for key, ids in self.rosters.items()}

    def digest(self) -> bytes:
        return sha(V, b"commitment\n", canonical(self.commitment()))

    def shares(self) -> list[int]:
        shares, number = list(self.quotas), 0
        sizes = [len(ids) for ids in self.rosters.values()]
        absorbed = V + b"odd-seats\n" + self.digest() + self.seed
        named: set[int] = set()
        while sum(shares) < self.seats:
            lot = [at for at in range(len(sizes)) if at not in named]
            row = row_of(lane(absorbed, number), sum(sizes[at] for at in lot))
            number += 1
            if row is None:
                continue
            for at in lot:
                if row < sizes[at]:
                    shares[at] += 1
                    named.add(at)
                    break
                row -= sizes[at]
        return shares

    def summoned(self) -> list[list[str]]:
        """The people of each segment in the order of the lot."""
        return [
            self._one(key, ids, seats)
            for (key, ids), seats in zip(
                self.rosters.items(), self.shares(), strict=True
            )
        ]

    def _one(self, key: str, ids: list[str], seats: int) -> list[str]:
        absorbed = V + b"stream\n" + self.digest() + self.seed + key.encode()
        pool, met, drawn = sorted(ids, key=key_of), set(), list[str]()
        number = 0
        while len(drawn) < seats:
            if number == 50 * seats:
                pool = [p for p in pool if p not in met and p not in self.excluded]
            row = row_of(lane(absorbed, number), len(pool))
            number += 1
            if row is None:
                continue
            person = pool[row]
            if person not in met and person not in self.excluded:
                drawn.append(person)
            met.add(person)
        return drawn
