"""What is asked about disputes follows an index, however many there are."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from jury.storage.desk.docket import find_disputes
from jury.storage.desk.listing import list_disputes_after, load_policies
from jury.storage.desk.tasks import find_next_task
from jury.storage.disputes import list_disputes_of_order, list_disputes_of_user
from jury.storage.due import list_due_disputes
from jury.storage.jurors.service_records import list_served
from jury.storage.offers import (
    find_open_offer,
    list_expired_offers,
    newest_offers_of,
)
from jury.storage.outside.outbox import (
    claim_undelivered,
    claim_unmailed,
    find_unnumbered,
)
from jury.storage.transaction import transaction
from tests.storage.plans import scans_in, statements_of
from tests.web.people import small_world
from tests.world import make_intake

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ASKED: dict[str, Callable[[], object]] = {
    "what is due": lambda: list_due_disputes(NOW, limit=200),
    "a party's disputes": lambda: list_disputes_of_user(1),
    "a juror's calls": lambda: list_served(1),
    "the disputes of an order": lambda: list_disputes_of_order("ORD-1"),
    "a dispute by a reference": lambda: find_disputes("RF-1"),
    "a page of all disputes": lambda: list_disputes_after(None, limit=20),
    "events without a position": lambda: find_unnumbered(NOW),
    "webhooks that are due": lambda: claim_undelivered(NOW),
    "mails that are due": lambda: claim_unmailed(NOW),
    "offers that have expired": lambda: list_expired_offers(NOW, limit=200),
    "the offer that stands": lambda: find_open_offer("dsp_1"),
    "the newest offers of a page": lambda: newest_offers_of(["dsp_1", "dsp_2"]),
    "a moderator's next task": lambda: find_next_task("cover", staff_id=1, now=NOW),
}
# One row a dispute whose sweep failed lately, which is none as a rule.
FEW_ROWS = "sweep_failure"


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_an_index_is_used(session: Session, ask: Callable[[], object]) -> None:
    small_world().escalate()
    with transaction(), statements_of(session) as asked:
        ask()
    assert asked
    for statement in asked:
        scans = scans_in(session, statement)
        # SQLite calls reading along an index a scan too, and names the index.
        whole = [line for line in scans if "INDEX" not in line]
        assert [line for line in whole if FEW_ROWS not in line] == []


def test_the_rules_of_a_page_are_read_in_one_question(session: Session) -> None:
    world = small_world()
    ids = [world.escalate(make_intake(number=str(number))) for number in range(3)]
    session.expunge_all()
    with transaction(), statements_of(session) as asked:
        shown = list_disputes_after(None, limit=3)
        load_policies(ids)
        assert all(one.policy["policy"] for one in shown)
    assert len(asked) == 2
