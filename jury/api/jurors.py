"""The marketplace delivers its roster in one request, however large, line by line."""

from collections.abc import Iterator
from typing import IO, Any

from flask import request

from jury.domain.errors import N_, Invalid
from jury.services.roster_import import import_jurors
from jury.services.roster_lines import LONGEST_LINE
from jury.storage.roster import ImportMode

_CHUNK = 65_536
# A million jurors with six ties each are about 600 MB.
LARGEST_BODY = 8_000_000_000


def import_from_request(*, actor: str) -> dict[str, Any]:
    """Import the body of the present request; returns what the answer says.

    `?mode=replace` withdraws everybody whom the body does not name.
    """
    mode = request.args.get("mode", ImportMode.UPDATE.value)
    if mode not in set(ImportMode):
        raise Invalid({"mode": N_("The mode is update or replace.")})
    # The limit of all other routes would end this body; memory is bounded by the line.
    request.max_content_length = LARGEST_BODY
    lines = body_lines(request.stream)
    done = import_jurors(lines, mode=ImportMode(mode), actor=actor)
    return {
        "import": done.import_id,
        "mode": mode,
        "lines": done.lines,
        "added": done.added,
        "epoch": done.epoch_id,
    }


def body_lines(body: IO[bytes]) -> Iterator[bytes]:
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
