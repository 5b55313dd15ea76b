"""SUBMISSIONS ends: a rule or silence decides, or screening begins."""

from datetime import datetime

from jury.domain.deadlines import remind_at, window_end
from jury.domain.law.rulebook import first_rule
from jury.domain.law.windows import Window
from jury.domain.lifecycle import EndedBy
from jury.domain.policy import Route
from jury.services.law.rules import facts_of, ladder_of, rules_of, rung_for
from jury.services.moderation.tasks import list_screening
from jury.services.notices import telling
from jury.services.stages import Move, enter
from jury.services.submissions.silence import decide_by_default
from jury.services.verdict.pronounce import award_of, enter_pronounced
from jury.storage.disputes import Dispute

BY_RULE = "rule"


def end_submissions(dispute: Dispute, act: str, *, actor: str, now: datetime) -> None:
    """Go on with what is there: decided by the facts, by silence, or heard."""
    if _decide_by_rule(dispute, actor=actor, now=now):
        return
    if actor == "sweep" and decide_by_default(dispute, now=now):
        return
    open_screening(dispute, act, actor=actor, now=now)


def _decide_by_rule(dispute: Dispute, *, actor: str, now: datetime) -> bool:
    found = _found(dispute)
    if found is None:
        return False
    basis, rung = found
    verdict = award_of(dispute, rung, now=now)
    verdict.ended_by, verdict.pronounced_by = EndedBy.RULE.value, BY_RULE
    verdict.basis = basis
    enter_pronounced(dispute, verdict, "decide by rule", actor=actor, now=now)
    return True


def _found(dispute: Dispute) -> tuple[str, int] | None:
    """By which rule or floor the facts decide, and for which rung; None: a jury."""
    rules = rules_of(dispute)
    if len(ladder_of(dispute)) == 1:
        # The law leaves one remedy: there is nothing to judge, on appeal either.
        floor = rules.floors_of(facts_of(dispute))[0]
        return floor.code, 0
    if rules.policy.route is not Route.RULE or dispute.round_number > 1:
        return None
    rule = first_rule(rules.policy.rules, facts_of(dispute))
    return (rule.code, rung_for(dispute, rule.award)) if rule else None


def open_screening(
    dispute: Dispute,
    act: str,
    *,
    actor: str,
    now: datetime,
    kind: str = "screening.opened",
) -> None:
    """Begin SCREENING: both sides check what jurors will see; `kind` tells them."""
    closes_at = window_end(rules_of(dispute).policy, Window.SCREENING, now)
    enter(dispute, Move(act, actor, closes_at), now=now)
    dispute.next_due_at = max(now, remind_at(now, closes_at))
    for party in dispute.parties:
        party.confirmed_at = party.confirmed_digest = None
    for task in list_screening(dispute.id):
        task.due_at = closes_at
    telling.notify_parties(
        dispute,
        kind,
        now=now,
        expires_at=closes_at,
        once=now.isoformat(),
    )
