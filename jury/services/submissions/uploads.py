"""SUBMISSIONS: a large file comes in pieces, and goes on where it was broken off.

Each piece is sealed and kept as a file of its own before the row that names it, by a
transaction so short that no ballot waits for it. When all are there they are put
together and looked at like any other file. Nothing of an upload is part of the dispute
before that, so nothing of it is logged or told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, Invalid, NotFound, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.uploading import (
    KEPT,
    MOST_AT_ONCE,
    next_piece,
    refuse_piece,
    refuse_size,
)
from jury.redaction.sniffing import sniff_kind
from jury.services.hearing.inquiry_filing import require_fileable
from jury.services.keeping import vault
from jury.services.returning import evidence
from jury.services.submissions.exhibits import Filing, Plan, file_exhibit, refuse_filing
from jury.services.submissions.prepare import (
    MOST_BYTES,
    UPLOAD_SENTENCES,
    PreparedUpload,
    prepare_film,
    prepare_upload,
)
from jury.storage.base import current_session, new_id
from jury.storage.disputes import get_dispute
from jury.storage.files.blobs import read_pieces
from jury.storage.files.uploads import (
    Upload,
    UploadPiece,
    find_upload,
    list_begun_before,
    list_pieces,
    list_uploads,
)

BATCH = 50
GONE = N_(
    "This upload is no longer here. If your file is not among your evidence, please "
    "send it once more."
)
_FILED_IN = {Stage.SUBMISSIONS.value, Stage.HEARING.value}
UNFINISHED = N_("Not all of the file has arrived. Please go on with the upload.")


@dataclass(frozen=True)
class Begun:
    """An upload that began, and the files of an older one that gave way to it."""

    upload_id: str
    dropped: tuple[str, ...]


def begin_upload(
    dispute_id: str, side: Side, plan: Plan, *, size: int, now: datetime
) -> Begun:
    """Begin to take a file; all that can be refused of it is refused before it comes.

    The bytes that it will have count towards what its side may file from now on.
    """
    dispute = get_dispute(dispute_id)
    refuse_size(size)
    open_ones = list_uploads(dispute_id, side)
    older = open_ones[: max(0, len(open_ones) + 1 - MOST_AT_ONCE)]
    dropped = [name for one in older for name in _end(one)]
    refuse_filing(dispute_id, side, plan, size=size, now=now)
    upload = Upload(
        id=new_id("upl"),
        dispute_id=dispute_id,
        side=side.value,
        round_number=dispute.round_number,
        of_return=plan.of_return,
        size=size,
        received=0,
        begun_at=now,
    )
    current_session().add(upload)
    return Begun(upload.id, tuple(dropped))


def get_under_way(
    dispute_id: str, side: Side, upload_id: str, *, now: datetime
) -> Upload:
    """An upload that may go on; raises NotFound, or NotNow when its window is over."""
    upload, dispute = find_upload(dispute_id, side, upload_id), get_dispute(dispute_id)
    if upload is None:
        raise NotFound
    if upload.of_return:
        evidence.require_showable(dispute, now=now)
        return upload
    is_same = upload.round_number == dispute.round_number
    if dispute.stage not in _FILED_IN or not is_same:
        raise NotNow(N_("The time to file is over. Nothing of this file was filed."))
    require_fileable(dispute, side, now=now)
    return upload


def expect_piece(
    dispute_id: str, side: Side, upload_id: str, *, begins: int, now: datetime
) -> int:
    """How long the piece that begins there must be; refused before it is read."""
    upload = get_under_way(dispute_id, side, upload_id, now=now)
    refuse_piece(upload.size, upload.received, begins=begins)
    return next_piece(upload.size, upload.received)


def refuse_kind(dispute_id: str, side: Side, upload_id: str, *, first: bytes) -> None:
    """Refuse by its first piece what would be refused at the end."""
    kind = sniff_kind(first)
    if kind is None:
        raise Invalid({"file": UPLOAD_SENTENCES["unknown"]})
    upload = find_upload(dispute_id, side, upload_id)
    if upload and kind != "video" and upload.size > MOST_BYTES:
        raise Invalid({"file": UPLOAD_SENTENCES["too_large"]})


def add_piece(
    dispute_id: str,
    side: Side,
    upload_id: str,
    *,
    begins: int,
    blob: str,
    now: datetime,
) -> int:
    """Keep the next piece, which lies in `blob`; where the one after it begins."""
    upload = get_under_way(dispute_id, side, upload_id, now=now)
    refuse_piece(upload.size, upload.received, begins=begins)
    piece = UploadPiece(upload_id=upload.id, first_byte=begins, blob=blob)
    current_session().add(piece)
    upload.received += next_piece(upload.size, upload.received)
    return upload.received


def put_together(dispute_id: str, side: Side, upload_id: str) -> PreparedUpload:
    """Look at a file that is here, and keep it whole; not inside a transaction.

    A film is never held whole; raises Invalid with a clear sentence, or Busy.
    """
    upload = find_upload(dispute_id, side, upload_id)
    if upload is None:
        raise Invalid({"file": GONE})
    if upload.received < upload.size:
        raise Invalid({"file": UNFINISHED})
    names, key = [one.blob for one in list_pieces(upload_id)], vault.key_of(dispute_id)
    # Reading and sealing may take seconds: no connection is held meanwhile.
    current_session().rollback()

    def pieces() -> Iterator[bytes]:
        for name in names:
            yield from read_pieces(name, key)

    try:
        if sniff_kind(next(pieces())) == "video":
            return prepare_film(dispute_id, pieces)
        return prepare_upload(dispute_id, b"".join(pieces()))
    except FileNotFoundError as lost:
        raise Invalid({"file": GONE}) from lost


def file_uploaded(
    dispute_id: str, side: Side, upload_id: str, *, filing: Filing, now: datetime
) -> list[str]:
    """File what was put together; the files that are done with."""
    upload = find_upload(dispute_id, side, upload_id)
    if upload is None:
        raise Invalid({"file": GONE})
    done = _end(upload)
    file_exhibit(dispute_id, side, filing, now=now)
    return done


def give_up(dispute_id: str, side: Side, upload_id: str) -> list[str]:
    """A side does not want to go on; the files that are done with."""
    upload = find_upload(dispute_id, side, upload_id)
    if upload is None:
        raise NotFound
    return _end(upload)


def list_abandoned(now: datetime) -> list[tuple[str, Side, str]]:
    """Uploads with which nobody went on: dispute, side and id."""
    found = list_begun_before(now - KEPT, limit=BATCH)
    return [(one.dispute_id, Side(one.side), one.id) for one in found]


def _end(upload: Upload) -> list[str]:
    session, pieces = current_session(), list_pieces(upload.id)
    names = [one.blob for one in pieces]
    for piece in pieces:
        session.delete(piece)
    session.flush()
    session.delete(upload)
    session.flush()
    return names
