"""What was measured of the court, and which verdicts were read again, by whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    UniqueConstraint,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import NotFound
from jury.domain.lifecycle import EndedBy, Stage
from jury.storage.base import Base, current_session, insert_new
from jury.storage.disputes import Dispute


class FairnessReading(Base):
    """All figures of one night."""

    __tablename__ = "fairness_reading"
    __table_args__ = (UniqueConstraint("day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str]
    figures: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class AuditSample(Base):
    """The verdicts of one week that were drawn to be read again."""

    __tablename__ = "audit_sample"
    __table_args__ = (UniqueConstraint("week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str]
    seed: Mapped[str]
    population: Mapped[int]
    digest: Mapped[str]
    made_at: Mapped[datetime]


class AuditPick(Base):
    """One drawn verdict; `rung` is what became final, `audited_rung` what readers say.

    Readers never see `rung` before they have said theirs.
    """

    __tablename__ = "audit_pick"
    __table_args__ = (
        UniqueConstraint("dispute_id"),
        CheckConstraint(
            "(decided_at IS NULL) = (audited_rung IS NULL)", name="decided_whole"
        ),
        CheckConstraint("(decided_at IS NULL) = (is_wrong IS NULL)", name="judged"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("audit_sample.id"), index=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    rung: Mapped[int]
    rungs: Mapped[int]
    audited_rung: Mapped[int | None]
    is_wrong: Mapped[bool | None]
    due_at: Mapped[datetime]
    decided_at: Mapped[datetime | None] = mapped_column(index=True)


class AuditReading(Base):
    """What one moderator said of one drawn verdict, not knowing what it was."""

    __tablename__ = "audit_reading"
    __table_args__ = (
        UniqueConstraint("pick_id", "reading_no"),
        CheckConstraint("reading_no BETWEEN 1 AND 3", name="reading_no"),
    )

    pick_id: Mapped[int] = mapped_column(ForeignKey("audit_pick.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    reading_no: Mapped[int]
    rung: Mapped[int]
    reason: Mapped[str]
    read_at: Mapped[datetime]


def find_last_reading() -> FairnessReading | None:
    """The figures of the last night they were made."""
    query = select(FairnessReading).order_by(FairnessReading.id.desc()).limit(1)
    return current_session().scalar(query)


def claim_day(
    day: str, figures: dict[str, Any], *, now: datetime
) -> FairnessReading | None:
    """Keep the figures of a day; None when somebody else has kept them."""
    claim = insert_new(FairnessReading).values(day=day, figures=figures, made_at=now)
    return current_session().scalar(
        claim.on_conflict_do_nothing().returning(FairnessReading)
    )


def replace_day(
    day: str, figures: dict[str, Any], *, now: datetime
) -> FairnessReading | None:
    """Keep the figures of a day in the place of those it had."""
    claim = insert_new(FairnessReading).values(day=day, figures=figures, made_at=now)
    claim = claim.on_conflict_do_update(
        index_elements=["day"], set_={"figures": figures, "made_at": now}
    )
    return current_session().scalar(claim.returning(FairnessReading))


def has_sample(week: str) -> bool:
    """Whether a week was drawn already."""
    query = select(AuditSample.id).where(AuditSample.week == week)
    return current_session().scalar(query) is not None


def claim_sample(
    week: str, *, seed: str, population: int, digest: str, now: datetime
) -> AuditSample | None:
    """Draw a week; None when somebody else has drawn it."""
    claim = insert_new(AuditSample).values(
        week=week, seed=seed, population=population, digest=digest, made_at=now
    )
    return current_session().scalar(
        claim.on_conflict_do_nothing().returning(AuditSample)
    )


def list_samples(*, limit: int) -> list[tuple[AuditSample, int, int]]:
    """The last samples, each with how many were drawn of it, and how many are read."""
    query = (
        select(AuditSample, func.count(AuditPick.id), func.count(AuditPick.decided_at))
        .outerjoin(AuditPick, AuditPick.sample_id == AuditSample.id)
        .group_by(AuditSample.id)
        .order_by(AuditSample.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in current_session().execute(query)]


def get_pick(pick_id: int) -> AuditPick:
    """A drawn verdict; raises NotFound."""
    found = current_session().get(AuditPick, pick_id)
    if found is None:
        raise NotFound
    return found


def find_pick(dispute_id: str) -> AuditPick | None:
    """The lot that fell on this dispute's verdict."""
    query = select(AuditPick).where(AuditPick.dispute_id == dispute_id)
    return current_session().scalar(query)


def list_decided_picks() -> list[AuditPick]:
    """The drawn verdicts that were read to the end, in that order."""
    query = select(AuditPick).where(AuditPick.decided_at.is_not(None))
    return list(
        current_session().scalars(query.order_by(AuditPick.decided_at, AuditPick.id))
    )


def list_readings(pick_id: int) -> list[AuditReading]:
    """What was said of a drawn verdict, in the order it was said."""
    query = select(AuditReading).where(AuditReading.pick_id == pick_id)
    return list(current_session().scalars(query.order_by(AuditReading.reading_no)))


def list_rungs_said() -> dict[int, list[int]]:
    """The rungs that readers named, by drawn verdict, in the order they were named."""
    query = select(AuditReading.pick_id, AuditReading.rung).order_by(
        AuditReading.pick_id, AuditReading.reading_no
    )
    found: dict[int, list[int]] = {}
    for pick_id, rung in current_session().execute(query):
        found.setdefault(pick_id, []).append(rung)
    return found


def audited_rungs(dispute_ids: Sequence[str] | None = None) -> dict[str, int]:
    """What readers found, by dispute."""
    query = select(AuditPick.dispute_id, AuditPick.audited_rung).where(
        AuditPick.audited_rung.is_not(None)
    )
    if dispute_ids is not None:
        query = query.where(AuditPick.dispute_id.in_(dispute_ids))
    rows = current_session().execute(query)
    return {dispute: rung for dispute, rung in rows if rung is not None}


def list_final_verdicts(start: datetime, end: datetime) -> list[str]:
    """Disputes that a jury decided and that were closed in this time, by their id.

    Without those that were drawn before: an award that is put right closes again.
    """
    was_drawn = exists().where(AuditPick.dispute_id == Dispute.id)
    query = select(Dispute.id).where(
        Dispute.closed_at >= start,
        Dispute.closed_at < end,
        Dispute.stage == Stage.CLOSED.value,
        Dispute.ended_by == EndedBy.VERDICT.value,
        Dispute.is_shadow.is_(False),
        ~was_drawn,
    )
    return sorted(current_session().scalars(query))
