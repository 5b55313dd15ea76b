"""Lists of disputes with what belongs to them, a fixed number of statements a page."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import undefer

from jury.storage.appeals import Appeal
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, RedactedText
from jury.storage.draws import Draw
from jury.storage.money.refunds import RefundRecord
from jury.storage.verdicts import Verdict

Row = TypeVar("Row", Verdict, Appeal)


def list_disputes_after(last: Dispute | None, *, limit: int) -> list[Dispute]:
    """Disputes in the order of admission, those behind `last`."""
    query = select(Dispute).order_by(Dispute.admitted_at, Dispute.id).limit(limit)
    if last is not None:
        query = query.where(
            or_(
                Dispute.admitted_at > last.admitted_at,
                and_(Dispute.admitted_at == last.admitted_at, Dispute.id > last.id),
            )
        )
    return list(current_session().scalars(query))


def refunds_of(dispute_ids: Sequence[str]) -> dict[str, RefundRecord]:
    """The refund record of each dispute."""
    query = select(RefundRecord).where(RefundRecord.dispute_id.in_(dispute_ids))
    return {row.dispute_id: row for row in current_session().scalars(query)}


def verdicts_of(dispute_ids: Sequence[str]) -> dict[str, list[Verdict]]:
    """The verdicts of each dispute that has one, round by round."""
    query = (
        select(Verdict)
        .where(Verdict.dispute_id.in_(dispute_ids))
        .order_by(Verdict.round_number)
    )
    return _by_dispute(current_session().scalars(query))


def appeals_of(dispute_ids: Sequence[str]) -> dict[str, list[Appeal]]:
    """The appeals in each dispute that has one, in the order they were filed."""
    query = (
        select(Appeal)
        .where(Appeal.dispute_id.in_(dispute_ids))
        .order_by(Appeal.filed_at, Appeal.id)
    )
    return _by_dispute(current_session().scalars(query))


def _by_dispute(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.dispute_id, []).append(row)
    return found


def draws_of(dispute_ids: Sequence[str]) -> dict[str, Draw]:
    """The newest draw of each dispute that has one."""
    newest = (
        select(func.max(Draw.id))
        .where(Draw.dispute_id.in_(dispute_ids))
        .group_by(Draw.dispute_id)
    )
    query = select(Draw).where(Draw.id.in_(newest))
    return {row.dispute_id: row for row in current_session().scalars(query)}


def disputes_of(dispute_ids: Collection[str]) -> dict[str, Dispute]:
    """The disputes with these ids."""
    query = select(Dispute).where(Dispute.id.in_(dispute_ids))
    return {row.id: row for row in current_session().scalars(query)}


def load_policies(dispute_ids: Collection[str]) -> None:
    """Have the frozen rules of these disputes at hand, in one question for all."""
    query = select(Dispute).where(Dispute.id.in_(dispute_ids))
    current_session().scalars(query.options(undefer(Dispute.policy))).all()


def items_of(dispute_ids: Collection[str]) -> dict[str, RedactedText]:
    """What each dispute is about: the covered title of its first item, where known."""
    query = (
        select(RedactedText)
        .where(
            RedactedText.dispute_id.in_(dispute_ids), RedactedText.source == "line:1"
        )
        .order_by(RedactedText.revision)
    )
    return {row.dispute_id: row for row in current_session().scalars(query)}
