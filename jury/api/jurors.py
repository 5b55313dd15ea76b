"""The body of a roster import, read line by line, however large."""

from collections.abc import Iterator
from typing import Protocol

from jury.services.roster.lines import LONGEST_LINE

_CHUNK = 65_536
# A million jurors with six ties each are about 600 MB.
LARGEST_BODY = 8_000_000_000


class Readable(Protocol):
    """What bytes can be read from, a chunk at a time."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes more; none at the end."""
        ...


def body_lines(body: Readable) -> Iterator[bytes]:
    """Yield the lines of a body without their ends, holding one chunk at a time.

    Of a line that is too long only so much is yielded that it can be told.
    """
    begun = b""
    while chunk := body.read(_CHUNK):
        first, *rest = chunk.split(b"\n")
        begun = (begun + first)[: LONGEST_LINE + 1]
        if rest:
            yield begun
            yield from rest[:-1]
            begun = rest[-1]
    if begun:
        yield begun
