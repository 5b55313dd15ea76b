"""What happens to a dispute of the matrix after its verdict: answers, lists, audits."""

from dataclasses import replace

from sqlalchemy import select

from jury.domain.lifecycle import Side
from jury.services.fairness import meters, sampling
from jury.services.law import adoption
from jury.services.law.lawbook import lawbook
from jury.services.money import reconcile
from jury.services.money.remedy import Answer, receive_answer
from jury.services.notices import relay
from jury.storage.base import current_session
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from tests.exam import practice
from tests.world import move_clock


def say(dispute: str, result: str) -> None:
    """The marketplace answers the instruction."""
    code = "no_funds" if result == "refused" else ""
    with transaction(lock=dispute) as now:
        receive_answer("RF-1", Answer(result=result, code=code), actor="key:1", now=now)


def let_practise(dispute: str, staff_id: int) -> None:
    """Both sides let others practise on it, and a moderator makes something of it."""
    practice.say(dispute)
    practice.propose(dispute, staff_id, shows=())


def change_mind(dispute: str) -> None:
    """A side takes its yes back, and says yes again: what was made is gone."""
    practice.say(dispute, Side.BUYER, is_given=False)
    practice.say(dispute, Side.BUYER)


def draw_verdict(dispute: str) -> None:
    """A week passes: a verdict is drawn and in doubt, a figure leans, rules change."""
    move_clock(days=7)
    lean = {"value": 0.2, "low": 0.1, "high": 0.3, "count": 900}
    with transaction() as now:
        sampling.draw_sample(now=now)
        figures = {"meters": {"mostly_buy": lean}, "curve": [], "polls": 900}
        meters.keep(figures, now=now)
        sampling.doubt_award(dispute, 0, now=now)
        adoption.look_at_files({}, now=now)
        other = replace(lawbook(), policies=lawbook().policies[1:])
        adoption.open_change(other, {}, now=now)


def differ(dispute: str) -> None:
    """The marketplace sends a list of today in which nothing stands."""
    with transaction() as now:
        day = now.astimezone(reconcile.court_zone()).date()
        reconcile.reconcile(day, [], actor="key:1", now=now)


def send_webhook(dispute: str) -> None:
    """The marketplace was told of something, and did not answer."""
    with transaction() as now:
        query = select(Event).where(Event.dispute_id == dispute).order_by(Event.id)
        event = current_session().scalars(query).first()
        assert event is not None
        told = relay.Delivery(event.id, 1, event.public_id, event.happened_at, "{}")
        relay.record_delivery(
            told, relay.Answered(arrived=False, answer="500"), now=now
        )
