"""A side looks its answer to the jury over: what it saw is what jurors read."""

import pytest

from jury.domain.errors import Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.services.hearing import inquiry_answer
from jury.services.hearing.inquiry_answer import Answer
from jury.services.reading.casefile import for_juror
from jury.storage.disputes import get_dispute, list_redacted, list_statements
from jury.storage.transaction import transaction
from tests.services.asking_acts import begin_waiting
from tests.services.screening_acts import entries
from tests.world import move_clock

pytestmark = pytest.mark.usefixtures("session")

SAID = "检测报告在老地方修理铺，电话 13912345678，当天就开好了"
PLACE = "老地方修理铺"


def look(dispute: str, *covers: str, text: str = SAID) -> inquiry_answer.LookedOver:
    with transaction(lock=dispute) as now:
        given = Answer(text, "zh-Hans", covers)
        return inquiry_answer.look_over(dispute, Side.BUYER, given, now=now)


def send(dispute: str, digest: str | None, *covers: str) -> None:
    with transaction(lock=dispute) as now:
        given = Answer(SAID, "zh-Hans", covers)
        inquiry_answer.answer_jury(dispute, Side.BUYER, given, now=now, digest=digest)


def test_looking_an_answer_over_keeps_nothing_and_shows_what_is_covered() -> None:
    _world, dispute, _jurors = begin_waiting()
    before = (get_dispute(dispute).labels, set(list_redacted(dispute)))
    seen = look(dispute)
    assert "13912345678" not in seen.template
    assert PLACE in seen.template
    assert (get_dispute(dispute).labels, set(list_redacted(dispute))) == before
    assert not [one for one in list_statements(dispute) if "evidence" in one.kind]


def test_jurors_read_what_was_looked_over_with_what_its_side_covered_besides() -> None:
    _world, dispute, jurors = begin_waiting()
    seen = look(dispute, PLACE)
    assert PLACE not in seen.template
    send(dispute, seen.digest, PLACE)
    (entry,) = entries(dispute, inquiry_answer.ANSWERED)
    assert entry.payload["digest"] == seen.digest
    move_clock(minutes=16)
    (asked,) = for_juror(*jurors[3], "zh-Hans").asked
    assert asked.words is not None
    assert PLACE not in asked.words.plain
    assert "13912345678" not in asked.words.plain


def test_what_was_not_looked_over_is_not_sent() -> None:
    _world, dispute, _jurors = begin_waiting()
    seen = look(dispute)
    with pytest.raises(NotNow):
        send(dispute, seen.digest, PLACE)
    assert entries(dispute, inquiry_answer.ANSWERED) == []
    send(dispute, seen.digest)


@pytest.mark.parametrize("covers", [("没有这句话",), ("13912345678",), ("",)])
def test_only_words_that_can_be_read_are_covered_besides(covers: tuple[str]) -> None:
    _world, dispute, _jurors = begin_waiting()
    with pytest.raises(Invalid):
        look(dispute, *covers)
