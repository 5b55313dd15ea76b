"""The pool of jurors beside all users: counted, told, compared, and no small cell."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.errors import Invalid
from jury.domain.jurors.pool import LEAST_TOLD, Age, Role, Sort, beside, told
from jury.services.roster.joining import opt_out
from jury.services.roster.pool import (
    count_pool_anew,
    pool_beside_users,
    tell_user_figures,
)
from jury.storage.people import Role as StaffRole
from jury.storage.transaction import transaction
from tests.api.program import Program, make_key
from tests.roster_lines import enrol, make_line, present
from tests.web.people import as_staff, shows

USERS = {
    Sort.ROLE: {"mostly_buys": 500, "mostly_sells": 300, "both_alike": 200},
    Sort.REGION: {"north": 700, "south": 300},
}


def fill_roster() -> None:
    """Thirty who buy in the north, twelve who sell in the south, five elsewhere."""
    today = present().date()
    young = (today - timedelta(days=200)).isoformat()
    north = {"trades_as_buyer": 9, "region": "north", "categories": ["shoes", "books"]}
    south = {"trades_as_seller": 9, "region": "south", "categories": ["shoes"]}
    rest = {"region": "isles", "account_opened_on": young}
    kinds = [north] * 30 + [south] * 12 + [rest] * 5
    lines = [make_line(f"u{no}", **kind) for no, kind in enumerate(kinds)]
    enrol([*lines, make_line("gone", enrolled=False, **north)])
    with transaction() as now:
        opt_out("u0", now=now)


def tell(**more: object) -> None:
    asked: dict[str, object] = {"users": 1000, "sampled": None, "sorts": USERS} | more
    with transaction() as now:
        tell_user_figures(actor="key:1", now=now, **asked)  # type: ignore[arg-type]  # a builder


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 40, "b": 30}, set()),
        ({"a": 40, "b": 30, "c": 9}, {"b", "c"}),
        ({"a": 40, "b": 9, "c": 3}, {"b", "c"}),
        ({"a": 9}, {"a"}),
        ({}, set()),
    ],
)
def test_no_small_cell_is_told_or_can_be_reckoned(
    counts: dict[str, int], hidden: set[str]
) -> None:
    found = told(counts, is_partition=True)
    assert {code for code, count in found.items() if count is None} == hidden
    alone = told(counts, is_partition=False)
    assert all(count is None or count >= LEAST_TOLD for count in alone.values())


@pytest.mark.parametrize(
    ("asked", "sampled", "apart"),
    [(1000, False, True), (1000, True, True), (100, True, False)],
)
def test_a_difference_is_marked_when_it_is_sure(
    *, asked: int, sampled: bool, apart: bool
) -> None:
    theirs = {"a": asked // 2, "b": asked // 2}
    cells = beside(
        {"a": 60, "b": 40},
        100,
        theirs,
        asked=asked,
        sampled=sampled,
        is_partition=True,
    )
    assert [one.is_apart for one in cells] == [apart, apart]
    assert cells[0].gap == pytest.approx(0.1)


def test_the_roster_is_counted_once_after_each_import(session: Session) -> None:
    assert not count_pool_anew(present())
    fill_roster()
    assert count_pool_anew(present())
    assert not count_pool_anew(present())
    found = pool_beside_users()
    assert found is not None
    assert found.jurors == 46
    jurors = {
        sort: {one.code: one.jurors for one in cells}
        for sort, cells in found.sorts.items()
    }
    assert jurors[Sort.ROLE] == {Role.BUYS: 29, Role.SELLS: None, Role.ALIKE: None}
    assert jurors[Sort.REGION] == {"north": 29, "south": None, "isles": None}
    assert jurors[Sort.CATEGORY] == {"shoes": 41, "books": 29}
    assert jurors[Sort.AGE] == {Age.OLDER: None, Age.UNDER_1: None}


def test_what_the_marketplace_tells_stands_until_it_tells_otherwise(
    session: Session,
) -> None:
    fill_roster()
    count_pool_anew(present())
    tell()
    tell(sampled=100, sorts={Sort.REGION: {"north": 70, "south": 30}})
    found = pool_beside_users()
    assert found is not None
    (north, *_rest) = found.sorts[Sort.REGION]
    assert north.users is not None
    assert north.users.low < 0.7 < north.users.high
    assert all(one.users is None for one in found.sorts[Sort.ROLE])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sampled": 1001}, "sampled"),
        ({"users": 900}, "role"),
        ({"sampled": 400}, "region"),
    ],
)
def test_figures_that_cannot_be_are_refused(
    session: Session, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        tell(**wrong)
    assert field in refused.value.fields


def test_the_desk_shows_the_pool_beside_all_users(app: Flask, session: Session) -> None:
    desk, _staff = as_staff(app, "admin", StaffRole.ADMINISTRATOR)
    assert shows(desk.get("/desk/pool"), "Not counted yet")
    fill_roster()
    count_pool_anew(present())
    assert shows(desk.get("/desk/pool"), "has not said what all its users are")
    tell()
    page = desk.get("/desk/pool")
    assert shows(page, "mostly buy", "29", "63.0 %", "50.0 %", "+13.0 points")
    assert shows(page, "more jurors", "too few to tell")
    tell(sampled=1000)
    chinese = desk.get("/desk/pool?lang=zh-Hans")
    assert shows(chinese, "1,000 人抽样", "46.9至53.1", "评审员偏多")


def test_the_marketplace_tells_its_figures(app: Flask, client: FlaskClient) -> None:
    program = Program(client, make_key(app))
    body = {
        "users": 5000,
        "sampled": 400,
        "role": {"mostly_buys": 300, "mostly_sells": 60, "both_alike": 40},
        "account_age": {"under_1": 100, "older": 200},
        "region": {"north": 250},
        "category": {"shoes": 390, "books": 200},
    }
    answer = program.post("/pool-figures", body)
    assert answer.status_code == 200, answer.get_json()
    wrong = program.post("/pool-figures", body | {"region": {"north": 401}})
    assert wrong.status_code == 422
    assert wrong.get_json()["errors"][0]["field"] == "/region"
    odd = program.post("/pool-figures", body | {"role": {"mostly_rests": 1}})
    assert odd.status_code == 422
