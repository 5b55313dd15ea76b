"""What a side says in pieces, or says once more, jurors read as little as at once."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.screening import covering
from jury.services.submissions import exhibits, prepare
from jury.storage.disputes import list_redacted
from jury.storage.transaction import transaction
from tests.services.screening_acts import write
from tests.world import World, make_picture

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


def test_a_word_covered_in_a_thousand_places_stays_covered_in_a_correction(
    world: World, dispute: str
) -> None:
    write(dispute, "是松鼠，" * 900 + "一。")
    cover(world, dispute, CASE, "松鼠")
    for end in "二三":
        write(dispute, "是松鼠，" * 900 + f"{end}。")
        assert "松鼠" not in list_redacted(dispute)[CASE].template
