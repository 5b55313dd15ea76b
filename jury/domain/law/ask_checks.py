"""Whether what jurors may ask for fits the reasons that disputes are filed for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jury.domain.asking import Ask, asks_for
from jury.domain.law.fields import FieldProblem
from jury.domain.law.reasons import Reason
from jury.domain.lifecycle import Side
from jury.domain.policy import Policy


def point_checks(
    asks: Sequence[Ask], reasons: Mapping[str, Reason]
) -> list[FieldProblem]:
    """Find every point that no reason has."""
    known = {
        f"{reason.code}.{question.code}"
        for reason in reasons.values()
        for question in reason.questions
    }
    return [
        FieldProblem(f"asks.ask[{place}].points", f"{point} is not a point of a reason")
        for place, ask in enumerate(asks)
        for point in ask.points
        if point not in known
    ]


def ask_checks(
    policy: Policy, reasons: Mapping[str, Reason], asks: Sequence[Ask]
) -> list[FieldProblem]:
    """Find the reasons for which a policy lets jurors ask, and one side for nothing."""
    if not policy.ask.is_on:
        return []
    within = policy.matches.reasons or tuple(reasons)
    heard = [reasons[code] for code in within if code in reasons]
    return [
        FieldProblem(f"{policy.name}.ask", f"{reason.code}: nothing to ask the {side}")
        for reason in heard
        for side in Side
        if side not in {ask.side for ask in asks_for(asks, reason)}
    ]
