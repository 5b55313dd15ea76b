"""How far votes err together by this court's own audits, and rules that go by it.

Made each night of verdicts that were read again. A policy that stops by evidence and
names no figure itself takes it at admission; the dispute keeps it, with its day.
"""

from dataclasses import asdict, replace
from fractions import Fraction
from typing import Any

from jury.domain.fairness.calibration import Audited, Calibration, calibrate
from jury.domain.law.whole import Rules
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.services.fairness.history import rungs_of
from jury.services.fairness.record import Record
from jury.services.fairness.weighing import weigh
from jury.storage.figures.fairness import find_last_reading
from jury.storage.figures.history import CastBallot, HeldPoll

SEED = 1


def calibrated(rules: Rules) -> Rules:
    """The same rules, with what evidence is worth now where they ask for it."""
    rule = rules.policy.stopping
    found = with_evidence(rule)
    if found == rule:
        return rules
    return replace(rules, policy=replace(rules.policy, stopping=found))


def with_evidence(rule: StoppingRule) -> StoppingRule:
    """A rule with what the last night found, if it waits for that and may go by it."""
    if rule.kind is not StoppingKind.WEIGHTED or rule.calibration is not None:
        return rule
    found = find_calibration()
    if not found or not found["is_on"] or not found.get("together"):
        return rule
    return replace(
        rule,
        calibration=Fraction(1),
        together=Fraction(found["together"]),
        audited=found["audited"],
        measured=found["day"],
    )


def find_calibration() -> dict[str, Any] | None:
    """What the last night found, as it is kept; None before there was one.

    What was found in a simulated past is shown, and no poll goes by it.
    """
    reading = find_last_reading()
    if reading is None or "simulated" in reading.figures:
        return None
    return reading.figures.get("calibration")


def measured(record: Record, *, day: str) -> dict[str, Any]:
    """What evidence is worth by the audits there are, as it is kept."""
    return kept(calibrate(audited_polls(record), seed=SEED), day=day)


def kept(found: Calibration, *, day: str) -> dict[str, Any]:
    """A calibration as figures keep it."""
    return {
        **asdict(found),
        "together": None if found.together is None else str(found.together),
        "is_on": found.is_on,
        "day": day,
    }


def audited_polls(record: Record) -> list[Audited]:
    """First polls of verdicts that were read again, each ballot weighed.

    By its juror's counts of today without this very dispute, which they hold.
    """
    first: dict[str, HeldPoll] = {}
    for one in record.held:
        if one.dispute_id in record.audited:
            first.setdefault(one.dispute_id, one)
    wanted = {one.draw_id for one in first.values()}
    cast: dict[int, list[CastBallot]] = {}
    for ballot in record.cast:
        if ballot.draw_id in wanted:
            cast.setdefault(ballot.draw_id, []).append(ballot)
    return [
        Audited(
            rungs_of(poll),
            poll.seats,
            tuple(
                weigh(
                    one,
                    rungs=rungs_of(poll),
                    final=poll.final_rung,
                    known=record.counts,
                )
                for one in cast.get(poll.draw_id, [])
            ),
            record.audited[poll.dispute_id],
        )
        for poll in first.values()
    ]
