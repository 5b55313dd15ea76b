"""Files on their way: what came of each so far, in pieces that are sealed already."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lifecycle import Side
from jury.domain.uploading import MOST_BYTES
from jury.storage.base import Base, current_session


class Upload(Base):
    """A file of `size` bytes that a side began to send, of which `received` are here.

    It belongs to one side, and to what it files in one round, or about a return.
    """

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint(f"size BETWEEN 1 AND {MOST_BYTES}", name="size"),
        CheckConstraint("received BETWEEN 0 AND size", name="received"),
        CheckConstraint("side IN ('buyer', 'seller')", name="side"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), index=True)
    side: Mapped[str]
    round_number: Mapped[int]
    of_return: Mapped[bool]
    size: Mapped[int]
    received: Mapped[int]
    begun_at: Mapped[datetime] = mapped_column(index=True)


class UploadPiece(Base):
    """One piece, from its first byte on."""

    __tablename__ = "upload_piece"
    __table_args__ = (CheckConstraint("first_byte >= 0", name="first_byte"),)

    upload_id: Mapped[str] = mapped_column(ForeignKey("upload.id"), primary_key=True)
    first_byte: Mapped[int] = mapped_column(primary_key=True)
    blob: Mapped[str] = mapped_column(unique=True)


def find_upload(dispute_id: str, side: Side, upload_id: str) -> Upload | None:
    """An upload of this side in this dispute."""
    upload = current_session().get(Upload, upload_id)
    if upload is None or (upload.dispute_id, upload.side) != (dispute_id, side.value):
        return None
    return upload


def list_uploads(dispute_id: str, side: Side) -> list[Upload]:
    """What a side began and did not end, the oldest first."""
    query = (
        select(Upload)
        .where(Upload.dispute_id == dispute_id, Upload.side == side.value)
        .order_by(Upload.begun_at, Upload.id)
    )
    return list(current_session().scalars(query))


def list_begun_before(moment: datetime, *, limit: int) -> list[Upload]:
    """Uploads that are older than that."""
    query = select(Upload).where(Upload.begun_at < moment).order_by(Upload.begun_at)
    return list(current_session().scalars(query.limit(limit)))


def bytes_on_the_way(dispute_id: str, side: Side) -> int:
    """How large all will be that a side is sending."""
    query = select(func.sum(Upload.size)).where(
        Upload.dispute_id == dispute_id, Upload.side == side.value
    )
    return int(current_session().scalar(query) or 0)


def list_pieces(upload_id: str) -> list[UploadPiece]:
    """The pieces of an upload, in order."""
    query = select(UploadPiece).where(UploadPiece.upload_id == upload_id)
    return list(current_session().scalars(query.order_by(UploadPiece.first_byte)))


def find_blobs_under_way(names: Collection[str]) -> frozenset[str]:
    """Which of these files are pieces of an upload."""
    query = select(UploadPiece.blob).where(UploadPiece.blob.in_(names))
    return frozenset(current_session().scalars(query))
