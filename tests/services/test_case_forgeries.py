"""Whoever forges a part of a dispute's file, and every hash beside it, is found."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from jury.domain.case import verify_case
from jury.domain.case.ballots import seal_of
from tests.services.closed_files import Bundle, by_jury, line_of, opened, relinked


def another_vote(bundle: Bundle) -> None:
    ballot = bundle["draws"][0]["ballots"][0]
    ballot["choice"] = 0


def another_vote_and_its_seal(bundle: Bundle) -> None:
    another_vote(bundle)
    seals = sorted(map(seal_of, bundle["draws"][0]["ballots"]))
    line_of(bundle, "poll.closed")["payload"]["receipts"] = seals


def two_ballots_of_one_seat(bundle: Bundle) -> None:
    first, second, *_rest = bundle["draws"][0]["ballots"]
    second["seat"] = first["seat"]
    another_vote_and_its_seal(bundle)


def another_verdict(bundle: Bundle) -> None:
    bundle["verdicts"][0]["rung"] = 0


def another_seed(bundle: Bundle) -> None:
    line_of(bundle, "panel.drawn")["payload"]["nonce"] = "ab" * 16


def another_call(bundle: Bundle) -> None:
    entries = bundle["draws"][0]["transcript"]["segments"][0]["entries"]
    entries[0]["row"] += 1


def a_call_less(bundle: Bundle) -> None:
    bundle["draws"][0]["sealed"].pop()


def money_twice(bundle: Bundle) -> None:
    bundle["money"].append(dict(bundle["money"][-1], attempt=2))


def money_too_soon(bundle: Bundle) -> None:
    bundle["money"][-1]["posted_at"] = bundle["money"][0]["posted_at"]


def another_award(bundle: Bundle) -> None:
    award = bundle["money"][-1]["entries"]
    award["buyer"] += 1
    award["seller"] -= 1


def another_ladder(bundle: Bundle) -> None:
    top = bundle["ladder"][-1]
    top["buyer_minor"], top["seller_minor"] = 1, top["buyer_minor"] - 1


def another_way_to_close(bundle: Bundle) -> None:
    bundle["draws"][0]["stopping"] = {
        "kind": "margin",
        "margin": 1,
        "minimum": 1,
        "maximum": None,
    }


def a_smaller_quorum(bundle: Bundle) -> None:
    bundle["draws"][0]["counting"]["quorum"] = "0"


def other_rules(bundle: Bundle) -> None:
    bundle["rules"]["policy"]["seats"] = 3


def an_earlier_end(bundle: Bundle) -> None:
    bundle["draws"][0]["window_ends_at"] = line_of(bundle, "poll.closed")["at"]


def a_line_less(bundle: Bundle) -> None:
    del bundle["log"][3]


def no_end(bundle: Bundle) -> None:
    bundle["log"].pop()


@pytest.mark.parametrize(
    ("forge", "part"),
    [
        (another_vote, "ballots"),
        (another_vote_and_its_seal, "verdict"),
        (two_ballots_of_one_seat, "ballots"),
        (another_verdict, "verdict"),
        (another_seed, "draws"),
        (another_call, "draws"),
        (a_call_less, "ballots"),
        (money_twice, "money"),
        (money_too_soon, "money"),
        (another_award, "money"),
        (another_ladder, "rules"),
        (another_way_to_close, "rules"),
        (a_smaller_quorum, "rules"),
        (other_rules, "rules"),
        (an_earlier_end, "rules"),
        (a_line_less, "log"),
        (no_end, "log"),
    ],
)
def test_who_forges_a_part_and_every_hash_is_found(
    session: Session, forge: Callable[[Bundle], None], part: str
) -> None:
    bundle = opened(by_jury())
    forge(bundle)
    faults = verify_case(relinked(bundle)).faults
    assert any(one.startswith(f"{part}: ") for one in faults), faults
