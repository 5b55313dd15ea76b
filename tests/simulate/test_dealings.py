"""Some parties settle, give up, send back, appeal: so many as asked, by the seed."""

from collections.abc import Iterator

import pytest

from jury.cli.simulate.dealings import Dealings, Ways
from jury.cli.simulate.filing import Filing
from jury.cli.simulate.line import Line
from jury.cli.simulate.market import Market
from jury.cli.simulate.parties import Parties
from tests.simulate.test_books import told
from tests.simulate.test_filing import NOW, file

DISPUTES = 200
NOBODY = {"settle": 0.0, "withdraw": 0.0, "send_back": 0.0, "appeal": 0.0}


@pytest.fixture
def market() -> Iterator[Market]:
    """A marketplace at a known time, over whose line nothing goes."""
    line = Line("http://127.0.0.1:9", connections=1)
    market = Market(line, "key")
    market.clock.set(NOW)
    yield market
    line.close()


def deal(market: Market, **ways: float) -> Dealings:
    parties = Parties(market, market.line, seed=1)
    return Dealings(market, parties, Ways(**(NOBODY | ways)))


def planned(dealings: Dealings) -> list[Filing]:
    """The disputes in which somebody means to do something before a verdict."""
    filings = [file(number) for number in range(DISPUTES)]
    return [one for one in filings if dealings.admitted(one)]


def test_who_deals_is_fixed_by_the_seed(market: Market) -> None:
    once, again = (planned(deal(market, settle=0.3)) for _time in range(2))
    assert [one.case.number for one in once] == [one.case.number for one in again]
    assert 30 < len(once) < 80


@pytest.mark.parametrize("way", ["settle", "withdraw"])
def test_nobody_or_everybody_who_comes_at_all(market: Market, way: str) -> None:
    assert planned(deal(market)) == []
    dealings = deal(market, **{way: 1.0})
    silent = [
        number
        for number in range(DISPUTES)
        if any(
            dealings.parties.is_silent(file(number), side)
            for side in ("buyer", "seller")
        )
    ]
    assert 0 < len(silent) < 50
    assert len(planned(dealings)) == DISPUTES - len(silent)


def test_only_fakes_are_sent_back(market: Market) -> None:
    back = planned(deal(market, send_back=1.0))
    assert {one.case.reason for one in back} == {"counterfeit"}


@pytest.mark.parametrize(
    ("ended_by", "round_number", "plans"),
    [("verdict", 1, 1), ("verdict", 2, 0), ("default", 1, 0)],
)
def test_the_side_that_lost_before_a_jury_appeals_once(
    market: Market, ended_by: str, round_number: int, plans: int
) -> None:
    dealings = deal(market, appeal=1.0)
    filing = file(1)
    dealings.admitted(filing)
    verdict = told(0, 100, ended_by=ended_by, round_number=round_number)
    assert len(dealings.pronounced(filing.case, verdict)) == plans
