"""The parts of an exhibit that is no single picture: pages, stills, renditions."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lives.part_kinds import PartKind
from jury.storage.base import Base, current_session


class ExhibitPart(Base):
    """One page of a PDF, one still of a film, or one rendition of the film.

    As with a picture, `prepared_blob` is ours and uncovered, `shown_blob` is what
    jurors are sent, and its boxes stand among those of the exhibit. `checked_at` is
    when a moderator settled its boxes.
    """

    __tablename__ = "exhibit_part"
    __table_args__ = (
        CheckConstraint("part_no >= 1", name="part_no"),
        CheckConstraint(
            "kind IN ('page', 'still', 'film', 'small', 'poster')", name="kind"
        ),
    )

    exhibit_id: Mapped[str] = mapped_column(ForeignKey("exhibit.id"), primary_key=True)
    part_no: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    # When in the film a still is.
    at_ms: Mapped[int | None]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    prepared_blob: Mapped[str | None]
    shown_blob: Mapped[str | None]
    shown_digest: Mapped[str | None]
    checked_at: Mapped[datetime | None]

    @property
    def is_picture(self) -> bool:
        """Whether it is looked at as a picture, and covered with boxes."""
        return PartKind(self.kind) in {PartKind.PAGE, PartKind.STILL}


class PartDelivery(Base):
    """That one juror was sent one part of an exhibit."""

    __tablename__ = "part_delivery"

    summons_id: Mapped[str] = mapped_column(ForeignKey("summons.id"), primary_key=True)
    exhibit_id: Mapped[str] = mapped_column(ForeignKey("exhibit.id"), primary_key=True)
    part_no: Mapped[int] = mapped_column(primary_key=True)
    delivered_at: Mapped[datetime]


_BLOBS = (ExhibitPart.prepared_blob, ExhibitPart.shown_blob)


def list_parts(exhibit_id: str) -> list[ExhibitPart]:
    """The parts of an exhibit, in order; none of a picture."""
    query = (
        select(ExhibitPart)
        .where(ExhibitPart.exhibit_id == exhibit_id)
        .order_by(ExhibitPart.part_no)
    )
    return list(current_session().scalars(query))


def list_pictures(exhibit_id: str) -> list[ExhibitPart]:
    """Those of them that are looked at as pictures."""
    return [part for part in list_parts(exhibit_id) if part.is_picture]


def count_pictures(exhibit_ids: Collection[str]) -> dict[str, int]:
    """How many there are of each of these exhibits that has any."""
    query = (
        select(ExhibitPart.exhibit_id, func.count())
        .where(
            ExhibitPart.exhibit_id.in_(exhibit_ids),
            ExhibitPart.kind.in_([PartKind.PAGE.value, PartKind.STILL.value]),
        )
        .group_by(ExhibitPart.exhibit_id)
    )
    found = current_session().execute(query)
    return {row[0]: row[1] for row in found}


def find_part(exhibit_id: str, part_no: int) -> ExhibitPart | None:
    """One part, if there is such a one."""
    key = {"exhibit_id": exhibit_id, "part_no": part_no}
    return current_session().get(ExhibitPart, key)


def list_delivered(summons_id: str, exhibit_id: str) -> set[int]:
    """The parts of an exhibit that a juror was sent."""
    query = select(PartDelivery.part_no).where(
        PartDelivery.summons_id == summons_id, PartDelivery.exhibit_id == exhibit_id
    )
    return set(current_session().scalars(query))


def list_blobs_of_parts(exhibit_ids: Collection[str] | None = None) -> set[str]:
    """Every file that a part names; of these exhibits, or of all."""
    query = select(*_BLOBS)
    if exhibit_ids is not None:
        query = query.where(ExhibitPart.exhibit_id.in_(exhibit_ids))
    found = current_session().execute(query)
    return {name for names in found for name in names if name}


def find_blobs_of_parts(names: Collection[str]) -> set[str]:
    """Which of these files some part names."""
    return {
        name
        for column in _BLOBS
        for name in current_session().scalars(select(column).where(column.in_(names)))
        if name
    }
