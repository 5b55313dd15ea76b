"""How a verdict stands: whether it can be appealed or was, and what came of that."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.appeals import goes_to_staff, is_appealable
from jury.domain.lifecycle import Stage
from jury.redaction import segments
from jury.services.appeal.slips import slips_close_at
from jury.services.law.rules import rules_of
from jury.services.reading.case_views import RungView, TextView
from jury.services.reading.casefile import rung_views
from jury.storage.appeals import Appeal, list_appeals
from jury.storage.disputes import Dispute
from jury.storage.verdicts import (
    Verdict,
    VerdictVersion,
    find_verdict_of,
    list_versions_before,
)


@dataclass(frozen=True)
class AppealView:
    """One side's appeal, as the other side reads it."""

    side: str
    ground: str
    text: TextView
    filed_at: datetime


@dataclass(frozen=True)
class OtherRound:
    """What another round of the same dispute decided."""

    round_number: int
    outcome: RungView
    pronounced_at: datetime
    is_same: bool
    by_staff: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one verdict stands among all there are in its dispute.

    `appeal_until` is set while it may be appealed, `slip_until` while a slip in it may
    be corrected, `decided_by` while an appeal waits to be decided. `on_appeal`: an
    appeal led to it; `was_appealed`: one led on from it. Otherwise a verdict was set
    aside between two rounds.
    """

    round_number: int
    version: int
    corrected_at: datetime | None
    versions: tuple[VerdictVersion, ...]
    appeal_until: datetime | None
    slip_until: datetime | None
    to_staff: bool
    appeals: tuple[AppealView, ...]
    decided_by: datetime | None
    on_appeal: bool
    was_appealed: bool
    earlier: OtherRound | None
    later: OtherRound | None


def standing(dispute: Dispute, verdict: Verdict, locale: str) -> Standing:
    """How a verdict stands at this moment."""
    number, is_newest = verdict.round_number, _is_newest(dispute, verdict)
    is_open = is_newest and dispute.stage == Stage.PRONOUNCED.value
    policy = rules_of(dispute).policy
    appeals = list_appeals(dispute.id)
    may_appeal = is_open and is_appealable(
        policy, verdict.ended_by, is_appealed=bool(appeals)
    )
    return Standing(
        round_number=number,
        version=verdict.version,
        corrected_at=verdict.corrected_at,
        versions=tuple(list_versions_before(verdict.id)),
        appeal_until=dispute.stage_closes_at if may_appeal else None,
        slip_until=slips_close_at(dispute) if is_newest else None,
        to_staff=goes_to_staff(verdict.ended_by),
        appeals=tuple(appeal_view(one, locale) for one in appeals),
        decided_by=_decided_by(dispute, verdict),
        on_appeal=any(one.round_number == number - 1 for one in appeals),
        was_appealed=any(one.round_number == number for one in appeals),
        earlier=_other(dispute, verdict, by=-1, locale=locale),
        later=_other(dispute, verdict, by=1, locale=locale),
    )


def appeal_view(appeal: Appeal, locale: str) -> AppealView:
    """An appeal with its sentence covered."""
    parts = tuple(segments(appeal.template, locale))
    text = TextView(f"appeal:{appeal.side}", parts, appeal.language)
    return AppealView(appeal.side, appeal.ground, text, appeal.filed_at)


def _is_newest(dispute: Dispute, verdict: Verdict) -> bool:
    return verdict.round_number == dispute.round_number


def _decided_by(dispute: Dispute, verdict: Verdict) -> datetime | None:
    """Until when an appeal from this verdict is decided; None: none waits."""
    is_waiting = not _is_newest(dispute, verdict) and not find_verdict_of(
        dispute.id, dispute.round_number
    )
    return dispute.decided_by_at if is_waiting else None


def _other(
    dispute: Dispute, verdict: Verdict, *, by: int, locale: str
) -> OtherRound | None:
    found = find_verdict_of(dispute.id, verdict.round_number + by)
    if found is None or found.rung is None:
        return None
    return OtherRound(
        round_number=found.round_number,
        outcome=rung_views(dispute, locale)[found.rung],
        pronounced_at=found.pronounced_at,
        is_same=found.rung == verdict.rung,
        by_staff=goes_to_staff(found.ended_by),
    )
