"""What people do while a file is being covered, and what was told of it."""

from typing import Any

from sqlalchemy import select

from jury import clock
from jury.domain.lifecycle import Side
from jury.services.proof import audit
from jury.services.screening import covering, wishes
from jury.services.submissions import exhibits, prepare, submit
from jury.storage.audit import AuditEntry, list_entries
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.outside.outbox import Event, Notice
from jury.storage.transaction import transaction
from tests.world import World, make_picture, move_clock


def ask(dispute: str, side: Side, target: str, passage: str) -> str:
    """A side wishes more cover; the id of the task."""
    with transaction(lock=dispute) as now:
        covering.ask_cover(dispute, side, target=target, passage=passage, now=now)
    return wishes.list_wishes_of(dispute, side)[-1].id


def write(dispute: str, text: str) -> None:
    """The seller tells its case."""
    writing = submit.Writing(kind="case", text=text, language="zh-Hans")
    with transaction(lock=dispute) as now:
        submit.write_statement(dispute, Side.SELLER, writing, now=now)


def replace(dispute: str, exhibit: str) -> str:
    """The buyer corrects a picture; the id of the new version."""
    upload = prepare.prepare_upload(dispute, make_picture("red"))
    filing = exhibits.Filing(
        upload=upload, caption="清楚一点", language="zh-Hans", replaces=exhibit
    )
    with transaction(lock=dispute) as now:
        return exhibits.file_exhibit(dispute, Side.BUYER, filing, now=now).id


def entries(dispute: str, action: str) -> list[AuditEntry]:
    """What the log says under one name."""
    chain = list_entries(audit.dispute_chain(dispute))
    return [one for one in chain if one.action == action]


def told(dispute: str, side: Side) -> list[str]:
    """The kinds of notices that a side was sent."""
    user = get_dispute(dispute).party(side).user_id
    query = select(Notice.kind).where(
        Notice.user_id == user, Notice.dispute_id == dispute
    )
    return list(current_session().scalars(query))


def events(dispute: str, kind: str) -> list[dict[str, Any]]:
    """What the marketplace was told under one name."""
    query = select(Event.payload).where(Event.dispute_id == dispute, Event.type == kind)
    return list(current_session().scalars(query))


def let_window_pass(world: World, dispute: str) -> None:
    """Nobody acts until the screening ends."""
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    move_clock(seconds=int((closes_at - clock.now()).total_seconds()) + 1)
    assert world.stage(dispute) == "hearing"
