"""The places of the matrix: each stage, and what stands inside of some.

A story goes from place to place as people would; at each it stops and keeps a copy of
the database, which is put back for every try. A new place is one more `yield`.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from jury.domain.lifecycle import SEND_BACK, Side, Stage
from jury.domain.policy import Effect
from jury.jobs.worker import work_one
from jury.services.appeal import reopen, slips
from jury.services.drawing.bar import bar_juror
from jury.services.hearing import poll
from jury.services.moderation.grounds import Ground
from jury.services.moderation.send_back import send_back
from jury.services.money.by_hand import propose_write_off
from jury.services.money.remedy import instruct_again
from jury.services.screening.covering import ask_cover
from jury.services.standstill import pause, planned, stops
from jury.storage.desk.stops import Stopped
from jury.storage.transaction import transaction
from tests.acts.doing import COUSIN, strike_first
from tests.appeals import add, appeal, decide_as, file_late, waiting
from tests.jobs import papers
from tests.jobs.seers import still_there
from tests.matrix.afterwards import (
    change_mind,
    differ,
    draw_verdict,
    let_practise,
    say,
    send_webhook,
)
from tests.policies import every_policy
from tests.returning import acts as returns
from tests.services import asking_acts
from tests.settlement.acts import accept, offer
from tests.silent.acts import by_default
from tests.world import World, make_intake, move_clock

Story = Callable[[World], Iterator[tuple[str, str]]]
LARGE = {"price_minor": 250000, "held_minor": 251200, "asked_minor": 250000}


def heard(world: World) -> Iterator[tuple[str, str]]:
    """A jury decides, the buyer appeals, and it is paid in the end."""
    dispute = world.escalate()
    exhibit = papers.file_pdf(dispute, papers.make_pdf(1))
    assert work_one(still_there)
    papers.settle(dispute, exhibit, 1, staff_id=world.staff_id)
    yield "submissions", dispute
    offer(dispute, Side.BUYER)
    yield "submissions, the buyer offers", dispute
    world.finish_submissions(dispute)
    yield "screening", dispute
    with transaction(lock=dispute) as now:
        ask_cover(dispute, Side.BUYER, target="claim", passage="主板", now=now)
    yield "screening, more is to be covered", dispute
    papers.release(dispute, exhibit, staff_id=world.staff_id)
    yield "screening, a picture is released", dispute
    # The wish is refused with the rest of screening: the window closes.
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
    let_practise(dispute, world.staff_id)
    yield "closed, a practice dispute waits", dispute
    change_mind(dispute)
    differ(dispute)
    send_webhook(dispute)
    draw_verdict(dispute)
    yield "closed, and the marketplace lists nothing", dispute


def unanswered(world: World) -> Iterator[tuple[str, str]]:
    """It is settled, and nobody says whether it was paid."""
    dispute = world.escalate()
    offer(dispute, Side.BUYER)
    accept(dispute, Side.SELLER)
    move_clock(hours=25)
    yield "final, nobody answers", dispute
    with transaction(lock=dispute) as now:
        (task,) = waiting(dispute, "refund_answer")
        propose_write_off(
            dispute, task.target, reason="Gone.", staff_id=world.staff_id, now=now
        )
    yield "final, it is to be written off", dispute


def stopped(world: World) -> Iterator[tuple[str, str]]:
    """Payments are stopped and an outage is announced while it is settled."""
    dispute = world.escalate()
    with transaction() as now:
        stops.stop(Stopped.ENFORCEMENT, reason="A check.", staff_id=None, now=now)
        begins, ends = now + timedelta(days=9), now + timedelta(days=10)
        planned.announce(begins, ends, reason="A move.", staff_id=None, now=now)
    offer(dispute, Side.BUYER)
    accept(dispute, Side.SELLER)
    yield "final, payments are stopped", dispute


def paused(world: World) -> Iterator[tuple[str, str]]:
    """It stands still for a while; later an exhibit turns out to be forged."""
    dispute = world.hear()
    ground = Ground("side_away", "The buyer is in hospital.")
    with transaction(lock=dispute) as now:
        pause.pause(dispute, ground, staff_id=world.staff_id, now=now)
    yield "hearing, paused", dispute
    with transaction(lock=dispute) as now:
        pause.resume(dispute, reason="Back.", staff_id=world.staff_id, now=now)
    move_clock(minutes=30)
    world.decide(dispute, (1, 1, 1, 1, 1))
    strike_first(world, dispute)
    yield "pronounced, an exhibit is struck", dispute


def beside_staff(world: World) -> Iterator[tuple[str, str]]:
    """A shadow: staff of the marketplace decide it, and jurors only beside them."""
    with every_policy(effect=Effect.SHADOW):
        dispute = world.escalate()
    yield f"{world.stage(dispute)}, a shadow", dispute


def sent_back(world: World) -> Iterator[tuple[str, str]]:
    """The goods go back, and the seller finds the parcel empty."""
    dispute = returns.agreed(world)
    yield "final, the goods are to go back", dispute
    returns.send(dispute)
    yield "final, the goods are under way", dispute
    returns.courier(dispute, "delivered")
    yield "final, the goods are back", dispute
    returns.contest(dispute)
    yield "final, the return is contested", dispute
    returns.rule(dispute, world.staff_id)
    yield "final, the return is decided", dispute


def large_back(world: World) -> Iterator[tuple[str, str]]:
    """So large that a colleague must consent to what is decided on its return."""
    dispute = world.escalate(make_intake(**(LARGE | {"asked_minor": 251200})))
    offer(dispute, Side.SELLER, rung=returns.BACK)
    accept(dispute, Side.BUYER)
    returns.deliver(dispute)
    returns.contest(dispute)
    returns.rule(dispute, world.staff_id)
    yield "final, a colleague must consent to a return", dispute


def sent_again(world: World) -> Iterator[tuple[str, str]]:
    """The seller sends to the buyer once more."""
    dispute = returns.agreed(world, rung=returns.RESEND, reason="wrong_address")
    yield "final, it is to be sent again", dispute
    returns.send(dispute, Side.SELLER)
    yield "final, what is sent again is under way", dispute


def run_anew(world: World) -> Iterator[tuple[str, str]]:
    """Each stage that staff can let run anew, as it does."""
    dispute = world.escalate(make_intake(reason="invoice"))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    for stage in SEND_BACK:
        with transaction(lock=dispute) as now:
            send_back(
                dispute, to=stage, reason="Once more.", staff_id=world.staff_id, now=now
            )
        yield f"{stage}, sent back", dispute
        if stage is Stage.SUBMISSIONS:
            world.finish_submissions(dispute)
        if stage is not Stage.HEARING:
            world.confirm(dispute)


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
    """Nobody on the roster reads its language, and one of them may not judge it."""
    dispute = world.escalate(make_intake(language="en"))
    with transaction(lock=dispute) as now:
        bar_juror(dispute, "juror-8", ground=COUSIN, staff_id=world.staff_id, now=now)
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


def asked(world: World) -> Iterator[tuple[str, str]]:
    """Jurors ask the buyer for something, and may look at their votes again."""
    dispute, jurors = asking_acts.reading(world, seated=3)
    yield "hearing, jurors may ask", dispute
    for juror in jurors:
        asking_acts.ask(dispute, juror)
    world.vote(dispute, jurors[0], 1)
    move_clock(minutes=16)
    yield "hearing, the vote waits for evidence", dispute
    exhibit = world.file_picture(dispute)
    asking_acts.answer(dispute)
    world.release(dispute, exhibit)
    yield "hearing, a side looks its evidence over", dispute
    asking_acts.confirm(dispute)
    move_clock(minutes=16)
    asking_acts.read_again(world, dispute, jurors[0])
    yield "hearing, a vote may be changed", dispute
    asking_acts.cover_late(dispute, exhibit, staff_id=world.staff_id)
    yield "hearing, something was covered since it began", dispute


STORIES: tuple[Story, ...] = (
    heard,
    paid,
    unanswered,
    stopped,
    paused,
    beside_staff,
    sent_back,
    large_back,
    sent_again,
    run_anew,
    left_to_staff,
    large,
    without_jurors,
    hung,
    silent,
    asked,
)
