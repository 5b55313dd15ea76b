"""What a side says in pieces, or says once more, jurors read as little as at once."""

import pytest
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.services.admission import intake
from jury.services.screening import covering
from jury.services.submissions import exhibits, prepare
from jury.storage.disputes import list_redacted
from jury.storage.transaction import transaction
from tests.services.asking_acts import LARGER, answer, ask, waiting
from tests.services.screening_acts import write
from tests.world import World, make_intake, make_picture, move_clock

CASE = "statement:seller:case"
NUMBER = "15266778899"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def file(
    dispute: str, caption: str, side: Side = Side.BUYER, replaces: str | None = None
) -> str:
    upload = prepare.prepare_upload(dispute, make_picture())
    filing = exhibits.Filing(
        upload=upload, caption=caption, language="zh-Hans", replaces=replaces
    )
    with transaction(lock=dispute) as now:
        return exhibits.file_exhibit(dispute, side, filing, now=now).id


def caption(dispute: str, exhibit: str) -> str:
    return list_redacted(dispute)[f"caption:{exhibit}"].template


def cover(world: World, dispute: str, source: str, passage: str) -> None:
    with transaction(lock=dispute) as now:
        covering.cover_passage(
            dispute, source, passage=passage, staff_id=world.staff_id, now=now
        )


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("cut", [5, 6])
def test_a_number_in_two_captions_is_covered_in_both(
    world: World, dispute: str, cut: int, *, is_turned: bool
) -> None:
    halves = [f"打电话 {NUMBER[:cut]}", f"{NUMBER[cut:]} 晚上在"]
    filed = [file(dispute, one) for one in (reversed(halves) if is_turned else halves)]
    told = "".join(caption(dispute, one) for one in filed)
    assert told.count("⟦covered⟧") == 2
    assert not any(character.isdigit() for character in told)


def test_a_number_half_in_a_statement_and_half_in_a_caption_is_covered(
    world: World, dispute: str
) -> None:
    write(dispute, "有问题随时打给我 152667")
    exhibit = file(dispute, "78899 包装", Side.SELLER)
    assert "78899" not in caption(dispute, exhibit)
    assert "152667" not in list_redacted(dispute)[CASE].template


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_number_in_three_captions_is_covered_in_all(
    world: World, dispute: str, *, is_turned: bool
) -> None:
    pieces = [NUMBER[:3], NUMBER[3:7], NUMBER[7:]]
    filed = [file(dispute, one) for one in (reversed(pieces) if is_turned else pieces)]
    assert [caption(dispute, one) for one in filed] == ["⟦covered⟧"] * 3


def test_a_number_begun_in_the_chat_and_ended_in_a_caption_is_covered(
    session: Session,
) -> None:
    world, now = World.begin(jurors=0), clock.now()
    said = intake.IntakeMessage(sender="buyer", text="我的 152667", sent_at=now)
    other = intake.IntakeMessage(sender="seller", text="在吗", sent_at=now)
    dispute = world.escalate(make_intake(chat=(said, other)))
    exhibit = file(dispute, "78899 包装")
    assert "78899" not in caption(dispute, exhibit)
    assert "152667" not in list_redacted(dispute)["chat:1"].template


def test_an_answer_to_the_jury_is_no_place_for_the_rest_of_a_number(
    session: Session,
) -> None:
    world = World.begin(jurors=40)
    halves = (NUMBER[:6], NUMBER[6:])
    said = intake.PointAnswer(number=1, stance=True, text=f"维修店看到的 {halves[0]}")
    dispute, _jurors = waiting(world, answers=(said,))
    answer(dispute, text=f"{halves[1]} 检测报告")
    told = list_redacted(dispute)
    assert halves[1] not in told["statement:buyer:evidence:1"].template
    assert halves[0] not in told["point:1:buyer"].template


def test_texts_that_say_nothing_together_stay_as_they_are(
    world: World, dispute: str
) -> None:
    shown = [
        file(dispute, one) for one in ("付款 129 元", "2026 年 3 月 5 日拍", "128G")
    ]
    assert not any("⟦" in caption(dispute, one) for one in shown)


def test_what_a_moderator_covered_unasked_stays_covered_in_corrections(
    world: World, dispute: str
) -> None:
    write(dispute, "他住在蓝色大门那家，货没问题。")
    cover(world, dispute, CASE, "蓝色大门那家")
    for text in ("货没问题。", "他就住蓝色大门那家！"):
        write(dispute, text)
    assert list_redacted(dispute)[CASE].template == "他就住⟦covered⟧！"


def test_a_corrected_exhibit_does_not_bring_covered_words_back(
    world: World, dispute: str
) -> None:
    old = file(dispute, "蓝色大门那家的发票")
    cover(world, dispute, f"caption:{old}", "蓝色大门那家")
    between = file(dispute, "发票", replaces=old)
    new = file(dispute, "发票，蓝色大门那家", replaces=between)
    assert caption(dispute, new) == "发票，⟦covered⟧"


def test_what_was_covered_by_hand_is_not_written_once_more_elsewhere(
    world: World, dispute: str
) -> None:
    write(dispute, "他住在蓝色大门那家，货没问题，12 元。")
    for passage in ("蓝色大门那家", "12"):
        cover(world, dispute, CASE, passage)
    exhibit = file(dispute, "蓝色大门那家的发票，12 元", Side.SELLER)
    other = file(dispute, "蓝色大门那家的发票", Side.BUYER)
    assert caption(dispute, exhibit) == "⟦covered⟧的发票，12 元"
    assert caption(dispute, other) == "蓝色大门那家的发票"


def test_nor_in_an_answer_to_the_jury_whom_nobody_checks(session: Session) -> None:
    world = World.begin(jurors=40)
    dispute = world.escalate(make_intake(**LARGER))
    cover(world, dispute, "point:1:buyer", "维修店")
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[:4]]
    world.read(dispute, *seated)
    for juror in seated[:3]:
        ask(dispute, juror)
    move_clock(minutes=16)
    answer(dispute, text="维修店开的检测报告")
    told = list_redacted(dispute)["statement:buyer:evidence:1"].template
    assert told == "⟦covered⟧开的检测报告"


def test_a_word_covered_in_a_thousand_places_stays_covered_in_a_correction(
    world: World, dispute: str
) -> None:
    write(dispute, "是松鼠，" * 900 + "一。")
    cover(world, dispute, CASE, "松鼠")
    for end in "二三":
        write(dispute, "是松鼠，" * 900 + f"{end}。")
        assert "松鼠" not in list_redacted(dispute)[CASE].template
