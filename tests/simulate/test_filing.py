"""What is planted: the same for the same seed, and readable in the file alone."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from jury.cli.simulate.filing import DAY, ZONE, Filing, escalated_at, make_filing
from jury.cli.simulate.roster import juror_lines
from jury.cli.simulate.stories import STORIES, Story, truth_in

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
MANY = {"zh-Hans": 700, "en": 300}


def file(number: int, *, seed: int = 1, prefix: str = "a") -> Filing:
    return make_filing(seed, number, prefix=prefix, jurors=MANY, now=NOW)


def test_the_same_seed_plants_the_same_truth() -> None:
    one = [file(number).case.buyer_is_right for number in range(50)]
    again = [file(number, prefix="b").case.buyer_is_right for number in range(50)]
    other = [file(number, seed=2).case.buyer_is_right for number in range(50)]
    assert one == again != other


def test_half_of_the_buyers_are_right() -> None:
    assert sum(file(number).case.buyer_is_right for number in range(100)) == 50


def test_the_truth_can_be_read_in_what_is_filed() -> None:
    for number in range(60):
        filing = file(number)
        words = json.dumps(filing.body, ensure_ascii=False)
        assert truth_in(words) is filing.case.buyer_is_right


@pytest.mark.parametrize("hour", [0, 9, 17, 23])
def test_with_a_rhythm_most_escalate_by_day_whenever_a_play_begins(hour: int) -> None:
    now = NOW.replace(hour=hour)
    times = [escalated_at(1, number, now=now) for number in range(500)]
    assert all(now < at <= now + timedelta(days=1) for at in times)
    begins, ends = DAY
    by_day = sum(begins <= at.astimezone(ZONE).hour < ends for at in times)
    assert 0.85 < by_day / len(times) < 0.95


def test_panels_of_every_size_occur() -> None:
    asked = [file(number).body["asked"]["minor"] for number in range(200)]
    bands = [sum(asked_minor > bound for asked_minor in asked) for bound in (0, 20_000)]
    large = sum(asked_minor > 200_000 for asked_minor in asked)
    assert bands[0] > bands[1] > large > 0


@pytest.mark.parametrize(
    "story", STORIES, ids=lambda one: f"{one.language} {one.reason}"
)
def test_a_story_tells_its_truth_by_its_fact_alone(story: Story) -> None:
    rest = [story.title, story.listing, story.claim, story.caption, story.sentence]
    rest += [text for _who, text in story.chat] + list(story.statements.values())
    assert truth_in(" ".join(rest)) is None
    assert truth_in(story.fact.text(buyer_is_right=True)) is True
    assert truth_in(story.fact.text(buyer_is_right=False)) is False


def test_jurors_of_the_same_seed_are_the_same_people() -> None:
    assert list(juror_lines(1, 20, now=NOW)) == list(juror_lines(1, 20, now=NOW))
