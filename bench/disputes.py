"""Many disputes beside few: a sweep over all that are open, pages over all there are.

`DISPUTES=100000 python -m bench disputes` measures beside fewer open ones.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import (
    Integer,
    String,
    insert,
    inspect,
    literal,
    select,
    text,
    true,
    update,
)

from bench.measure import ROUNDS, Figure, interleaved, seconds
from bench.places import both_databases, court_on
from jury.jobs import sweeps
from jury.services.people import accounts
from jury.storage.base import current_session, db
from jury.storage.disputes import Dispute
from jury.storage.money.refunds import RefundRecord
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.web.people import as_staff, small_world
from tests.world import make_intake

MANY_OPEN = int(os.environ.get("DISPUTES", "1000000"))
FEW_OPEN = 1_000
MANY_STORED, FEW_STORED = 100_000, 100
DUE = 100
# A page is a few milliseconds; one round asks for this many.
PAGES = 20


def figures() -> Iterator[Figure]:
    """On SQLite, then on PostgreSQL."""
    with both_databases() as few, both_databases() as many:
        for kind in few:
            yield from _sweeping(kind, few[kind], many[kind])
    with both_databases() as few, both_databases() as many:
        for kind in few:
            yield from _reading(kind, few[kind], many[kind])


def _sweeping(kind: str, few_url: str, many_url: str) -> Iterator[Figure]:
    with ExitStack() as stack:
        few = _sweeper(court_on(stack, few_url), FEW_OPEN)
        many = _sweeper(court_on(stack, many_url), MANY_OPEN)
        ours, yardstick = interleaved(many, few)
    yield Figure(
        name=f"{kind}: sweep, {DUE} due of {MANY_OPEN:,} open, against {FEW_OPEN:,}",
        ours=ours,
        unit="s",
        yardstick=yardstick,
        at_most=1.3,
    )


def _sweeper(app: Flask, wanted: int) -> Callable[[], float]:
    """Fill a court with open disputes; return what times a sweep with a hundred due."""
    with app.app_context():
        world = small_world()
        due = [
            world.escalate(make_intake(number=f"due-{number}"))
            for number in range(DUE * ROUNDS)
        ]
        _fill(wanted - len(due))
        db.session.remove()
    rounds = iter([due[at : at + DUE] for at in range(0, len(due), DUE)])

    def sweep() -> float:
        with app.app_context():
            with transaction() as now:
                fall_due = update(Dispute).where(Dispute.id.in_(next(rounds)))
                current_session().execute(fall_due.values(next_due_at=now))
            taken = seconds(lambda: _require(holds=sweeps.advance_disputes() == DUE))
            db.session.remove()
        return taken

    return sweep


def _reading(kind: str, few_url: str, many_url: str) -> Iterator[Figure]:
    with ExitStack() as stack:
        few = _reader(court_on(stack, few_url), FEW_STORED)
        many = _reader(court_on(stack, many_url), MANY_STORED)
        for name, place in _PLACES.items():
            ours, yardstick = interleaved(many(place), few(place))
            yield Figure(
                name=f"{kind}: {name} of {MANY_STORED:,} stored, against {FEW_STORED}",
                ours=ours * 1000,
                unit="ms",
                yardstick=yardstick * 1000,
                at_most=1.3,
            )


_PLACES = {
    "page": "/desk/disputes",
    "page of a stage": "/desk/disputes?stage=submissions",
    "list over the API": "/api/v1/disputes",
}


def _reader(app: Flask, stored: int) -> Callable[[str], Callable[[], float]]:
    """Fill a court with disputes; return what times one page of it."""
    with app.app_context():
        small_world().escalate()
        _fill(stored - 1)
        desk, _id = as_staff(app, "bench", Role.MODERATOR)
        with transaction() as now:
            secret, _key = accounts.make_api_key("bench", ["disputes:read"], now=now)
        db.session.remove()
    headers = {"Authorization": f"Bearer {secret}"}

    def reading(place: str) -> Callable[[], float]:
        def read() -> None:
            answers = [desk.get(place, headers=headers) for _ in range(PAGES)]
            _require(holds=all(answer.status_code == 200 for answer in answers))

        return lambda: seconds(read) / PAGES

    return reading


def _fill(count: int) -> None:
    """Disputes like the first, due over the next day, none of them at this moment."""
    session = current_session()
    with transaction() as now:
        first = session.scalars(select(Dispute).limit(1)).one()
        session.execute(insert(Dispute), list(_copies(first, min(count, 1000), now)))
        if count > 1000:
            _multiply(count - 1000)
        _hold_money()
    with transaction():
        # As a database's own upkeep would have it by the time there are so many.
        session.execute(text("ANALYZE dispute"))


def _copies(first: Dispute, count: int, now: datetime) -> Iterator[dict[str, object]]:
    """Rows like the first dispute's; what is large and not read here stays out."""
    columns = [column.key for column in inspect(Dispute).column_attrs]
    like = {name: getattr(first, name) for name in columns}
    like |= {"policy": {}, "labels": {}, "order_facts": {}, "claim": ""}
    for number in range(count):
        yield like | {
            "id": f"dsp_copy-{number}",
            "refund_ref": f"RF-copy-{number}",
            "order_ref": f"ORD-copy-{number}",
            "admitted_at": now - timedelta(seconds=number),
            "next_due_at": now + timedelta(minutes=60 + number),
        }


def _multiply(count: int) -> None:
    """Copy the thousand copies inside the database until there are so many more."""
    numbers = select(literal(1, Integer).label("n")).cte("numbers", recursive=True)
    more = select(numbers.c.n + 1).where(numbers.c.n < -(-count // 1000))
    numbers = numbers.union_all(more)
    changed = {"id", "refund_ref", "order_ref"}
    copied = [
        column + "-" + numbers.c.n.cast(String) if column.name in changed else column
        for column in Dispute.__table__.columns
    ]
    rows = select(*copied).where(Dispute.id.like("dsp~_copy-%", escape="~"))
    rows = rows.join_from(Dispute, numbers, true()).limit(count)
    names = [column.name for column in Dispute.__table__.columns]
    current_session().execute(insert(Dispute).from_select(names, rows))


def _hold_money() -> None:
    """A refund record for every copy."""
    known = select(RefundRecord.dispute_id)
    rows = select(
        Dispute.id,
        Dispute.refund_ref,
        Dispute.held_minor,
        Dispute.currency,
        literal("held"),
        literal(0),
    ).where(Dispute.id.not_in(known))
    names = ["dispute_id", "ref", "held_minor", "currency", "state", "attempt"]
    current_session().execute(insert(RefundRecord).from_select(names, rows))


def _require(*, holds: bool) -> None:
    if not holds:
        raise RuntimeError("what was measured did not do its work")
