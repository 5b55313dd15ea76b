"""Exhibits: the original, what was covered on it, and what jurors see."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import NotFound
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import ExhibitState
from jury.storage.base import Base, current_session
from jury.storage.exhibit_parts import find_blobs_of_parts, list_blobs_of_parts
from jury.storage.files.uploads import find_blobs_under_way


class Exhibit(Base):
    """One version of one item of evidence.

    `original_blob` is what was uploaded, `prepared_blob` the same re-encoded from
    its pixels without metadata, `shown_blob` that with the boxes drawn on it: the
    only one that anybody but the uploader and moderators is ever sent. What is filed
    after an appeal carries why it could not be had before.
    """

    __tablename__ = "exhibit"
    __table_args__ = (UniqueConstraint("dispute_id", "exhibit_no", "version"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), index=True)
    exhibit_no: Mapped[int]
    version: Mapped[int]
    side: Mapped[str]
    round_number: Mapped[int] = mapped_column(default=1)
    late_reason: Mapped[str | None]
    # About what came back: no part of the file that a jury hears.
    of_return: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str]
    caption: Mapped[str]
    caption_language: Mapped[str]
    point_no: Mapped[int | None]
    state: Mapped[str] = mapped_column(default=ExhibitState.FILED.value)
    withheld_code: Mapped[str | None]
    original_blob: Mapped[str]
    original_digest: Mapped[str]
    media_type: Mapped[str]
    prepared_blob: Mapped[str | None]
    shown_blob: Mapped[str | None]
    shown_digest: Mapped[str | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    boxes: Mapped[list[Any]]
    filed_at: Mapped[datetime]
    screened_at: Mapped[datetime | None]
    # Why a moderator lets the sound of a film be heard; without it films are mute.
    sound_reason: Mapped[str | None]

    @property
    def is_heard(self) -> bool:
        """Whether the sound of this film is played."""
        return self.sound_reason is not None


_BLOBS = (Exhibit.original_blob, Exhibit.prepared_blob, Exhibit.shown_blob)


def get_exhibit(dispute_id: str, exhibit_id: str) -> Exhibit:
    """An exhibit of this dispute; raises NotFound."""
    exhibit = current_session().get(Exhibit, exhibit_id)
    if exhibit is None or exhibit.dispute_id != dispute_id:
        raise NotFound
    return exhibit


def list_exhibits(dispute_id: str) -> list[Exhibit]:
    """The newest version of every exhibit of the file, in the order they were filed."""
    return _newest(dispute_id, of_return=False)


def list_return_exhibits(dispute_id: str) -> list[Exhibit]:
    """The same of what was filed about the return of the goods."""
    return _newest(dispute_id, of_return=True)


def _newest(dispute_id: str, *, of_return: bool) -> list[Exhibit]:
    query = (
        select(Exhibit)
        .where(
            Exhibit.dispute_id == dispute_id,
            Exhibit.of_return.is_(of_return),
            Exhibit.state != ExhibitState.SUPERSEDED.value,
        )
        .order_by(Exhibit.exhibit_no)
    )
    return list(current_session().scalars(query))


def list_released(dispute_id: str) -> list[Exhibit]:
    """What jurors are shown."""
    return [
        exhibit
        for exhibit in list_exhibits(dispute_id)
        if exhibit.state == ExhibitState.RELEASED.value
    ]


def list_versions(dispute_id: str, side: Side) -> list[Exhibit]:
    """Every version of everything a side has filed."""
    query = select(Exhibit).where(
        Exhibit.dispute_id == dispute_id, Exhibit.side == side.value
    )
    return list(current_session().scalars(query))


def list_named_blobs() -> list[str]:
    """Every file that some version of an exhibit names, or a part of one."""
    session = current_session()
    named = {name for one in _BLOBS for name in session.scalars(select(one)) if name}
    return sorted(named | list_blobs_of_parts())


def list_named_blobs_of(dispute_id: str) -> list[str]:
    """The same of one dispute."""
    found = current_session().execute(
        select(Exhibit.id, *_BLOBS).where(Exhibit.dispute_id == dispute_id)
    )
    rows = found.all()
    named = {name for row in rows for name in row[1:] if name}
    return sorted(named | list_blobs_of_parts([str(row[0]) for row in rows]))


def list_with_exhibits() -> list[str]:
    """Every dispute in which anything was filed."""
    query = select(Exhibit.dispute_id).distinct().order_by(Exhibit.dispute_id)
    return list(current_session().scalars(query))


def find_named_blobs(names: Collection[str]) -> frozenset[str]:
    """Which of these some exhibit names, a part of one, or an upload under way."""
    named = {
        name
        for column in _BLOBS
        for name in current_session().scalars(select(column).where(column.in_(names)))
        if name
    }
    under_way = find_blobs_under_way(names)
    return frozenset(named | find_blobs_of_parts(names) | under_way)


def count_exhibits(dispute_id: str, side: Side, *, of_return: bool = False) -> int:
    """How many exhibits a side has filed, corrected ones once."""
    query = select(func.count(func.distinct(Exhibit.exhibit_no))).where(
        Exhibit.dispute_id == dispute_id,
        Exhibit.side == side.value,
        Exhibit.of_return.is_(of_return),
    )
    return current_session().scalar(query) or 0


def last_exhibit_no(dispute_id: str) -> int:
    """The highest exhibit number given so far."""
    query = select(func.max(Exhibit.exhibit_no)).where(Exhibit.dispute_id == dispute_id)
    return current_session().scalar(query) or 0
