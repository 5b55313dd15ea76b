"""What a moderator may try. A new act is a function and its line in `STAFF`."""

from collections.abc import Callable, Mapping

from jury.services.appeal import new_evidence, reopen, second_look, slips
from jury.services.moderation import referred, send_back, tasks
from jury.services.moderation.grounds import (
    ADMIT,
    FIT,
    LIFT,
    LOOK,
    NOT_ADMIT,
    STRIKE,
    Ground,
)
from jury.services.money import remedy
from jury.services.screening import covering, disclose, showing
from jury.services.submissions import prepare
from jury.services.verdict import pronounce
from jury.storage.desk.tasks import Task, list_open_tasks_of
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.exhibits import list_exhibits
from tests.machine.court import Hand
from tests.machine.parties import Act, pick_mark

SAID = "As the file shows."


def task_of(hand: Hand, kind: str = "") -> Task:
    found = list_open_tasks_of(hand.dispute)
    return hand.pick([one for one in found if kind in {"", one.kind}])


def on_task(act: Callable[..., object]) -> Act:
    """An act on any open task."""

    def do(hand: Hand) -> None:
        task_id = task_of(hand).id
        with hand.keeping() as now:
            act(task_id, hand.staff_id, now=now)

    return do


def on_exhibit(act: Callable[..., object], **more: object) -> Act:
    """An act on any exhibit, whatever its state."""

    def do(hand: Hand) -> None:
        exhibit = hand.pick(list_exhibits(hand.dispute)).id
        with hand.keeping() as now:
            act(hand.dispute, exhibit, staff_id=hand.staff_id, now=now, **more)

    return do


def on_dispute(act: Callable[..., object], **more: object) -> Act:
    """An act on the dispute itself."""

    def do(hand: Hand) -> None:
        with hand.keeping() as now:
            act(hand.dispute, staff_id=hand.staff_id, now=now, **more)

    return do


def with_task(kind: str, act: Callable[..., object], **more: object) -> Act:
    """An act that answers one open task of a kind."""

    def do(hand: Hand) -> None:
        task_id = task_of(hand, kind).id
        with hand.keeping() as now:
            act(task_id, staff_id=hand.staff_id, now=now, **more)

    return do


def release(hand: Hand) -> None:
    exhibit = hand.pick(list_exhibits(hand.dispute)).id
    covered = prepare.cover_picture(hand.dispute, exhibit, ())
    with hand.keeping() as now:
        disclose.release_exhibit(
            hand.dispute, exhibit, covered=covered, staff_id=hand.staff_id, now=now
        )


def cover(hand: Hand) -> None:
    row = hand.pick(
        sorted(list_redacted(hand.dispute).values(), key=lambda r: r.source)
    )
    with hand.keeping() as now:
        covering.cover_passage(
            hand.dispute,
            row.source,
            passage=row.template[:2] or "x",
            staff_id=hand.staff_id,
            now=now,
        )


def cover_as_wished(hand: Hand) -> None:
    task = task_of(hand, tasks.COVER)
    with hand.keeping() as now:
        covering.cover_as_wished(
            task.id, passage=task.detail["passage"], staff_id=hand.staff_id, now=now
        )


def read_words(hand: Hand) -> None:
    source, _code = pick_mark(hand)
    with hand.keeping() as now:
        showing.read_words(
            hand.dispute,
            source,
            ground=Ground(LOOK[0], SAID),
            staff_id=hand.staff_id,
            now=now,
        )


def show_words(hand: Hand) -> None:
    source, code = pick_mark(hand)
    with hand.keeping() as now:
        showing.show_words(hand.dispute, source, code, staff_id=hand.staff_id, now=now)


def strike(hand: Hand) -> None:
    task = task_of(hand, tasks.STRIKE)
    row = list_redacted(hand.dispute)[task.target]
    with hand.keeping() as now:
        second_look.strike_more(
            task.id,
            passage=row.template[:2],
            ground=Ground(STRIKE[0]),
            staff_id=hand.staff_id,
            now=now,
        )


def decide(hand: Hand) -> None:
    with hand.keeping() as now:
        referred.pronounce_by_staff(
            hand.dispute,
            rung=hand.n % 4,
            reason=f"{SAID} 王小明",
            staff_id=hand.staff_id,
            now=now,
        )


def correct_sums(hand: Hand) -> None:
    dispute = get_dispute(hand.dispute)
    sums = slips.Sums(
        price_minor=dispute.price_minor,
        freight_minor=max(0, dispute.freight_minor - 100 * hand.n),
    )
    with hand.keeping() as now:
        slips.correct_sums(
            hand.dispute, sums, reason=SAID, staff_id=hand.staff_id, now=now
        )


def correct_name(hand: Hand) -> None:
    place, wrong = hand.pick((("reason", "file"), ("item", "手机")))
    name = slips.Name(place=place, wrong=wrong, right="平板")
    with hand.keeping() as now:
        slips.correct_name(hand.dispute, name, staff_id=hand.staff_id, now=now)


def screen_sentence(hand: Hand) -> None:
    ballot = task_of(hand, "sentence").target
    is_fit = hand.n % 2 == 0
    with hand.keeping() as now:
        pronounce.screen_sentence(
            ballot,
            release=is_fit,
            staff_id=hand.staff_id,
            now=now,
            ground=FIT if is_fit else Ground("unrelated", SAID),
        )


STAFF: Mapping[str, Act] = {
    "takes a task": on_task(tasks.take_task),
    "leaves a task": on_task(tasks.leave_task),
    "releases": release,
    "withholds": on_exhibit(disclose.withhold_exhibit, code="unrelated", reason=SAID),
    "takes it back": on_exhibit(disclose.reopen_exhibit, reason=SAID),
    "admits": on_exhibit(new_evidence.admit_exhibit, ground=Ground(ADMIT[0])),
    "does not admit": on_exhibit(
        new_evidence.refuse_exhibit, ground=Ground(NOT_ADMIT[0], SAID)
    ),
    "covers": cover,
    "covers as wished": cover_as_wished,
    "reads covered words": read_words,
    "shows words": show_words,
    "leaves as it is": with_task(tasks.COVER, covering.refuse_cover, reason=SAID),
    "passes a text": with_task(tasks.STRIKE, second_look.pass_text),
    "strikes": strike,
    "lifts": with_task(tasks.STRIKE, second_look.lift, ground=Ground(LIFT[0], SAID)),
    "decides": decide,
    "consents": on_dispute(referred.consent),
    "does not consent": on_dispute(referred.refuse_consent, reason=SAID),
    "sends back": on_dispute(send_back.send_back, reason=SAID),
    "sends back to screening": on_dispute(
        send_back.send_back, to="screening", reason=SAID
    ),
    "sends back to both sides": on_dispute(
        send_back.send_back, to="submissions", reason=SAID
    ),
    "instructs again": on_dispute(remedy.instruct_again, reason=SAID),
    "reopens": on_dispute(reopen.reopen, reason=SAID),
    "does not reopen": on_dispute(reopen.refuse_reopening, reason=SAID),
    "corrects sums": correct_sums,
    "corrects a name": correct_name,
    "finds no slip": with_task(tasks.SLIP, slips.refuse_correction, reason=SAID),
    "screens a sentence": screen_sentence,
}
