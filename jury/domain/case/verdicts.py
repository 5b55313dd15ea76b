"""The verdicts in a file of a dispute: what was pronounced, and follows from votes."""

from collections.abc import Iterator, Mapping

from jury.domain.case.ballots import counted
from jury.domain.case.chains import Case, digest, whole
from jury.domain.case.draws import told_of
from jury.domain.lifecycle import EndedBy
from jury.domain.tally import Outcome

SHARES = ("buyer", "seller", "freight")
ENDED = ("ended_by", "remedy", "split")
PRONOUNCED, CORRECTED = "dispute.pronounced", "verdict.corrected"
FINAL, REOPENED = "dispute.final", "dispute.submissions"


def said_of(case: Case) -> dict[int, list[Case]]:
    """What the log says of each round: what was decided, then its corrections."""
    found: dict[int, list[Case]] = {}
    for line in case["log"]:
        told, action = line["payload"], line["action"]
        number = int(told.get("round_number", 1))
        if action == CORRECTED:
            found[number].append(told)
        elif action == REOPENED and told.get("act") == "reopen":
            found.pop(number, None)
        elif action == PRONOUNCED or (action == FINAL and "ended_by" in told):
            found[number] = [told]
    return found


def shares_of(told: Case) -> tuple[int, ...]:
    """What a line of the log gives to each side, in minor units."""
    return tuple(whole(told[share]["minor"]) for share in SHARES)


def faults_of_verdicts(case: Case) -> Iterator[str]:
    """What is wrong with the decisions of a file."""
    said = said_of(case)
    verdicts = {whole(one["round_number"]): one for one in case["verdicts"]}
    is_each_once = len(verdicts) == len(case["verdicts"])
    if set(said) != set(verdicts) or not said or not is_each_once:
        yield "the rounds that were decided are not those of the log"
        return
    polls = _deciding(case)
    if set(polls) - set(verdicts):
        yield "a poll decided, and there is no verdict of it"
    for number, verdict in verdicts.items():
        name, told = f"round {number}", said[number]
        if not _is_as_said(verdict, told):
            yield f"{name} was not decided as the log says"
        if number not in polls and verdict["ended_by"] == EndedBy.VERDICT:
            yield f"{name} has a jury's verdict that no poll decided"
        elif number in polls:
            yield from _faults_of_jury(name, verdict, draw=polls[number], case=case)


def _deciding(case: Case) -> Mapping[int, Case]:
    """The poll that decided each round."""
    closings = told_of(case, "poll.closed")
    draws = {(one["round_number"], one["draw_no"]): one for one in case["draws"]}
    return {
        key[0]: draws[key]
        for key, told in closings.items()
        if told["outcome"] == Outcome.DECIDED
    }


def _is_as_said(verdict: Case, told: list[Case]) -> bool:
    """Whether it ended so, and its sums are those of the last words on it."""
    first, last = told[0], told[-1]
    return (
        digest({part: verdict[part] for part in ENDED})
        == digest({part: first.get(part) for part in ENDED})
        and tuple(whole(verdict[f"{share}_minor"]) for share in SHARES)
        == shares_of(last)
        and whole(verdict["version"]) == len(told)
    )


def _faults_of_jury(
    name: str, verdict: Case, *, draw: Case, case: Case
) -> Iterator[str]:
    votes = counted(draw, case)
    rung = votes.median_rung
    split = {"counts": list(votes.counts), "cannot_decide": votes.cannot_decide}
    told = {part: verdict["split"].get(part) for part in split}
    if rung is None or verdict["rung"] != rung or told != split:
        yield f"{name} is not what its ballots come to"
        return
    offered = case["ladder"][rung]
    if offered["remedy"] != verdict["remedy"]:
        yield f"{name} names another remedy than its rung does"
    # After a slip the sums are reckoned from other figures than the ladder's.
    is_corrected = verdict["version"] > 1
    sums = tuple(whole(verdict[f"{share}_minor"]) for share in SHARES)
    if not is_corrected and sums != tuple(offered[f"{one}_minor"] for one in SHARES):
        yield f"{name} gives other sums than its rung does"
