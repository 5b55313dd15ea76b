"""Gives a sandbox a simulated past, once, so that its pages have something to show.

Nothing of it stands among disputes: the log, the ledger and the queue are those of
what was really played, and pages say that these figures are of a simulation.
"""

from datetime import datetime
from typing import Any

import numpy as np

from jury.services.fairness.meters import figures_of, keep, own_figures
from jury.services.fairness.record import Record
from jury.services.fairness.simulated import simulate_past
from jury.services.law.lawbook import lawbook
from jury.services.playing.sandbox import CHAIN, require_sandbox
from jury.services.proof import audit
from jury.storage.figures.past import SimulatedPast, claim_past, find_past

SEED, DISPUTES = 2027, 2000


def invent(*, disputes: int, now: datetime) -> dict[str, Any]:
    """The figures of a simulated past; takes a while, and touches no table."""
    record = invented(disputes=disputes, now=now)
    return {
        **figures_of(
            record,
            chance=np.random.default_rng(SEED),
            day=now.date().isoformat(),
        ),
        "simulated": disputes,
        "readings": [
            {**one._asdict(), "said": list(one.said)} for one in record.readings
        ],
        "weeks": [
            {"week": week, "population": population, "drawn": drawn, "read": read}
            for week, population, drawn, read in record.weeks
        ],
    }


def invented(*, disputes: int, now: datetime) -> Record:
    """The simulated past itself."""
    return simulate_past(lawbook(), seed=SEED, disputes=disputes, now=now)


def find_record() -> Record | None:
    """The simulated past that this court was given, as it was then."""
    row = find_past()
    return invented(disputes=row.disputes, now=row.made_at) if row else None


def begin_past(figures: dict[str, Any], *, now: datetime) -> SimulatedPast | None:
    """Keep a simulated past and show its figures from now on; None when there is one.

    Raises NotFound outside a sandbox.
    """
    require_sandbox()
    row = claim_past(seed=SEED, disputes=figures["simulated"], figures=figures, now=now)
    if row is None:
        return None
    told = {"disputes": row.disputes, "seed": row.seed}
    audit.append(CHAIN, "past.simulated", told, actor="demo", now=now)
    keep({**figures, **own_figures()}, now=now, anew=True)
    return row
