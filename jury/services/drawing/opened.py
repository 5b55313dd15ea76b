"""How many seats of each list were open at a moment that has passed: by the clock.

For what is written down of a draw, and for checking it. A panel whose seats all open at
once has nothing to tell.
"""

from collections import Counter
from datetime import datetime

from jury.domain.jurors.strata import Bench, seats_to_fill
from jury.services.hearing.enough import count_open, opens_by_clock
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, list_lanes, list_summonses

SUMMONED = "summoned"


def opened_at_end(dispute: Dispute, draw: Draw) -> dict[str, int]:
    """How many seats of each list were open when a poll ended before its time.

    Whoever counts a poll at the end of its window has called for every seat.
    """
    at, is_counted = draw.closed_at, not draw.never_opened
    if at is None or (is_counted and at >= draw.window_ends_at):
        return {}
    return _opened(dispute, draw, at=at) if opens_by_clock(dispute, draw) else {}


def is_called_as_opened(dispute: Dispute, draw: Draw) -> bool:
    """Whether the last call found enough called of each list for its open seats.

    Of a list on which nobody was left there need not be. Nothing is told of a poll
    that is still open.
    """
    if draw.closed_at is None or not opens_by_clock(dispute, draw):
        return True
    times = [one.sent_at for one in list_summonses(draw.id)]
    if not times:
        return True
    called = Counter(
        lane.segment for lane in list_lanes(draw.id) if lane.outcome == SUMMONED
    )
    opened = _opened(dispute, draw, at=max(times))
    return all(
        one.exhausted or called[one.segment] >= opened[one.segment]
        for one in draw.strata
    )


def _opened(dispute: Dispute, draw: Draw, *, at: datetime) -> dict[str, int]:
    """The seats of each list that were open, before any went to another list."""
    benches = [Bench(one.segment, one.seats) for one in draw.strata]
    rooms = seats_to_fill(benches, opened=count_open(dispute, draw, now=at))
    return {one.key: room for one, room in zip(benches, rooms, strict=True)}
