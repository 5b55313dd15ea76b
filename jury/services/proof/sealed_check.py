"""Whether ballots, calls and seats are those in the sealed chains of their poll."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jury.domain.lifecycle import VOID
from jury.domain.sortition.canonical import NotCanonical
from jury.services.drawing.removal import REMOVED
from jury.services.hearing.asking import PUT, question_seal
from jury.services.hearing.ballot_seals import ballot_seal
from jury.services.proof.audit import ballot_chain, poll_chain
from jury.services.proof.void_seal import seal_of
from jury.storage.audit import list_entries
from jury.storage.draws import Draw, list_summonses
from jury.storage.figures.judged import list_every_ballot, list_removed_seat_nos
from jury.storage.inquiries import list_questions
from jury.storage.polls import Ballot


def sealed_fault(poll: str) -> str:
    """All that may be said of what is wrong inside an open poll, or a void one."""
    return f"{poll}: what is sealed in this poll does not hold"


def faults_of_void(draw: Draw, closing: Mapping[str, Any]) -> Iterator[str]:
    """Compare a void poll with the seal that the dispute's chain has of it."""
    kept = seal_of(draw, seals(list_every_ballot(draw.id)))
    if not (
        draw.never_opened
        and closing.get("outcome") == VOID
        and closing.get("seal") == kept
        and is_as_sealed(draw)
    ):
        yield sealed_fault(poll_chain(draw.id))


def is_as_sealed(draw: Draw) -> bool:
    """Whether ballots, calls and removed seats are those that the chains name."""
    calls = list_entries(poll_chain(draw.id))
    secret = list_entries(ballot_chain(draw.id))
    cast = [one.payload.get("ballot") for one in secret if one.action != PUT]
    put = [one.payload.get("question") for one in secret if one.action == PUT]
    called = {
        one.payload.get("summons") for one in calls if one.action == "summons.sent"
    }
    removed = [one.payload.get("seat") for one in calls if one.action == REMOVED]
    return (
        sorted(map(str, cast)) == seals(list_every_ballot(draw.id))
        and sorted(map(str, put)) == sorted(map(question_seal, list_questions(draw.id)))
        and called == {summons.id for summons in list_summonses(draw.id)}
        and sorted(one for one in removed if one) == list_removed_seat_nos(draw.id)
    )


def seals(ballots: Iterable[Ballot]) -> list[str]:
    """The seals of ballots, in an order that tells nothing."""
    return sorted(map(_seal, ballots))


def _seal(ballot: Ballot) -> str:
    try:
        return ballot_seal(ballot)
    except NotCanonical:
        return ""
