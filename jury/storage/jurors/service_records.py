"""What a juror was called to, and what came of it; one statement a list."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import and_, func, select, union_all
from sqlalchemy.orm import contains_eager, lazyload

from jury.domain.lives.part_states import SummonsState
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.roster.facts import CALLS
from jury.storage.verdicts import Verdict


@dataclass(frozen=True)
class Served:
    """One call of a juror, its dispute, the seat it holds, and what was decided."""

    summons: Summons
    dispute: Dispute
    seat: Seat | None
    verdict: Verdict | None


def list_served(juror_id: int, *, limit: int = 30) -> list[Served]:
    """A juror's calls, newest first."""
    query = (
        select(Summons, Dispute, Seat, Verdict)
        .join(Draw, Summons.draw_id == Draw.id)
        .join(Dispute, Draw.dispute_id == Dispute.id)
        .outerjoin(Seat, Seat.summons_id == Summons.id)
        .outerjoin(
            Verdict,
            and_(
                Verdict.dispute_id == Draw.dispute_id,
                Verdict.round_number == Draw.round_number,
            ),
        )
        .options(
            contains_eager(Summons.draw).load_only(
                Draw.dispute_id,
                Draw.closed_at,
                Draw.never_opened,
                Draw.void_salt,
                Draw.window_ends_at,
                Draw.asked_at,
                Draw.went_on_at,
                Draw.confirm_until,
            ),
            lazyload(Dispute.parties),
        )
        .where(Summons.juror_id == juror_id)
        .order_by(Summons.sent_at.desc(), Summons.id)
        .limit(limit)
    )
    return [Served(*row) for row in current_session().execute(query)]


def count_by_state(juror_id: int) -> dict[SummonsState, int]:
    """How many of a juror's calls came to what, control calls among them."""
    both = union_all(
        *(
            select(kind.state, func.count(kind.id))
            .where(kind.juror_id == juror_id)
            .group_by(kind.state)
            for kind in CALLS
        )
    )
    found: Counter[SummonsState] = Counter()
    for state, count in current_session().execute(both):
        found[SummonsState(state)] += count
    return found
