"""A dispute over a larger sum, and jurors of nine who ask for evidence."""

from typing import Any

from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.hearing import asking, inquiry_answer, inquiry_looking, poll
from jury.services.hearing.inquiry_answer import Answer
from jury.services.hearing.inquiry_view import evidence_digest
from jury.services.hearing.reporting import report_as_side
from jury.services.screening import heard
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.inquiries import Inquiry, find_inquiry, find_open_inquiry
from jury.storage.transaction import transaction
from tests.played import played, step
from tests.world import World, make_intake, move_clock

LARGER = {"price_minor": 30000, "held_minor": 31200, "asked_minor": 30000}
# Of nine seats a third.
ENOUGH = 3
ASKED = "expert_finding"
Keys = tuple[str, int]
Waits = tuple[str, list[Keys]]


@step
def reading(world: World, seated: int = 4, **changed: Any) -> tuple[str, list[Keys]]:
    """Nine seats, and so many jurors who have read the whole file."""
    dispute = world.hear(make_intake(**(LARGER | changed)))
    called = world.summonses(dispute)[:seated]
    jurors = [world.seat(dispute, one) for one in called]
    world.read(dispute, *jurors)
    return dispute, jurors


@step
def waiting(world: World, voted: int = 2, seated: int = 4, **changed: Any) -> Waits:
    """The same, of whom some vote and three ask: the poll waits for an answer."""
    dispute, jurors = reading(world, seated, **changed)
    for juror in jurors[:ENOUGH]:
        ask(dispute, juror)
    for juror in jurors[:voted]:
        world.vote(dispute, juror, 1)
    move_clock(minutes=16)
    return dispute, jurors


def confirming(world: World, voted: int = 2, seated: int = 4, **changed: Any) -> Waits:
    """The same once the buyer has answered in words, and the poll goes on."""
    dispute, jurors = waiting(world, voted, seated, **changed)
    answer(dispute)
    move_clock(minutes=16)
    return dispute, jurors


@played
def begin_reading(seated: int = 4) -> tuple[World, str, list[Keys]]:
    """A court in which jurors have read."""
    world = World.begin()
    return world, *reading(world, seated)


@played
def begin_waiting(voted: int = 2, seated: int = 4) -> tuple[World, str, list[Keys]]:
    """A court in which a poll waits."""
    world = World.begin()
    return world, *waiting(world, voted, seated)


@played
def begin_confirming(voted: int = 2, seated: int = 4) -> tuple[World, str, list[Keys]]:
    """A court in which votes may be confirmed or changed."""
    world = World.begin()
    return world, *confirming(world, voted, seated)


def ask(dispute: str, juror: Keys, code: str = ASKED) -> None:
    """A juror who has read puts the one question."""
    with transaction(lock=dispute) as now:
        asking.put_question(*juror, code, now=now)


@step
def answer(dispute: str, side: Side = Side.BUYER, text: str = "检测报告如下") -> None:
    """The side that was asked answers."""
    with transaction(lock=dispute) as now:
        inquiry_answer.answer_jury(dispute, side, Answer(text, "zh-Hans"), now=now)


@step
def confirm(dispute: str, side: Side = Side.BUYER) -> None:
    """The side that answered agrees to what jurors will see of its evidence."""
    row = open_inquiry(dispute)
    assert row is not None
    digest = evidence_digest(row)
    with transaction(lock=dispute) as now:
        inquiry_looking.confirm_evidence(dispute, side, digest=digest, now=now)


def cover_late(dispute: str, exhibit: str, *, staff_id: int) -> None:
    """A side asks for more cover; words and a place are covered while the jury sits."""
    with transaction(lock=dispute) as now:
        report_as_side(dispute, Side.BUYER, target="claim", passage="主板", now=now)
    with transaction(lock=dispute) as now:
        heard.cover_words_late(
            dispute, "claim", passage="修过", staff_id=staff_id, now=now
        )
    drawn = heard.draw_late(dispute, exhibit, None, boxes=[Box(1, 1, 9, 9)])
    with transaction(lock=dispute) as now:
        heard.cover_exhibit_late(
            dispute, exhibit, drawn=drawn, staff_id=staff_id, now=now
        )


def read_again(world: World, dispute: str, *jurors: Keys) -> None:
    """Jurors open the file once more, with what was added, and take their time."""
    for juror in jurors:
        with transaction(lock=dispute) as now:
            poll.open_file(*juror, now=now)
    world.read(dispute, *jurors)


def open_inquiry(dispute: str) -> Inquiry | None:
    """What the poll waits for now."""
    current_session().rollback()
    return find_open_inquiry(dispute)


def inquiry_of(world: World, dispute: str) -> Inquiry:
    """What the jury of the newest draw asked for."""
    current_session().rollback()
    found = find_inquiry(world.draw_of(dispute).id)
    assert found is not None
    return found


def waits(dispute: str) -> bool:
    """Whether the poll waits for evidence."""
    current_session().rollback()
    return get_dispute(dispute).stands_for == "evidence"
