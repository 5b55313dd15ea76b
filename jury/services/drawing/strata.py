"""The seats of a balanced panel: whose they are, and who may take which.

docs/draw.md says how: each kind of people is a list of its own, and a seat that frees
itself goes to the next of the same list, until nobody is left on it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jury.domain.jurors.strata import Axis, Bench, choose_strata, seats_to_fill
from jury.domain.lives.part_states import SummonsState
from jury.domain.sortition.commitment import (
    Commitment,
    CommittedSegment,
    seats_by_segment,
)
from jury.services.drawing.panel_size import PanelSize
from jury.services.hearing.enough import count_open
from jury.services.law.rules import rules_of
from jury.storage.disputes import Dispute
from jury.storage.draws import (
    Draw,
    Seat,
    Stratum,
    Summons,
    list_summonses,
    strata_of_jurors,
)
from jury.storage.roster import RosterSegment, list_segments


@dataclass(frozen=True)
class Share:
    """What one stratum has to do: fill so many seats; and how its calls stand.

    *is_awaited* says that one of them may be answered now.
    """

    stratum: Stratum
    free: int
    calls: frozenset[str]
    is_awaited: bool


def lists_of_panel(
    dispute: Dispute, whole: RosterSegment, size: PanelSize
) -> tuple[tuple[Axis, ...], list[RosterSegment]]:
    """What the panel is balanced between, and the lists that it is drawn from."""
    policy = rules_of(dispute).policy
    asks_experience = size.juries_served or policy.eligibility.juries_served
    without = [Axis.EXPERIENCE] if asks_experience else []
    tries = policy.panel.tries(without=without)
    if not tries:
        return (), [whole]
    segments = {one.key: one for one in list_segments(whole.epoch_id)}
    balance, keys = choose_strata(
        tries,
        {key: one.size for key, one in segments.items()},
        whole=whole.key,
        seats=size.seats,
        enough=policy.pace.wave,
    )
    return balance, [segments[key] for key in keys]


def committed_lists(
    segments: Collection[RosterSegment], *, seats: int
) -> tuple[CommittedSegment, ...]:
    """What is promised of the lists: the same seats for each; the lot has the rest."""
    quota = seats // len(segments)
    return tuple(
        CommittedSegment(one.key, one.root, one.size, quota) for one in segments
    )


def make_strata(segments: Iterable[CommittedSegment]) -> list[Stratum]:
    """How far a draw has come along its lists: nowhere yet."""
    return [
        Stratum(stratum_no=number, segment=one.key, seats=one.quota)
        for number, one in enumerate(segments, start=1)
    ]


def give_odd_seats(draw: Draw) -> None:
    """The lot is drawn: whatever seats are nobody's go where it says."""
    commitment = Commitment.from_json(draw.commitment)
    digest, seed = draw.commitment_digest, str(draw.seed)
    seats = seats_by_segment(commitment, bytes.fromhex(digest), bytes.fromhex(seed))
    for stratum, own in zip(draw.strata, seats, strict=True):
        stratum.seats = own


def shares_of(
    dispute: Dispute,
    draw: Draw,
    *,
    summonses: Iterable[Summons],
    without: Collection[Seat] = (),
    now: datetime,
) -> list[Share]:
    """How many seats each stratum has to fill, these not counting as taken."""
    of_list = _by_list(draw, summonses)
    holders = {seat.summons_id for seat in draw.seats if seat not in without}
    benches = [
        Bench(
            key=stratum.segment,
            seats=stratum.seats,
            taken=sum(one.id in holders for one in of_list[stratum.segment]),
            called=sum(map(_is_sent, of_list[stratum.segment])),
            is_short=stratum.exhausted,
        )
        for stratum in draw.strata
    ]
    rooms = seats_to_fill(benches, opened=count_open(dispute, draw, now=now))
    return [
        _share(stratum, max(0, room - bench.taken), of_list[stratum.segment], now=now)
        for stratum, bench, room in zip(draw.strata, benches, rooms, strict=True)
    ]


def has_room(dispute: Dispute, draw: Draw, summons: Summons, *, now: datetime) -> bool:
    """Whether a seat is open to somebody of the list that this call came from."""
    if len(draw.strata) == 1:
        taken = sum(seat.summons_id is not None for seat in draw.seats)
        return taken < count_open(dispute, draw, now=now)
    shares = shares_of(dispute, draw, summonses=list_summonses(draw.id), now=now)
    return any(share.free and summons.id in share.calls for share in shares)


def replaceable(
    shares: Iterable[Share], overdue: Iterable[Seat], called: Mapping[str, int]
) -> list[Seat]:
    """The seats whose time has passed and for which somebody else is called.

    Of the same list, or of any where nobody is left on that one.
    """
    awaited = {
        share.stratum.segment: bool(called.get(share.stratum.segment))
        or share.is_awaited
        for share in shares
    }
    ended = {
        call
        for share in shares
        if awaited[share.stratum.segment]
        or (share.stratum.exhausted and any(awaited.values()))
        for call in share.calls
    }
    return [seat for seat in overdue if seat.summons_id in ended]


def count_short(draw: Draw) -> int:
    """How many lists have nobody left who could be called."""
    return sum(stratum.exhausted for stratum in draw.strata)


def _by_list(draw: Draw, summonses: Iterable[Summons]) -> dict[str, list[Summons]]:
    found: dict[str, list[Summons]] = {one.segment: [] for one in draw.strata}
    if len(found) == 1:
        return {key: list(summonses) for key in found}
    lists = strata_of_jurors(draw.id)
    for summons in summonses:
        found[lists[summons.juror_id]].append(summons)
    return found


def _share(
    stratum: Stratum, free: int, summonses: list[Summons], *, now: datetime
) -> Share:
    sent = [one for one in summonses if _is_sent(one)]
    is_awaited = any((one.begins_at or now) <= now for one in sent)
    return Share(stratum, free, frozenset(one.id for one in summonses), is_awaited)


def _is_sent(summons: Summons) -> bool:
    return summons.state == SummonsState.SENT.value
