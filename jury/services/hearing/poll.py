"""The poll: a juror reads the whole file, then casts one secret, final ballot.

Whether the file was read is kept by the server: what was delivered, what was
opened, and since when. A ballot row carries no juror, address or exact time.
What jurors do here needs the dispute's lock only beside each other's: each holds
the lock of their own summons, so nothing of one juror's is done twice at once.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jury.domain.attention import Missing, missing
from jury.domain.ballots import Draft, refuse_invalid
from jury.domain.deadlines import bucket
from jury.domain.errors import N_, AlreadyDone, Invalid, PollClosed, TooEarly
from jury.domain.law.whole import Rules
from jury.domain.lifecycle import Who
from jury.domain.lives.part_states import SummonsState
from jury.domain.lives.parts import SUMMONS
from jury.services.drawing.notices import SEAT_REMINDER
from jury.services.hearing.ballot_seals import ballot_seal, receipt_code
from jury.services.hearing.revote import WaitsForEvidence, may_change
from jury.services.law.rules import ladder_of, rules_of
from jury.services.notices.telling import juror_key
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.base import current_session, new_id
from jury.storage.casting import Cast, get_voter, keep_ballot
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.exhibits import get_exhibit
from jury.storage.jurors.calls import get_call
from jury.storage.polls import (
    Ballot,
    BallotDraft,
    ExhibitOpening,
    Reading,
    list_reading,
)

READING_STEP = 15
DRAFT_FIELDS = ("choice", "reasons", "cannot_decide", "sentence")
DRAFT_LENGTH = 1000


@dataclass(frozen=True)
class Progress:
    """How far a juror has read."""

    required_seconds: int
    seconds_left: int
    exhibits: tuple[str, ...]
    opened: frozenset[str]
    unopened: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether a ballot may be cast now."""
        return not self.unopened and self.seconds_left == 0


@dataclass(frozen=True, kw_only=True)
class Vote:
    """What a juror submits: a rung or nothing, the chips, one optional sentence."""

    choice: int | None
    reasons: tuple[str, ...] = ()
    sentence: str = ""
    language: str = "zh-Hans"


@dataclass(frozen=True)
class Receipt:
    """Proof for the juror that a ballot is in; it says nothing of the choice."""

    code: str
    outcome_by: datetime


def open_file(summons_id: str, juror_id: int, *, now: datetime) -> Summons:
    """A seated juror opens the file; reading time counts from here."""
    summons = _seated(summons_id, juror_id, now=now)
    if summons.opened_at is None:
        summons.opened_at = now
    return summons


def deliver_exhibit(
    summons_id: str, juror_id: int, exhibit_id: str, *, now: datetime
) -> None:
    """The picture itself was sent to this juror."""
    opening = opening_of(summons_id, juror_id, exhibit_id, now=now)
    opening.delivered_at = opening.delivered_at or now


def open_exhibit(
    summons_id: str, juror_id: int, exhibit_id: str, *, now: datetime
) -> None:
    """The juror opened this exhibit, by pointer, keyboard or plain link."""
    opening = opening_of(summons_id, juror_id, exhibit_id, now=now)
    opening.opened_at = opening.opened_at or now


def opening_of(
    summons_id: str, juror_id: int, exhibit_id: str, *, now: datetime
) -> ExhibitOpening:
    """What a seated juror was sent and opened of an exhibit, from now on kept."""
    summons = _seated(summons_id, juror_id, now=now)
    exhibit = get_exhibit(summons.draw.dispute_id, exhibit_id)
    key = {"summons_id": summons.id, "exhibit_id": exhibit.id}
    opening = current_session().get(ExhibitOpening, key)
    if opening is None:
        opening = ExhibitOpening(**key)
        current_session().add(opening)
    return opening


def reading_progress(summons: Summons, *, now: datetime) -> Progress:
    """What this juror has read, and what is still missing before a ballot."""
    reading = list_reading(summons.draw.dispute_id, summons.id)
    left = what_is_missing(summons, reading, now=now)
    exhibits = tuple(one.exhibit_id for one in reading)
    unopened = tuple(
        one for one in exhibits if one in left.undelivered or one in left.unopened
    )
    return Progress(
        required_seconds=summons.draw.reading_seconds,
        seconds_left=left.seconds_left,
        exhibits=exhibits,
        opened=frozenset(exhibits) - frozenset(unopened),
        unopened=unopened,
    )


def save_draft(
    summons_id: str, juror_id: int, content: Mapping[str, object], *, now: datetime
) -> None:
    """Keep what a juror has filled in so far."""
    summons = _seated(summons_id, juror_id, now=now)
    kept = {name: content[name] for name in DRAFT_FIELDS if name in content}
    if len(str(kept)) > DRAFT_LENGTH:
        raise Invalid({"sentence": N_("This text is too long.")})
    draft = current_session().get(BallotDraft, summons.id)
    if draft is None:
        draft = BallotDraft(summons_id=summons.id)
        current_session().add(draft)
    draft.content, draft.saved_at = kept, now


def find_draft(summons_id: str) -> Mapping[str, object]:
    """What the juror had filled in before; empty when nothing was kept."""
    draft = current_session().get(BallotDraft, summons_id)
    return draft.content if draft else {}


def cast_ballot(
    summons_id: str, juror_id: int, vote: Vote, *, now: datetime
) -> Receipt:
    """Count one ballot for one seat, finally.

    Raises PollClosed (too late, or the seat went to another), AlreadyDone,
    TooEarly (with what is still unread) or Invalid (not on the ladder). The poll
    is not tested here: the sweep does it on a fixed grid, so that the moment of a
    close tells nothing about a ballot.
    """
    summons, dispute, held, reading = get_voter(summons_id, juror_id)
    seat = refuse_not_seated(summons, held, now=dispute.window_time(now))
    if summons.draw.is_waiting:
        raise WaitsForEvidence
    left = what_is_missing(summons, reading, now=now)
    if left.seconds_left or left.undelivered or left.unopened:
        raise TooEarly(
            seconds_left=left.seconds_left, unopened=left.undelivered + left.unopened
        )
    rungs = len(ladder_of(dispute))
    sentence = refuse_invalid_vote(vote, rules_of(dispute), rungs=rungs)
    ballot = _make_ballot(summons, seat, vote, sentence=sentence, now=now)
    entry = audit.next_ballot(
        summons.draw.id,
        {"ballot": ballot_seal(ballot)},
        actor="juror",
        now=ballot.cast_bucket_at,
    )
    keep_ballot(ballot, entry, _end_of(summons, now=now), now=now)
    return Receipt(receipt_code(ballot), summons.draw.window_ends_at)


def _seated(summons_id: str, juror_id: int, *, now: datetime) -> Summons:
    summons, dispute, seat = get_call(summons_id, juror_id)
    refuse_not_seated(summons, seat, now=dispute.window_time(now))
    return summons


def refuse_not_seated(summons: Summons, seat: Seat | None, *, now: datetime) -> Seat:
    """The seat that this juror holds in an open poll; else a clear refusal.

    Whoever voted before the jury's question was answered may vote once more.
    """
    has_voted = summons.state == SummonsState.VOTED.value
    if has_voted and not (seat and may_change(summons.draw, seat.id, now=now)):
        raise AlreadyDone(N_("Your vote is in already. It counts once and is final."))
    if seat is None or not (has_voted or summons.state == SummonsState.ACCEPTED.value):
        raise PollClosed
    if summons.draw.closed_at is not None or now >= _closes_at(summons.draw):
        raise PollClosed
    return seat


def _closes_at(draw: Draw) -> datetime:
    return draw.poll_closes_at or draw.window_ends_at


def what_is_missing(
    summons: Summons, reading: list[Reading], *, now: datetime
) -> Missing:
    """What stands between a juror and the vote."""
    return missing(
        exhibits={one.exhibit_id: one.delivered_at for one in reading},
        opened={one.exhibit_id for one in reading if one.opened_at},
        read_since=summons.opened_at,
        seconds=summons.draw.reading_seconds,
        now=now,
    )


def refuse_invalid_vote(vote: Vote, rules: Rules, *, rungs: int) -> str:
    """The sentence of a vote as it is kept; raises Invalid for what these rules,
    or a ballot of so many rungs, do not allow."""
    sentence = texts.clean(vote.sentence, field="sentence", empty=True)
    is_undecided = vote.choice is None
    draft = Draft(
        choice=vote.choice,
        chips=vote.reasons[1:] if is_undecided else vote.reasons,
        cannot_decide=(vote.reasons or (None,))[0] if is_undecided else None,
        sentence=sentence,
    )
    refuse_invalid(
        draft,
        rungs=rungs,
        chips=rules.chips,
        limits=rules.policy.ballot,
    )
    if vote.language not in texts.LANGUAGES:
        raise Invalid({"language": N_("Please choose Chinese or English.")})
    return sentence


def _make_ballot(
    summons: Summons, seat: Seat, vote: Vote, *, sentence: str, now: datetime
) -> Ballot:
    read = int((now - (summons.opened_at or now)).total_seconds())
    return Ballot(
        id=new_id("blt"),
        seat_id=seat.id,
        ballot_no=2 if summons.state == SummonsState.VOTED.value else 1,
        choice=vote.choice,
        reasons=sorted(vote.reasons),
        sentence=sentence,
        language=vote.language,
        reading_seconds=-(-read // READING_STEP) * READING_STEP,
        cast_bucket_at=bucket(now),
        salt=secrets.token_hex(16),
    )


def _end_of(summons: Summons, *, now: datetime) -> Cast:
    """What is left of a call whose ballot is in.

    With the exact beginning and the time it took, the rows would tell the end.
    """
    state = SUMMONS.after(SummonsState(summons.state), "cast", Who.JUROR)
    return Cast(
        summons_id=summons.id,
        state=state.value,
        opened_at=bucket(summons.opened_at or now),
        reminder=juror_key(SEAT_REMINDER, summons.id),
    )
