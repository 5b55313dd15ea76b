"""The ballots in a file of a dispute: those that were sealed, counted anew.

Opened are only those that counted in a poll that was opened. Whose they are the file
does not say, nor in which order they came.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction

from jury.domain.case.chains import BEGINNING, Case, digest
from jury.domain.case.draws import key_of, told_of
from jury.domain.lifecycle import UNJUDGED, VOID
from jury.domain.stopping import Ballot, Sitting, StoppingKind, StoppingRule, may_stop
from jury.domain.tally import Outcome, Tally, VerdictRule, tally

CONTENT = (
    *("id", "seat", "ballot_no", "choice", "reasons", "sentence", "language", "salt"),
)


def seal_of(ballot: Case) -> str:
    """What the log says of a ballot: its receipt, and a digest of all it says."""
    return f"{ballot['receipt']}:{digest({part: ballot[part] for part in CONTENT})}"


def counted(draw: Case, case: Case, *, at_window_end: bool = False) -> Tally:
    """Count the opened ballots of a poll anew."""
    sitting = _sitting(draw, case)
    return tally(
        [ballot["choice"] for ballot in draw["ballots"]],
        rungs=sitting.rungs,
        seats=sitting.seats,
        rule=sitting.counting,
        at_window_end=at_window_end,
    )


def _sitting(draw: Case, case: Case) -> Sitting:
    shares = draw["counting"]
    return Sitting(
        rungs=len(case["ladder"]),
        seats=draw["transcript"]["commitment"]["seats"],
        counting=VerdictRule(
            quorum=Fraction(shares["quorum"]), deciding=Fraction(shares["deciding"])
        ),
    )


def faults_of_ballots(case: Case) -> Iterator[str]:
    """What is wrong with the polls of a file."""
    closings = told_of(case, "poll.closed", "poll.voided")
    closed_at = {
        key_of(one["payload"]): one["at"]
        for one in case["log"]
        if one["action"] == "poll.closed"
    }
    given = {key_of(draw): draw for draw in case["draws"]}
    if set(closings) - set(given):
        yield "a poll was closed that is not in the file"
    for key, draw in given.items():
        closing = closings.get(key)
        name = f"poll {key[1]} of round {key[0]}"
        if closing is None or closing["outcome"] == VOID:
            if draw["ballots"] is not None or draw["sealed"] is not None:
                yield f"{name} is opened, and was not closed"
            continue
        for fault in _faults_of_poll(draw, closing, case, closed_at=closed_at[key]):
            yield f"{name}: {fault}"


def _faults_of_poll(
    draw: Case, closing: Case, case: Case, *, closed_at: str
) -> Iterator[str]:
    sealed: Sequence[Case] = draw["sealed"]
    end = sealed[-1]["hash"] if sealed else BEGINNING
    if (len(sealed), end) != (closing["sealed_entries"], closing["sealed_head"]):
        yield "its calls are not the chain that was closed"
    if (draw["ballots"] is None) != (closing["outcome"] in UNJUDGED):
        yield "it is opened where it may not be, or the other way round"
        return
    if draw["ballots"] is None:
        return
    seals = sorted(seal_of(ballot) for ballot in draw["ballots"])
    if seals != closing["receipts"] or len(seals) != closing["ballots"]:
        yield "its ballots are not those that were counted"
    if len({ballot["seat"] for ballot in draw["ballots"]}) != len(seals):
        yield "two ballots are of one seat"
    told = closing["outcome"]
    both = {counted(draw, case, at_window_end=end).outcome for end in (False, True)}
    if told in set(Outcome) and told not in both:
        yield "its ballots do not come to what was said at its close"
    if told == Outcome.DECIDED and not _in_time(draw, case, closed_at=closed_at):
        yield "it was closed before its time, and its rule did not allow that"


def _in_time(draw: Case, case: Case, *, closed_at: str) -> bool:
    """Whether a poll ran to its end, or had seen enough by a rule of votes alone."""
    rule = draw["stopping"]
    ends_at = datetime.fromisoformat(draw["window_ends_at"])
    if rule is None or datetime.fromisoformat(closed_at) >= ends_at:
        return True
    return may_stop(
        [Ballot(ballot["choice"]) for ballot in draw["ballots"]],
        sitting=_sitting(draw, case),
        rule=StoppingRule(
            StoppingKind(rule["kind"]),
            margin=rule["margin"],
            minimum=rule["minimum"],
            maximum=rule["maximum"],
        ),
    )
