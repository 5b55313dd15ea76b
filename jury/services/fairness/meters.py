"""Each night: how far outcomes and ballots lean, and what fewer ballots would cost.

Made of disputes that are over, in a transaction that only reads; kept as one row, with
a task where a lean surely lies beyond what `fairness.toml` bears.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jury.domain.errors import NotFound
from jury.domain.fairness import meters
from jury.domain.fairness.backtest import Order, Poll, Terms, backtest
from jury.domain.fairness.intervals import Estimate, Floats
from jury.domain.fairness.meters import Ballots, Ended
from jury.domain.lifecycle import EndedBy, Side
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.services.fairness.calibrated import measured
from jury.services.fairness.came import came_by_month
from jury.services.fairness.history import rungs_of
from jury.services.fairness.kinds import Kinds
from jury.services.fairness.priced import beside, costs
from jury.services.fairness.record import Record, read_record
from jury.services.law.lawbook import lawbook
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import close_task, open_task
from jury.services.money.reconcile import court_zone
from jury.services.proof import audit
from jury.services.reading.satisfaction import content_figures
from jury.services.screening import texts
from jury.storage.desk.tasks import Task
from jury.storage.figures.fairness import (
    FairnessReading,
    claim_day,
    find_last_reading,
    replace_day,
)
from jury.storage.figures.history import HeldPoll
from jury.storage.figures.past import find_past
from jury.storage.figures.satisfaction import list_satisfaction
from jury.storage.jurors.came import list_who_came
from jury.storage.snapshot import snapshot

CHAIN, TASK = "fairness", "leaning"
FOR_BUYERS = "for_buyers"
# What is measured on like disputes, and so calls somebody; outcomes alone may.
JUDGED = ("mostly_buy", "in_group", "buyer_first", "experienced")
# Figures are of so many of the newest polls: a sweep has other things to do.
MEASURED = 20_000
# Curves are of the commonest sizes of a panel among so many of the newest polls; of
# each size so many of them are replayed so often.
SIZES, LOOKED_THROUGH, REPLAYED, ORDERS = 3, 2000, 200, 3
LEADS = (2, 3, 4, 5, 6, 8)


class Cast(NamedTuple):
    """Deciding ballots of disputes that are over, and of which kind each is."""

    ballots: Ballots
    kinds: dict[str, Floats]
    buyer_filed: NDArray[np.bool_]


def is_due(now: datetime) -> bool:
    """Whether this day has no figures yet."""
    last = find_last_reading()
    return last is None or last.day != _day(now)


def measure(now: datetime) -> dict[str, Any]:
    """Make the figures, reading alone; a sandbox has those of its simulated past.

    Who came for nothing and how content sides are is always of this court's own.
    """
    with snapshot():
        own, past = own_figures(), find_past()
        if past is not None:
            return {**past.figures, **own}
        record = read_record(newest=MEASURED)
        chance = np.random.default_rng(now.toordinal())
        return {**figures_of(record, chance=chance, day=_day(now)), **own}


def own_figures() -> dict[str, Any]:
    """Who came for nothing to the newest closed polls, and how content sides are."""
    return {
        "came": came_by_month(list_who_came(newest=MEASURED), zone=court_zone()),
        "content": content_figures(list_satisfaction()),
    }


def figures_of(
    record: Record, *, chance: np.random.Generator, day: str
) -> dict[str, Any]:
    """All figures of a court's past, as they were made on a day."""
    found = dict(_leans(record.held, _cast(record)))
    calibration = measured(record, day=day)
    together = calibration["together"]
    polls = record.polls(newest=LOOKED_THROUGH, weighed=together is not None)
    return {
        "meters": {name: asdict(one) for name, one in found.items() if one},
        "curve": list(_curves(polls, together=together, chance=chance)),
        "calibration": calibration,
        "polls": len(record.held),
        "costs": costs(record.spent, chance=chance),
        "beside": beside(record.besides, chance=chance),
    }


def keep(
    figures: dict[str, Any], *, now: datetime, anew: bool = False
) -> FairnessReading | None:
    """Keep the figures of this day, once, and call somebody where they lean.

    With *anew* they stand instead of what was measured on that day before.
    """
    claim = replace_day if anew else claim_day
    row = claim(_day(now), figures, now=now)
    if row is None:
        return None
    leaning = [name for name, one in figures["meters"].items() if _leaves(name, one)]
    told = {"day": row.day, "polls": figures["polls"], "leaning": leaning}
    audit.append(CHAIN, "fairness.measured", told, actor="sweep", now=now)
    due_at = now + lawbook().fairness.audit.read_within
    for name in leaning:
        open_task(None, TASK, target=name, due_at=due_at, now=now)
    return row


def explain_lean(task: Task, *, reason: str, staff_id: int, now: datetime) -> None:
    """A moderator looked at a lean and says what comes of it; no other task."""
    if task.kind != TASK:
        raise NotFound
    note = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    close_task(task, "explained", staff_id=staff_id, now=now)
    told = {"meter": task.target}
    audit.append(
        CHAIN, "lean.explained", told, actor=f"staff:{staff_id}", now=now, note=note
    )


def band_of(name: str) -> float | None:
    """How far this figure may lie from even; None where nobody is called for it."""
    terms = lawbook().fairness.meters
    return terms.band if name in JUDGED else terms.outcome_band


def _leaves(name: str, found: dict[str, Any]) -> bool:
    band, figure = band_of(name), Estimate(**found)
    if band is None:
        return False
    # A share of all is even at a half; everything else compares two with each other.
    even = 0.5 if name == FOR_BUYERS else 0.0
    return replace(
        figure,
        value=figure.value - even,
        low=figure.low - even,
        high=figure.high - even,
    ).leaves(band)


def _day(now: datetime) -> str:
    return now.astimezone(court_zone()).date().isoformat()


def _leans(
    held: Sequence[HeldPoll], cast: Cast | None
) -> Iterator[tuple[str, Estimate | None]]:
    ended = list(_ended(held))
    yield FOR_BUYERS, meters.for_buyers(ended)
    yield "by_filer", meters.by_filer(ended)
    for language in sorted({one.language for one in ended}):
        yield f"language:{language}", meters.by_language(ended, language)
    if cast is not None:
        for name, kind in cast.kinds.items():
            yield name, meters.lean(cast.ballots, kind)
        buys = cast.kinds["mostly_buy"]
        yield "in_group", meters.in_group(cast.ballots, buys, cast.buyer_filed)


def _ended(held: Sequence[HeldPoll]) -> Iterator[Ended]:
    """Each dispute once, as its last poll has it, where a jury decided."""
    last = {one.dispute_id: one for one in held}
    for one in last.values():
        if one.ended_by == EndedBy.VERDICT.value and one.final_rung is not None:
            is_for_buyer = 2 * one.final_rung >= rungs_of(one) - 1
            yield Ended(one.filed_by == Side.BUYER.value, one.language, is_for_buyer)


def _cast(record: Record) -> Cast | None:
    deciding = [one for one in record.cast if one.choice is not None]
    if not deciding:
        return None
    rungs = {one.draw_id: rungs_of(one) for one in record.held}
    draws, disputes = np.unique([one.draw_id for one in deciding], return_inverse=True)
    jurors = np.unique([one.juror_id for one in deciding], return_inverse=True)[1]
    top = np.array([rungs[int(draw)] - 1 for draw in draws])[disputes]
    choices = np.array([one.choice for one in deciding], dtype=float)
    kinds = Kinds(deciding, trades=record.trades, lists=record.lists)
    filed = {one.draw_id: one.filed_by == Side.BUYER.value for one in record.held}
    first = [one.first_side == Side.BUYER.value for one in deciding]
    return Cast(
        Ballots(disputes, jurors, choices / top),
        {
            "mostly_buy": kinds.mostly_buy(),
            "buyer_first": np.array(first, dtype=float),
            "experienced": kinds.experienced(),
        },
        np.array([filed[one.draw_id] for one in deciding]),
    )


def _curves(
    polls: Sequence[Poll], *, together: str | None, chance: np.random.Generator
) -> Iterator[dict[str, Any]]:
    """Votes a dispute against verdicts that are other than the final one, by rule.

    Panels of one size each: what a lead spares depends on how many could still vote.
    """
    common = Counter(one.seats for one in polls).most_common(SIZES)
    for seats, _count in sorted(common):
        newest = [one for one in polls if one.seats == seats][-REPLAYED:]
        for name, rule in _rules(seats, together).items():
            terms = Terms(rule, order=Order.CHANCE)
            found = backtest(newest, terms, chance=chance, orders=ORDERS)
            agree = found.agree_final
            yield {
                "seats": seats,
                "rule": name,
                "votes": asdict(found.votes),
                "agree": asdict(agree) if agree else None,
            }


def _rules(seats: int, together: str | None) -> dict[str, StoppingRule]:
    """Every lead that can come before a panel is settled; evidence; and neither."""
    evidence = StoppingRule(
        StoppingKind.WEIGHTED,
        calibration=Fraction(1),
        together=Fraction(together or 0),
    )
    is_known = together is not None and evidence.minimum < seats
    leads = [lead for lead in LEADS if 2 * lead < seats + 1]
    return {
        **{f"margin:{lead}": _margin(lead) for lead in leads},
        **({"weighted": evidence} if is_known else {}),
        "settled": StoppingRule(),
        "fixed": StoppingRule(StoppingKind.FIXED),
    }


def _margin(lead: int) -> StoppingRule:
    return StoppingRule(StoppingKind.MARGIN, margin=lead, minimum=min(5, lead + 1))
