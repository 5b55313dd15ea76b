"""The places of the matrix: each stage, and what stands inside of some.

A story goes from place to place as people would; at each it stops and keeps a copy of
the database, which is put back for every try. A new place is one more `yield`.
"""

from collections.abc import Callable, Iterator

from jury.domain.lifecycle import Side
from jury.services import poll, reopen, slips
from jury.services.covering import ask_cover
from jury.services.remedy import Answer, instruct_again, receive_answer
from jury.storage.transaction import transaction
from tests.appeals import add, appeal, decide_as, file_late
from tests.settlement.acts import accept, offer
from tests.silent.acts import by_default
from tests.world import World, make_intake, move_clock

Story = Callable[[World], Iterator[tuple[str, str]]]
LARGE = {"price_minor": 250000, "held_minor": 251200, "asked_minor": 250000}


def heard(world: World) -> Iterator[tuple[str, str]]:
    """A jury decides, the buyer appeals, and it is paid in the end."""
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    yield "submissions", dispute
    offer(dispute, Side.BUYER)
    yield "submissions, the buyer offers", dispute
    world.finish_submissions(dispute)
    yield "screening", dispute
    with transaction(lock=dispute) as now:
        ask_cover(dispute, Side.BUYER, target="claim", passage="主板", now=now)
    yield "screening, more is to be covered", dispute
    # The wish is refused with the rest of screening: the window closes.
    world.release(dispute, exhibit)
    move_clock(hours=13)
    yield "hearing, before the draw", dispute
    world.give_nonce(dispute)
    keys = world.seat(dispute, world.summonses(dispute)[0])
    yield "hearing", dispute
    world.read(dispute, keys)
    yield "hearing, a juror has read", dispute
    vote = poll.Vote(choice=1, reasons=("claim_shown",), sentence="Yes.", language="en")
    with transaction(lock=dispute) as now:
        poll.cast_ballot(*keys, vote, now=now)
    yield "hearing, a juror has voted", dispute
    world.decide(dispute, (1, 1, 1, 1))
    yield "pronounced", dispute
    with transaction(lock=dispute) as now:
        slips.ask_correction(
            dispute, Side.BUYER, kind="sum", text="The freight was 10.", now=now
        )
    yield "pronounced, a slip is told", dispute
    appeal(dispute, Side.BUYER)
    yield "submissions on appeal", dispute
    add(dispute, Side.SELLER, "The jury was wrong. Please look at the bill.")
    file_late(dispute, Side.SELLER)
    world.finish_submissions(dispute)
    yield "screening on appeal", dispute


def paid(world: World) -> Iterator[tuple[str, str]]:
    """The sides do nothing, and the marketplace does not pay at once."""
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    world.decide(dispute, (1, 1, 1, 1, 1))
    move_clock(hours=49)
    yield "final", dispute
    say(dispute, "refused")
    yield "final, the payment was refused", dispute
    with transaction(lock=dispute) as now:
        instruct_again(dispute, reason="Mended.", staff_id=world.staff_id, now=now)
    say(dispute, "executed")
    yield "closed", dispute


def unanswered(world: World) -> Iterator[tuple[str, str]]:
    """It is settled, and nobody says whether it was paid."""
    dispute = world.escalate()
    offer(dispute, Side.BUYER)
    accept(dispute, Side.SELLER)
    move_clock(hours=25)
    yield "final, nobody answers", dispute


def left_to_staff(world: World) -> Iterator[tuple[str, str]]:
    """Staff decide, and it is appealed to staff."""
    dispute = world.escalate(make_intake(reason="invoice"))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    yield "referred by the policy", dispute
    decide_as(dispute, world.staff_id)
    yield "pronounced by staff", dispute
    appeal(dispute, Side.BUYER)
    yield "referred by an appeal", dispute


def large(world: World) -> Iterator[tuple[str, str]]:
    """So large that a colleague must consent."""
    dispute = world.escalate(make_intake(reason="invoice", **LARGE))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    decide_as(dispute, world.staff_id)
    yield "referred, a colleague must consent", dispute


def without_jurors(world: World) -> Iterator[tuple[str, str]]:
    """Nobody on the roster reads its language."""
    dispute = world.escalate(make_intake(language="en"))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    yield "referred for want of jurors", dispute


def hung(world: World) -> Iterator[tuple[str, str]]:
    """Nobody comes, twice."""
    dispute = world.hear()
    move_clock(hours=25)
    yield "hearing, extended", dispute
    move_clock(hours=13)
    yield "referred for want of a quorum", dispute


def silent(world: World) -> Iterator[tuple[str, str]]:
    """One side says nothing, and later had good cause."""
    dispute = by_default(world)
    yield "pronounced by default", dispute
    with transaction(lock=dispute) as now:
        reopen.ask_reopening(dispute, Side.SELLER, text="I was ill.", now=now)
    yield "pronounced by default, reopening is asked", dispute


def say(dispute: str, result: str) -> None:
    """The marketplace answers the instruction."""
    code = "no_funds" if result == "refused" else ""
    with transaction(lock=dispute) as now:
        receive_answer("RF-1", Answer(result=result, code=code), actor="key:1", now=now)


STORIES: tuple[Story, ...] = (
    heard,
    paid,
    unanswered,
    left_to_staff,
    large,
    without_jurors,
    hung,
    silent,
)
