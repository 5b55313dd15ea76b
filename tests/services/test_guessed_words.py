"""Words covered for their looks alone: asked for, read with a reason, and shown."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import Invalid, NotFound
from jury.domain.lifecycle import Side
from jury.services.moderation.grounds import Ground
from jury.services.moderation.looks import NoReason
from jury.services.moderation.tasks import take_task
from jury.services.moderation.undo import undo_last
from jury.services.screening import covering, disclose, showing
from jury.services.screening.guessed import marks_of
from jury.services.screening.uncovering import ask_uncover
from jury.services.screening.wishes import list_wishes_of
from jury.storage.desk.tasks import get_task
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.transaction import transaction
from tests.services.screening_acts import entries, told, write
from tests.world import BUYER_PHONE, SELLER_NAME, World

CASE = "statement:seller:case"
SAID = f"老师傅王强看过，序列号 4829173651。王强说是原装。{SELLER_NAME}，{BUYER_PHONE}"
LOOK = Ground("to_decide", "A serial number?")


@pytest.fixture
def world(session: Session) -> World:
    return World.begin()


@pytest.fixture
def dispute(world: World) -> str:
    dispute = world.escalate()
    write(dispute, SAID)
    return dispute


def template(dispute: str, source: str = CASE) -> str:
    return list_redacted(dispute)[source].template


def code_of(dispute: str, words: str) -> str:
    marks = marks_of(get_dispute(dispute), list_redacted(dispute)[CASE])
    return next(code for code, said in marks.items() if words in said)


def ask(dispute: str, code: str, side: Side = Side.SELLER, source: str = CASE) -> str:
    with transaction(lock=dispute) as now:
        ask_uncover(dispute, side, target=source, place=code, now=now)
    return list_wishes_of(dispute, side)[-1].id


def show(world: World, dispute: str, code: str, source: str = CASE) -> None:
    with transaction(lock=dispute) as now:
        showing.show_words(dispute, source, code, staff_id=world.staff_id, now=now)


def take(world: World, dispute: str, task: str) -> None:
    with transaction(lock=dispute) as now:
        take_task(task, world.staff_id, now=now)


def test_only_what_the_order_does_not_know_is_a_guess(dispute: str) -> None:
    marks = marks_of(get_dispute(dispute), list_redacted(dispute)[CASE])
    assert sorted(marks.values()) == [("4829173651",), ("王强", "王强")]
    claim = list_redacted(dispute)["claim"]
    assert "⟦seller⟧" in claim.template
    assert marks_of(get_dispute(dispute), claim) == {}


def test_words_that_a_side_asks_for_are_shown_and_both_confirm_anew(
    world: World, dispute: str
) -> None:
    world.finish_submissions(dispute)
    task = ask(dispute, code := code_of(dispute, "4829173651"))
    assert ask(dispute, code) == task
    world.confirm(dispute)
    assert world.stage(dispute) == "screening"
    take(world, dispute, task)
    before = template(dispute)
    show(world, dispute, code)
    assert template(dispute) == before.replace(f"⟦{code}⟧", "4829173651")
    assert SELLER_NAME not in template(dispute)
    assert get_task(task).outcome == "shown"
    assert told(dispute, Side.SELLER).count("cover.done") == 1
    assert told(dispute, Side.BUYER).count("file.changed") == 1
    assert [one.confirmed_at for one in world.dispute(dispute).parties] == [None, None]
    (opened,), (shown,) = (
        entries(dispute, "words.opened"),
        entries(dispute, "words.shown"),
    )
    assert (opened.payload["code"], opened.payload["source"]) == ("task", CASE)
    assert shown.payload["code"] == "not_personal"
    assert "4829173651" not in str((opened.payload, shown.payload))


def test_a_mark_is_shown_wherever_it_stands_in_its_text(
    world: World, dispute: str
) -> None:
    take(world, dispute, ask(dispute, code := code_of(dispute, "王强")))
    show(world, dispute, code)
    assert template(dispute).count("王强") == 2


@pytest.mark.parametrize("code", ["seller", "buyer", "covered", "name:99", "", "phone"])
def test_what_the_order_knows_is_never_asked_for(dispute: str, code: str) -> None:
    with pytest.raises(Invalid):
        ask(dispute, code)


def test_nobody_asks_for_what_the_other_side_wrote(dispute: str) -> None:
    with pytest.raises(NotFound):
        ask(dispute, code_of(dispute, "王强"), Side.BUYER)


def test_nobody_shows_what_they_gave_no_reason_to_read(
    world: World, dispute: str
) -> None:
    code = code_of(dispute, "4829173651")
    ask(dispute, code)
    with pytest.raises(NoReason):
        show(world, dispute, code)
    with transaction(lock=dispute) as now:
        showing.read_words(dispute, CASE, ground=LOOK, staff_id=world.staff_id, now=now)
    show(world, dispute, code)
    assert "4829173651" in template(dispute)


def test_what_was_covered_by_hand_or_struck_is_not_shown_with_it(
    world: World, dispute: str
) -> None:
    code = code_of(dispute, "4829173651")
    with transaction(lock=dispute) as now:
        covering.cover_passage(
            dispute, CASE, passage="原装", staff_id=world.staff_id, now=now
        )
    take(world, dispute, ask(dispute, code))
    show(world, dispute, code)
    assert "4829173651" in template(dispute)
    assert "⟦covered⟧" in template(dispute)
    with pytest.raises(Invalid):
        ask(dispute, "covered")


def test_it_stays_covered_with_a_reason_and_the_side_is_told(
    world: World, dispute: str
) -> None:
    task, before = ask(dispute, code_of(dispute, "王强")), template(dispute)
    for code in ("needed", "personal"):
        with transaction(lock=dispute) as now:
            if code == "needed":
                with pytest.raises(Invalid):
                    refuse(world, task, code, now)
            else:
                refuse(world, task, code, now)
    assert (template(dispute), get_task(task).outcome) == (before, "refused")
    assert "cover.refused" in told(dispute, Side.SELLER)


def refuse(world: World, task: str, code: str, now: object) -> None:
    covering.refuse_cover(
        task,
        code=code,
        reason="A repairer's name.",
        staff_id=world.staff_id,
        now=now,  # type: ignore[arg-type]
    )


def test_a_wish_to_show_is_no_wish_to_cover(world: World, dispute: str) -> None:
    task = ask(dispute, code_of(dispute, "王强"))
    with pytest.raises(Invalid), transaction(lock=dispute) as now:
        covering.cover_as_wished(task, passage="原装", staff_id=world.staff_id, now=now)


def test_nobody_looked_in_time_and_it_stays_covered(world: World, dispute: str) -> None:
    task, before = ask(dispute, code_of(dispute, "王强")), template(dispute)
    world.finish_submissions(dispute)
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    with transaction(lock=dispute):
        disclose.close_screening(dispute, now=closes_at)
    assert (template(dispute), get_task(task).outcome) == (before, "lapsed")
    assert world.stage(dispute) == "hearing"


def test_showing_is_taken_back_like_any_act(world: World, dispute: str) -> None:
    before = template(dispute)
    take(world, dispute, ask(dispute, code := code_of(dispute, "王强")))
    show(world, dispute, code)
    with transaction(lock=dispute) as now:
        assert undo_last(dispute, staff_id=world.staff_id, now=now) == "words.shown"
    assert template(dispute) == before
    assert list_wishes_of(dispute, Side.SELLER)[-1].done_at is None


def test_a_corrected_text_is_covered_anew(world: World, dispute: str) -> None:
    take(world, dispute, ask(dispute, code := code_of(dispute, "王强")))
    show(world, dispute, code)
    write(dispute, f"再说一遍。{SAID}")
    assert "王强" not in template(dispute)
    assert "王强" in marks_of(get_dispute(dispute), list_redacted(dispute)[CASE])[code]
