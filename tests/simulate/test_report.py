"""The end of a play: the table, the complaints, and when it counts as good."""

from datetime import UTC, datetime, timedelta

import pytest

from jury.cli.simulate.docket import Case, Docket
from jury.cli.simulate.jurors import Nature
from jury.cli.simulate.line import Line
from jury.cli.simulate.play import Cast, Play
from jury.cli.simulate.report import Ending, table
from tests.simulate.test_books import make_case, told

BEGUN = datetime(2026, 3, 1, 8, tzinfo=UTC)


def end(*cases: Case, faults: tuple[str, ...] = ()) -> Ending:
    """A play that ended with these disputes; nothing goes over its line."""
    line = Line("http://127.0.0.1:9", connections=1)
    play = Play(Cast(len(cases), 9, Nature(1, 0.9, 0.7)), line, "key")
    play.market.clock.set(BEGUN + timedelta(days=3))
    play.began_at, play.docket = BEGUN, Docket(cases)
    line.close()
    return Ending(play, 12.0, faults)


def through(case: Case, *hours: int) -> Case:
    """A dispute that spent so many hours in each of its first stages."""
    stages = ("submissions", "screening", "hearing", "pronounced", "final", "closed")
    passed = timedelta()
    for stage, spent in zip(stages, (*hours, 0), strict=False):
        case.enter(stage, BEGUN + passed, None)
        passed += timedelta(hours=spent)
    return case


def told_in(ending: Ending) -> dict[str, str]:
    """What stands beside each name of the closing table."""
    lines = [line.split("  ", 2) for line in table(ending)]
    return {row[1]: row[2].strip() for row in lines if len(row) == 3}


def test_the_table_says_what_became_of_the_disputes() -> None:
    said = told_in(end(through(make_case(), 1, 2, 3, 48, 0), make_case()))
    assert said["Closed"] == "2 of 2"
    assert said["Settled"] == "0"
    assert said["Verdicts right"] == "2 of 2 (100.0%)"
    assert said["Appealed"] == "0 (0 decided otherwise)"
    assert said["Median time in hearing"] == "3 h 00 min"
    assert said["Median time in pronounced"] == "2 d 0 h"
    assert said["Money moved"] == "2.00 CNY (0.60 buyer, 1.40 seller)"


def test_the_table_says_how_panels_filled_and_who_came_for_nothing() -> None:
    cases = [through(make_case(), 1, 2, hours, 48, 0) for hours in (1, 3, 20)]
    for case in cases:
        case.first_verdict = case.verdict
    ending = end(*cases)
    done = {"took a seat": 19, "found no seat free": 1, "voted": 18, "read in vain": 1}
    ending.play.jurors.done.update(done)
    said = told_in(ending)
    assert said["Hearing to verdict"] == "median 3 h 00 min, 95 % within 20 h 00 min"
    took = "median 2 d 6 h, 95 % within 2 d 23 h"
    assert said["Escalation to money, no appeal"] == took
    assert said["Said yes and found no seat"] == "1 of 20 (5.0%)"
    assert said["Read in vain"] == "1 of 19 (5.3%)"


def test_what_ended_otherwise_is_counted_apart() -> None:
    settled = make_case(verdict=told(30, 70, ended_by="settlement"))
    given_up = make_case(verdict=told(0, 100, ended_by="withdrawal"))
    first, last = told(0, 100, ended_by="verdict"), told(30, 70, ended_by="verdict")
    appealed = make_case(first_verdict=first, verdict=last)
    ending = end(settled, given_up, appealed)
    ending.play.dealings.done.update(appealed=1)
    ending.play.dealings.done["goods sent back"] = 2
    said = told_in(ending)
    assert (said["Settled"], said["Withdrawn"]) == ("1", "1")
    assert said["Verdicts right"] == "1 of 1 (100.0%)"
    assert said["Appealed"] == "1 (1 decided otherwise)"
    assert said["Goods sent back"] == "2 (0 accepted by the seller)"


def test_a_good_end_is_one_without_complaints() -> None:
    assert end(make_case()).is_good
    assert end(make_case(stage="referred")).is_good


@pytest.mark.parametrize(
    ("ending", "complaint"),
    [
        (end(make_case(stage="hearing")), "Stuck: dispute d in hearing"),
        (end(make_case(), faults=("x",)), "The books are wrong: x."),
    ],
)
def test_every_complaint_is_a_sentence(ending: Ending, complaint: str) -> None:
    assert not ending.is_good
    assert any(complaint in line for line in table(ending))


def test_a_page_that_breaks_down_spoils_the_end() -> None:
    ending = end(make_case())
    ending.play.line.meter.count("GET", f"/jury/seats/{'a' * 36}?x=1", 500)
    assert not ending.is_good
    said = "The court broke down: GET /jury/seats/… answered 500, 1 times."
    assert said in list(table(ending))


def test_more_time_for_a_stage_is_no_new_stage() -> None:
    case = through(make_case(), 1, 1)
    longer = BEGUN + timedelta(days=2)
    case.enter("hearing", BEGUN + timedelta(hours=9), longer)
    assert [stage for stage, _at in case.entered].count("hearing") == 1
    assert case.closes_at == longer
