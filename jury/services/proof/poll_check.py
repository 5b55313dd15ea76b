"""Whether polls and verdicts are what the log says: a part of `verify-log`.

At its close a poll's sealed chains and its ballots were named in the dispute's chain.
Here they are looked up again, ballot by ballot, and counted anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jury.domain.case.chains import BEGINNING
from jury.domain.lifecycle import UNJUDGED, EndedBy
from jury.domain.tally import Outcome, tally
from jury.services.hearing.enough import why_of
from jury.services.law.rules import ladder_of, rules_of
from jury.services.proof.asked_check import faults_of_asked
from jury.services.proof.audit import ballot_chain, dispute_chain, poll_chain
from jury.services.proof.draw_check import faults_of_lots
from jury.services.proof.sealed_check import (
    faults_of_void,
    is_as_sealed,
    sealed_fault,
    seals,
)
from jury.services.proof.standing_seal import are_standings_as_sealed
from jury.services.proof.void_seal import VOIDED
from jury.storage.audit import AuditEntry, list_entries, list_notes
from jury.storage.desk.set_aside import find_set_aside
from jury.storage.disputes import get_dispute
from jury.storage.draws import Draw, list_draws
from jury.storage.figures.judged import (
    list_chains_of,
    list_draw_ids,
    list_judged_dispute_ids,
    list_sealed_chains,
    list_secret_draw_ids,
    list_set_aside,
)
from jury.storage.polls import list_ballots
from jury.storage.verdicts import (
    Verdict,
    list_verdicts,
    list_versions_before,
)

CLOSED, PRONOUNCED, FINAL = "poll.closed", "dispute.pronounced", "dispute.final"
ENDS = (CLOSED, VOIDED)
COUNTED = (Outcome.DECIDED.value, Outcome.HUNG.value)
CORRECTED, REOPENED = "verdict.corrected", "dispute.submissions"
SHARES = ("buyer", "seller", "freight")
Payload = Mapping[str, Any]
Closings = Mapping[tuple[object, object], Payload]


def chains_of_secret_polls() -> dict[str, str]:
    """The sealed chains that no number may be told of, each with its poll's name."""
    return _chains_of(list_secret_draw_ids())


def faults_of_polls() -> Iterator[str]:
    """What the log says of polls and verdicts, and is not so."""
    known = _chains_of(list_draw_ids())
    for chain in list_sealed_chains():
        if chain not in known:
            yield f"{chain}: there is no such poll"
    disputes = list_judged_dispute_ids()
    judged = {dispute_chain(dispute_id) for dispute_id in disputes}
    told = (list_chains_of(action) for action in (*ENDS, PRONOUNCED, FINAL))
    for chain in sorted({chain for chains in told for chain in chains}):
        if chain not in judged:
            yield f"{chain}: its polls and verdicts are gone"
    for dispute_id in disputes:
        closings, draws = _closings_of(dispute_id), list_draws(dispute_id)
        yield from faults_of_lots(dispute_id, draws)
        yield from _faults_of_draws(dispute_id, closings, draws)
        yield from _faults_of_verdicts(dispute_id, closings, draws)


def _chains_of(draw_ids: Iterable[int]) -> dict[str, str]:
    return {
        chain: poll_chain(draw_id)
        for draw_id in draw_ids
        for chain in (poll_chain(draw_id), ballot_chain(draw_id))
    }


def _closings_of(dispute_id: str) -> Closings:
    chain = dispute_chain(dispute_id)
    told = [one.payload for end in ENDS for one in list_entries(chain, end)]
    return {(one.get("round_number"), one.get("draw_no")): one for one in told}


def _faults_of_draws(
    dispute_id: str, closings: Closings, draws: Sequence[Draw]
) -> Iterator[str]:
    closed = {_key(draw) for draw in draws if draw.closed_at is not None}
    if closed != set(closings):
        yield f"{dispute_chain(dispute_id)}: its closed polls are not those it had"
    for draw in draws:
        closing = closings.get(_key(draw))
        if closing is not None and draw.is_void:
            yield from faults_of_void(draw, closing)
        elif closing is not None:
            yield from _faults_of_closed(draw, closing)
            yield from _faults_of_stop(draw, closing)
            yield from faults_of_asked(draw)
        elif not is_as_sealed(draw):
            yield sealed_fault(poll_chain(draw.id))


def _faults_of_closed(draw: Draw, closing: Payload) -> Iterator[str]:
    """Compare a closed poll with what joined the dispute's chain."""
    poll, cast = poll_chain(draw.id), ballot_chain(draw.id)
    sealed = list_entries(poll)
    joined = closing.get("sealed_entries"), closing.get("sealed_head")
    if (len(sealed), _end(sealed)) != joined:
        yield f"{poll}: it is not the chain that was closed"
    if _end(list_entries(cast)) != closing.get("ballots_head"):
        yield f"{cast}: it is not the chain that was closed"
    counted, rest = list_ballots(draw.id), list_set_aside(draw.id)
    if seals(counted) != closing.get("receipts"):
        yield f"{poll}: its ballots are not those that were counted"
    if seals(rest) != closing.get("set_aside", []):
        yield f"{poll}: its ballots are not those that were set aside"
    if not is_as_sealed(draw):
        yield f"{poll}: its ballots or summonses are not those in its chains"
    if draw.never_opened != (closing.get("outcome") in UNJUDGED):
        yield f"{poll}: whether it was opened is not what was said at its close"


def _faults_of_stop(draw: Draw, closing: Payload) -> Iterator[str]:
    """Compare the moment of a close with what its rule allowed."""
    poll = poll_chain(draw.id)
    if not are_standings_as_sealed(get_dispute(draw.dispute_id), draw):
        yield f"{poll}: how its jurors had stood is not what was sealed"
    if closing.get("outcome") in COUNTED and not _was_closed_in_time(draw):
        yield f"{poll}: it was closed before its time, and no rule allowed that"


def _was_closed_in_time(draw: Draw) -> bool:
    """Whether a poll ran to the end of its window, or had seen enough by its rule."""
    if draw.closed_at is None or draw.closed_at >= draw.window_ends_at:
        return True
    try:
        dispute = get_dispute(draw.dispute_id)
        return why_of(dispute, draw, at=draw.closed_at) is not None
    except ValueError:
        return False


def _end(entries: Sequence[AuditEntry]) -> str:
    return entries[-1].hash if entries else BEGINNING


def _key(draw: Draw) -> tuple[object, object]:
    return draw.round_number, draw.draw_no


def _faults_of_verdicts(
    dispute_id: str, closings: Closings, draws: Sequence[Draw]
) -> Iterator[str]:
    """Compare verdicts with the ballots they follow from, and with the log."""
    verdicts = {one.round_number: one for one in list_verdicts(dispute_id)}
    decided = [
        draw
        for draw in draws
        if closings.get(_key(draw), {}).get("outcome") == Outcome.DECIDED.value
    ]
    for draw in decided:
        verdict = verdicts.get(draw.round_number)
        if verdict is None or not _follows(verdict, draw):
            yield f"{poll_chain(draw.id)}: the verdict is not what its ballots come to"
    by_jury = {
        one.round_number
        for one in verdicts.values()
        if one.ended_by == EndedBy.VERDICT.value
    }
    if by_jury - {draw.round_number for draw in decided}:
        yield f"{dispute_chain(dispute_id)}: a jury's verdict that no poll decided"
    if not _are_as_pronounced(dispute_chain(dispute_id), verdicts):
        yield f"{dispute_chain(dispute_id)}: its verdict is not what was pronounced"
    if not _is_set_aside_as_said(dispute_id):
        yield f"{dispute_chain(dispute_id)}: what was set aside is not what was said"


def _follows(verdict: Verdict, draw: Draw) -> bool:
    """Whether a verdict is what the ballots of its poll come to, counted anew."""
    dispute = get_dispute(draw.dispute_id)
    try:
        counted = tally(
            [ballot.choice for ballot in list_ballots(draw.id)],
            rungs=len(ladder_of(dispute)),
            seats=draw.seats_wanted,
            rule=rules_of(dispute).policy.verdict,
            at_window_end=False,
        )
    except ValueError:
        return False
    told = verdict.split.get("counts"), verdict.split.get("cannot_decide")
    return (verdict.rung, *told) == (
        counted.median_rung,
        list(counted.counts),
        counted.cannot_decide,
    )


def _are_as_pronounced(chain: str, verdicts: Mapping[int, Verdict]) -> bool:
    """Whether every round has the verdict that its last words in the log gave it."""
    said, notes = _said(chain), list_notes(chain)
    return set(said) == set(verdicts) and all(
        _is_as_said(verdict, said[number], notes)
        for number, verdict in verdicts.items()
    )


def _said(chain: str) -> dict[int, list[AuditEntry]]:
    """What the log says of each round: what was pronounced, then its corrections."""
    found: dict[int, list[AuditEntry]] = {}
    told = [*_decisions(chain), *list_entries(chain, CORRECTED), *_reopened(chain)]
    for entry in sorted(told, key=lambda one: one.seq):
        if entry.action == CORRECTED:
            found.setdefault(_round(entry), []).append(entry)
        elif entry.action == REOPENED:
            found.pop(_round(entry), None)
        else:
            found[_round(entry)] = [entry]
    return found


def _reopened(chain: str) -> list[AuditEntry]:
    """Where a decision by default was set aside."""
    moved = list_entries(chain, REOPENED)
    return [one for one in moved if one.payload.get("act") == "reopen"]


def _is_set_aside_as_said(dispute_id: str) -> bool:
    """Whether what is kept of a decision that was set aside is what it said last."""
    chain, kept = dispute_chain(dispute_id), find_set_aside(dispute_id)
    reopened = _reopened(chain)
    if kept is None or not reopened:
        return kept is None and not reopened
    told = [*list_entries(chain, PRONOUNCED), *list_entries(chain, CORRECTED)]
    before = [one for one in told if one.seq < reopened[0].seq]
    last = max(before, key=lambda one: one.seq, default=reopened[0])
    return last.payload.get("remedy") == kept.remedy and all(
        last.payload.get(share, {}).get("minor") == getattr(kept, f"{share}_minor")
        for share in SHARES
    )


def _decisions(chain: str) -> list[AuditEntry]:
    """Every verdict, and the ending that the sides made of a round, if they did."""
    final = [one for one in list_entries(chain, FINAL) if "ended_by" in one.payload]
    return [*list_entries(chain, PRONOUNCED), *final]


def _round(entry: AuditEntry) -> int:
    """The round of an entry; those of a time that knew no appeals say none."""
    return int(entry.payload.get("round_number", 1))


def _is_as_said(
    verdict: Verdict, entries: Sequence[AuditEntry], notes: Mapping[int, str]
) -> bool:
    """Whether a verdict has the sums, the split and the reason of the log."""
    first, last = entries[0], entries[-1]
    reworded = [one for one in entries if one.payload.get("place") == "reason"]
    reason = notes.get((reworded or [first])[-1].seq)
    if reason is not None and verdict.staff_reason not in {None, reason}:
        return False
    kept = [one.version for one in list_versions_before(verdict.id)]
    return (
        kept == list(range(1, len(entries)))
        and verdict.version == len(entries)
        and all(
            first.payload.get(name) == getattr(verdict, name)
            for name in ("ended_by", "remedy", "split", "basis")
        )
        and all(
            last.payload.get(share, {}).get("minor")
            == getattr(verdict, f"{share}_minor")
            for share in SHARES
        )
        and last.payload.get("deposit", {}).get("minor", 0) == verdict.deposit_minor
    )
