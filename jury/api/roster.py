"""The roster in one request: a line a juror, in force whole or not at all."""

import hashlib
from http import HTTPStatus
from typing import Annotated, Any, Literal

from flask import Blueprint, Response, request
from flask_babel import gettext
from pydantic import Field
from werkzeug.exceptions import UnsupportedMediaType

from jury.api.fields import Shown, Strict
from jury.api.jurors import LARGEST_BODY, body_lines
from jury.api.keys import caller, keyed
from jury.api.once import idempotency_key, keep, respond
from jury.api.openapi import describe
from jury.api.requests import read_query
from jury.domain.errors import Invalid
from jury.services.idempotency import Answer, Claim, find_answer, has_answer
from jury.services.roster.importing import BadLines, import_jurors
from jury.services.roster.lines import FAULTS, JurorLine
from jury.storage.roster import ImportMode

blueprint = Blueprint("api_roster", __name__)

MEDIA_TYPES = ("application/x-ndjson", "application/ndjson", "application/jsonl")
CHUNK = 65_536


class ImportQuery(Strict):
    """Whether jurors who are not named stay as they are, or are withdrawn."""

    mode: Literal["update", "replace"] = "update"


class Imported(Shown):
    """What an import did; `epoch` is the roster that draws may use from now on."""

    import_id: Annotated[int, Field(serialization_alias="import")]
    mode: Literal["update", "replace"]
    lines: int
    added: int
    epoch: int


class LinesWrong(Invalid):
    """Lines cannot be used; `/3/ref` is the field ref of line 3."""

    code = BadLines.code


class Measured:
    """A stream that is hashed while it is read, so that a repeat can be told."""

    def __init__(self, stream: Any) -> None:
        """Begin with the address."""
        self._stream = stream
        self._hash = hashlib.sha256(request.full_path.encode())

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        chunk: bytes = self._stream.read(size)
        self._hash.update(chunk)
        return chunk

    def digest(self) -> str:
        """The digest of the whole; reads what is left."""
        while self.read(CHUNK):
            pass
        return self._hash.hexdigest()


@blueprint.post("/jurors:import")
@describe(takes=JurorLine, media_type=MEDIA_TYPES[0], query=ImportQuery, gives=Imported)
@keyed("jurors:write")
def import_roster() -> Response:
    """Import jurors, one JSON object a line.

    All lines are put in force or none. Of wrong lines the first hundred are named.
    """
    key, mode = idempotency_key(), read_query(ImportQuery).mode
    if request.mimetype not in MEDIA_TYPES:
        raise UnsupportedMediaType
    # The limit of all other routes would end this body; memory is bounded by the line.
    request.max_content_length = LARGEST_BODY
    body = Measured(request.stream)
    if has_answer(caller().key_id, key):
        return respond(find_answer(Claim(caller().key_id, key, body.digest())))
    answer = _import(body, mode)
    return respond(keep(Claim(caller().key_id, key, body.digest()), answer))


def _import(body: Measured, mode: str) -> Answer:
    lines = body_lines(body)
    try:
        done = import_jurors(lines, mode=ImportMode(mode), actor=caller().actor)
    except BadLines as refusal:
        wrong = {
            f"/{fault.line}/{fault.field}".rstrip("/"): gettext(FAULTS[fault.code])
            for fault in refusal.faults
        }
        raise LinesWrong(wrong, refusal.sentence, **refusal.params) from refusal
    told = Imported(
        import_id=done.import_id,
        mode=ImportMode(mode).value,
        lines=done.lines,
        added=done.added,
        epoch=done.epoch_id,
    )
    return Answer(HTTPStatus.OK, told.model_dump_json(by_alias=True))
