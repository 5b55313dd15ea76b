"""The letter's sums and what it leaves to do, as a party reads them."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.money.remedy import Answer, receive_answer
from jury.storage.transaction import transaction
from tests.courts import begin_decided_by, begin_hearing
from tests.web.people import as_party, shows
from tests.world import move_clock

ROW = re.compile(r'<th scope="row">([^<]*).*?<td>(?:<span class="num">)?([^<]*)')


def sums(text: str) -> list[tuple[str, str]]:
    """The lines of the calculation: what is said, and the sum beside it."""
    return ROW.findall(text[text.index('id="sum"') : text.index('id="why"')])


@pytest.mark.parametrize(
    ("rung", "told"),
    [
        (
            1,
            [
                ("Price of the item", "CN¥180.00"),
                ("Freight of the order, borne by the buyer", "CN¥12.00"),
                ("30 % of the price", "CN¥54.00"),
                ("To the buyer", "CN¥54.00"),
                ("Sum held", "CN¥192.00"),
                ("To the buyer", "-CN¥54.00"),
                ("To the seller", "CN¥138.00"),
            ],
        ),
        (
            0,
            [
                ("Freight of the order, borne by the buyer", "CN¥12.00"),
                ("To the buyer", "CN¥0.00"),
                ("Sum held", "CN¥192.00"),
                ("To the buyer", "CN¥0.00"),
                ("To the seller", "CN¥192.00"),
            ],
        ),
    ],
)
def test_the_letter_reckons_both_sides_and_says_who_bears_the_freight(
    app: Flask, session: Session, rung: int, told: list[tuple[str, str]]
) -> None:
    world, dispute = begin_hearing()
    world.decide(dispute, (rung,) * 5)
    page = as_party(app, dispute, Side.SELLER).get(f"/disputes/{dispute}/verdict")
    assert sums(page.text) == told


def test_a_closed_letter_says_that_nothing_is_left_to_do(
    app: Flask, session: Session
) -> None:
    _world, dispute = begin_decided_by((1,) * 5)
    client = as_party(app, dispute, Side.BUYER)
    letter = f"/disputes/{dispute}/verdict"
    assert shows(client.get(letter), "the verdict is carried out by itself")
    move_clock(hours=49)
    with transaction(lock=dispute) as now:
        receive_answer("RF-1", Answer(result="executed"), actor="key:1", now=now)
    page = client.get(letter)
    assert shows(page, "Nothing is left to do: the dispute is closed.")
    assert not shows(page, "carried out by itself")
