"""A large file in pieces: begun, asked after, gone on with, given up.

For the script of the filing form; without it the form sends files whole. The last step
is the form itself, which names the upload in the place of a file.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from jury import clock
from jury.domain.errors import Invalid
from jury.domain.lifecycle import Side
from jury.domain.uploading import PIECE_BYTES, TOO_LARGE, TORN, WrongOffset
from jury.problems import problem
from jury.refusals import sentence_of, status_of
from jury.services.keeping import vault
from jury.services.submissions import uploads
from jury.storage.base import current_session
from jury.storage.files.blobs import drop_blob, dropped_if_refused
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.party.filing import count_upload, plan_of, return_plan
from jury.web.party.own import get_own

blueprint = Blueprint("pieces", __name__)

PLACE = "/<dispute_id>/uploads"
OFFSET, LENGTH = "Upload-Offset", "Upload-Length"
OF_RETURN = "of_return"
LONGEST_NUMBER = 12


@blueprint.post(PLACE)
@access.party
def begin(dispute_id: str) -> ResponseReturnValue:
    """Begin to send a file of so many bytes; the answer says where to."""
    own, fields = get_own(dispute_id), request.form.to_dict()
    try:
        plan = (return_plan if OF_RETURN in request.args else plan_of)(fields)
        size = _number(fields.get("size"))
        count_upload()
        with transaction(lock=dispute_id) as now:
            begun = uploads.begin_upload(dispute_id, own.side, plan, size=size, now=now)
    except Invalid as refusal:
        raise _in_words(refusal) from refusal
    _drop(begun.dropped)
    place = url_for(
        "party.pieces.tell", dispute_id=dispute_id, upload_id=begun.upload_id
    )
    return _at(0, HTTPStatus.CREATED, {"Location": place})


@blueprint.get(PLACE + "/<upload_id>")
@access.party
def tell(dispute_id: str, upload_id: str) -> ResponseReturnValue:
    """How much is here, and of how much."""
    own = get_own(dispute_id)
    upload = uploads.get_under_way(dispute_id, own.side, upload_id, now=clock.now())
    return _at(upload.received, HTTPStatus.NO_CONTENT, {LENGTH: str(upload.size)})


@blueprint.patch(PLACE + "/<upload_id>")
@access.party
def go_on(dispute_id: str, upload_id: str) -> ResponseReturnValue:
    """Take the next piece; another is refused with where the next one begins."""
    side, begins = get_own(dispute_id).side, _number(request.headers.get(OFFSET))
    try:
        received = _take_piece(dispute_id, side, upload_id, begins=begins)
    except WrongOffset as refusal:
        return problem(
            status_of(refusal),
            code=refusal.code,
            detail=sentence_of(refusal),
            headers={OFFSET: str(refusal.received)},
        )
    except Invalid as refusal:
        raise _in_words(refusal) from refusal
    return _at(received, HTTPStatus.NO_CONTENT)


@blueprint.delete(PLACE + "/<upload_id>")
@access.party
def give_up(dispute_id: str, upload_id: str) -> ResponseReturnValue:
    """The side does not want to go on: what came is removed."""
    side = get_own(dispute_id).side
    with transaction(lock=dispute_id):
        done = uploads.give_up(dispute_id, side, upload_id)
    _drop(done)
    return Response(status=HTTPStatus.NO_CONTENT)


def _take_piece(dispute_id: str, side: Side, upload_id: str, *, begins: int) -> int:
    length = uploads.expect_piece(
        dispute_id, side, upload_id, begins=begins, now=clock.now()
    )
    content = _body(length)
    if begins == 0:
        uploads.refuse_kind(dispute_id, side, upload_id, first=content)
    blob = vault.keep(dispute_id, content)
    with dropped_if_refused(blob), transaction(lock=dispute_id) as now:
        return uploads.add_piece(
            dispute_id, side, upload_id, begins=begins, blob=blob, now=now
        )


def _body(length: int) -> bytes:
    """The piece that was sent, no more and no less; no connection is held meanwhile."""
    current_session().rollback()
    request.max_content_length = PIECE_BYTES
    content = request.get_data(cache=False)
    if len(content) != length:
        raise Invalid({"file": TORN})
    return content


def _number(written: str | None) -> int:
    """A number of bytes; anything else is more than any file has."""
    if not written or not (written.isascii() and written.isdigit()):
        raise Invalid({}, TORN)
    if len(written) > LONGEST_NUMBER:
        raise Invalid({}, TOO_LARGE)
    return int(written)


def _in_words(refusal: Invalid) -> Invalid:
    """The same with the sentence of its first field, which a script shows as it is."""
    return Invalid({}, next(iter(refusal.fields.values()), refusal.sentence))


def _at(
    received: int, status: HTTPStatus, headers: Mapping[str, str] | None = None
) -> Response:
    told = {OFFSET: str(received), "Cache-Control": "no-store", **(headers or {})}
    return Response(status=status, headers=told)


def _drop(names: Iterable[str]) -> None:
    for name in names:
        drop_blob(name)
