"""What a side has typed is never lost, whatever it pressed, whatever was refused."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jury.domain.lifecycle import Side
from jury.services.submissions.submit import Writing, write_statement
from jury.storage.disputes import Statement, list_statements
from jury.storage.transaction import transaction
from tests.web.people import look_again, shows
from tests.world import move_clock

# What people typed goes into rows, whatever signs it holds.

TYPED = {
    "stance:point:1": "no",
    "text:point:1": "It was never opened.",
    "stance:point:2": "yes",
    "text:point:2": "He asked on the third.",
    "text:case": "A long story that took an hour.",
    "text:answer": "What I say to that.",
}
WORDS = [text for name, text in TYPED.items() if name.startswith("text:")]


def press(client: FlaskClient, dispute: str, save: str, **typed: str) -> TestResponse:
    fields = {**TYPED, **typed, "save": save}
    return client.post(f"/disputes/{dispute}/statements", data=fields)


def kept(dispute: str) -> list[Statement]:
    look_again()
    return [row for row in list_statements(dispute) if row.side == Side.SELLER.value]


@pytest.mark.parametrize(
    ("save", "kinds"),
    [
        ("points", {"point:1", "point:2"}),
        ("case", {"case"}),
        ("answer", {"answer"}),
    ],
)
def test_saving_one_part_keeps_the_others_typed(
    seller: FlaskClient, dispute: str, save: str, kinds: set[str]
) -> None:
    page = press(seller, dispute, save)
    assert page.status_code == 200
    assert {row.kind for row in kept(dispute)} == kinds
    for words in WORDS:
        assert words in page.text
    assert shows(page, "Saved.", "Not sent yet, and still standing below:")
    assert page.text.count("data-unsent") == {"points": 2, "case": 7, "answer": 7}[save]


def test_all_answers_are_saved_at_once_and_only_what_changed(
    seller: FlaskClient, dispute: str
) -> None:
    points = {"text:case": "", "text:answer": ""}
    assert press(seller, dispute, "points", **points).status_code == 303
    press(seller, dispute, "points", **points, **{"text:point:2": "On the fourth."})
    assert {(row.kind, row.version) for row in kept(dispute)} == {
        ("point:1", 1),
        ("point:2", 2),
    }


def test_what_was_saved_is_not_saved_again_when_the_page_is_loaded_again(
    seller: FlaskClient, dispute: str
) -> None:
    for _ in range(3):
        press(seller, dispute, "case")
    assert [row.version for row in kept(dispute)] == [1]


def test_one_wrong_answer_keeps_all_others_unsaved_and_typed(
    seller: FlaskClient, dispute: str
) -> None:
    page = press(seller, dispute, "points", **{"text:point:2": "x" * 301})
    assert page.status_code == 422
    assert shows(page, "Your answer to 2: This text is too long.")
    assert "It was never opened." in page.text
    assert "A long story" in page.text
    assert 'href="#point-text-2"' in page.text
    assert kept(dispute) == []


def test_too_many_corrections_lose_nothing(seller: FlaskClient, dispute: str) -> None:
    for number in range(30):
        writing = Writing(kind="case", text=f"version {number}", language="en")
        with transaction(lock=dispute) as now:
            write_statement(dispute, Side.SELLER, writing, now=now)
    page = press(seller, dispute, "case")
    assert page.status_code == 429
    assert shows(page, "This was corrected too often.")
    for words in WORDS:
        assert words in page.text


@pytest.mark.parametrize("is_late", [False, True])
def test_what_comes_too_late_can_still_be_copied(
    seller: FlaskClient, dispute: str, *, is_late: bool
) -> None:
    if is_late:
        move_clock(sweep=lambda: None, hours=60)
    else:
        seller.post(f"/disputes/{dispute}/done", data={"sure": "1"})
    page = press(seller, dispute, "case")
    assert page.status_code == 409
    assert shows(page, "What you typed", "copy it if you need it")
    for words in WORDS:
        assert words in page.text
    assert "<form" not in page.text.split("<main")[1]
