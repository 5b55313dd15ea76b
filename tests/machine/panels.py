"""What moderators may try with a jury and with what it heard, and take back."""

from collections.abc import Mapping

from jury.redaction.pictures import Box
from jury.services.drawing import bar
from jury.services.moderation import strike, undo
from jury.services.moderation.grounds import BAR, STRIKE_OUT, Ground
from jury.services.screening import heard
from jury.services.verdict import doubt
from jury.storage.exhibits import list_exhibits
from jury.storage.roster import get_juror
from tests.machine.court import JURORS, Hand
from tests.machine.jurors import calls
from tests.machine.parties import Act
from tests.machine.staff import SAID, on_dispute


def strike_out(hand: Hand) -> None:
    exhibit = hand.pick(list_exhibits(hand.dispute)).id
    ground = Ground(hand.pick(STRIKE_OUT), SAID)
    with hand.keeping() as now:
        strike.strike_exhibit(
            hand.dispute, exhibit, ground=ground, staff_id=hand.staff_id, now=now
        )


def cover_late(hand: Hand) -> None:
    exhibit = hand.pick(list_exhibits(hand.dispute)).id
    drawn = heard.draw_late(hand.dispute, exhibit, None, boxes=[Box(1, 1, 4, 4)])
    with hand.keeping() as now:
        heard.cover_exhibit_late(
            hand.dispute, exhibit, drawn=drawn, staff_id=hand.staff_id, now=now
        )


def bar_somebody(hand: Hand) -> None:
    """Who was called, whatever they did since; sometimes anybody else."""
    called = calls(hand)
    if called and hand.n:
        ref = get_juror(hand.pick(called).juror_id).ref
    else:
        ref = f"juror-{hand.person * 10 % JURORS}"
    ground = Ground(hand.pick(BAR), SAID)
    with hand.keeping() as now:
        bar.bar_juror(hand.dispute, ref, ground=ground, staff_id=hand.staff_id, now=now)


STAFF_OF_PANELS: Mapping[str, Act] = {
    "strikes an exhibit": strike_out,
    "covers more of an exhibit": cover_late,
    "bars a juror": bar_somebody,
    "lets the verdict stand": on_dispute(doubt.let_stand, reason=SAID),
    "sets the verdict aside": on_dispute(doubt.set_aside, reason=SAID),
    "takes the last act back": on_dispute(undo.undo_last),
}
