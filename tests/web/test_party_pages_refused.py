"""What a side is refused, in one clear sentence, with nothing lost or changed."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jury.domain.lifecycle import Side
from jury.services.screening.texts import LONGEST
from jury.storage.disputes import list_statements
from jury.storage.exhibits import list_exhibits
from jury.storage.people import Role
from tests.web.people import as_party, as_staff, as_user, look_again, shows
from tests.world import World, make_intake, make_picture, move_clock

PLACES = (
    "",
    "/done",
    "/exhibits",
    "/preview",
    "/cover",
    "/cover?target=claim",
    "/verdict",
    "/exhibits/{exhibit}",
    "/exhibits/{exhibit}/shown",
    "/exhibits/{exhibit}/original",
    "/exhibits/{exhibit}/thumb",
)
ACTS = ("/statements", "/done", "/exhibits", "/preview", "/cover")


def at(dispute: str, more: str = "") -> str:
    return f"/disputes/{dispute}{more}"


def test_an_upload_beyond_all_measure_is_refused_in_words(
    app: Flask, buyer: FlaskClient, dispute: str
) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    fields = {"file": (io.BytesIO(b"%PDF-" + b"0" * 2000), "x.pdf")}
    page = buyer.post(at(dispute, "/exhibits"), data=fields)
    assert page.status_code == 413
    assert shows(page, "The file is too large. At most 20 MB are possible.")


def test_a_stranger_finds_nothing(app: Flask, world: World, dispute: str) -> None:
    exhibit = world.file_picture(dispute)
    world.escalate(make_intake(number="2"))
    staff, _ = as_staff(app, "ann", Role.MODERATOR, Role.AUDITOR)
    for client in (as_user(app, "buyer-2"), staff):
        pages = [client.get(at(dispute, one.format(exhibit=exhibit))) for one in PLACES]
        assert [page.status_code for page in pages] == [404] * len(PLACES)


def test_a_stranger_changes_nothing(app: Flask, world: World, dispute: str) -> None:
    world.escalate(make_intake(number="2"))
    stranger = as_user(app, "buyer-2")
    given = {"save": "case", "text:case": "x", "sure": "1", "target": "claim"}
    answers = [stranger.post(at(dispute, act), data=given) for act in ACTS]
    assert [one.status_code for one in answers] == [404] * len(ACTS)


def test_another_disputes_exhibit_is_not_found_under_ones_own(
    app: Flask, world: World, dispute: str
) -> None:
    other = world.escalate(make_intake(number="2"))
    exhibit = world.file_picture(other)
    client = as_party(app, dispute, Side.BUYER)
    for end in ("", "/shown", "/original", "/thumb"):
        assert client.get(at(dispute, f"/exhibits/{exhibit}{end}")).status_code == 404


def test_whoever_is_not_signed_in_is_led_to_log_in(app: Flask, dispute: str) -> None:
    assert app.test_client().get(at(dispute)).status_code == 302


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"save": "case", "text:case": "  "}, "Please write something here."),
        ({"save": "case", "text:case": "a" * (LONGEST + 1)}, "This text is too long."),
        ({"text:point:1": "b" * 301, "stance:point:1": "no"}, "too long"),
        ({"text:point:1": "c"}, "Please answer yes or no."),
        ({"text:point:99": "d", "stance:point:99": "no"}, "no such question"),
        ({"save": "secret", "text:secret": "e"}, "no such question"),
    ],
)
def test_a_refused_text_comes_back_with_its_sentence(
    buyer: FlaskClient, dispute: str, form: dict[str, str], sentence: str
) -> None:
    before = len(list_statements(dispute))
    page = buyer.post(at(dispute, "/statements"), data=form)
    assert page.status_code == 422
    assert shows(page, sentence)
    if "no such" not in sentence:
        typed = next(text for name, text in form.items() if name.startswith("text:"))
        assert typed in page.text
    look_again()
    assert len(list_statements(dispute)) == before


UPLOADS = [
    (b"", "The file is empty."),
    (b"just words", "This kind of file cannot be used."),
    (b"GIF89a" + b"\0" * 60, "cannot be used"),
    (make_picture(size=(640, 480))[:1500], "The picture is incomplete."),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "This file is not what its name says."),
]


@pytest.mark.parametrize(
    ("content", "sentence"), UPLOADS, ids=[sentence for _, sentence in UPLOADS]
)
def test_a_refused_upload_says_why(
    buyer: FlaskClient, dispute: str, content: bytes, sentence: str
) -> None:
    fields = {"file": (io.BytesIO(content), "x.jpg"), "caption": "What it shows"}
    page = buyer.post(at(dispute, "/exhibits"), data=fields)
    assert page.status_code == 422
    assert shows(page, sentence)
    assert 'class="error"' in page.text
    assert "What it shows" in page.text
    look_again()
    assert list_exhibits(dispute) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"caption": ""}, "Please write something here."),
        ({"caption": "x" * 201}, "This text is too long."),
        ({"point_no": "9"}, "There is no such question."),
        ({"point_no": "²"}, "There is no such question."),
        ({"file": None}, "Please choose a picture or a file."),
    ],
)
def test_a_wrong_field_beside_an_upload_is_named(
    buyer: FlaskClient, dispute: str, changed: dict[str, object], sentence: str
) -> None:
    given = {"file": (io.BytesIO(make_picture()), "x.jpg"), "caption": "c"} | changed
    fields = {name: value for name, value in given.items() if value is not None}
    page = buyer.post(at(dispute, "/exhibits"), data=fields)
    assert page.status_code == 422
    assert shows(page, sentence)
    look_again()
    assert list_exhibits(dispute) == []


def test_the_other_sides_exhibit_cannot_be_replaced(
    app: Flask, world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute, Side.SELLER)
    buyer = as_party(app, dispute, Side.BUYER)
    fields = {
        "file": (io.BytesIO(make_picture()), "x.jpg"),
        "caption": "c",
        "replaces": exhibit,
    }
    assert buyer.post(at(dispute, "/exhibits"), data=fields).status_code == 404
    look_again()
    assert [one.id for one in list_exhibits(dispute)] == [exhibit]


def test_after_done_nothing_can_be_added(buyer: FlaskClient, dispute: str) -> None:
    buyer.post(at(dispute, "/done"), data={"sure": "1"})
    text = {"save": "case", "text:case": "late"}
    late = buyer.post(at(dispute, "/statements"), data=text)
    assert late.status_code == 409
    assert shows(late, "You said that you are done.")
    fields = {"file": (io.BytesIO(make_picture()), "x.jpg"), "caption": "c"}
    page = buyer.post(at(dispute, "/exhibits"), data=fields)
    assert page.status_code == 409
    assert shows(page, "Nothing was filed.")
    assert "<form" not in buyer.get(at(dispute)).text.split("<main")[1]


@pytest.mark.parametrize("is_screened", [False, True])
def test_after_the_window_the_pages_offer_nothing_even_before_the_sweep(
    buyer: FlaskClient, world: World, dispute: str, *, is_screened: bool
) -> None:
    if is_screened:
        world.finish_submissions(dispute)
    move_clock(sweep=lambda: None, hours=60)
    page = buyer.get(at(dispute))
    assert shows(page, "The time for this step has passed")
    assert "<form" not in page.text.split("<main")[1]
    assert "<form" not in buyer.get(at(dispute, "/preview")).text.split("<main")[1]
    late = buyer.post(
        at(dispute, "/statements"), data={"save": "case", "text:case": "x"}
    )
    assert late.status_code == 409
    fields = {"file": (io.BytesIO(make_picture()), "x.jpg"), "caption": "c"}
    assert buyer.post(at(dispute, "/exhibits"), data=fields).status_code == 409
    look_again()
    assert list_exhibits(dispute) == []


def test_a_preview_that_changed_meanwhile_is_not_confirmed(
    buyer: FlaskClient, world: World, dispute: str
) -> None:
    world.finish_submissions(dispute)
    page = buyer.post(at(dispute, "/preview"), data={"digest": "0" * 64})
    assert page.status_code == 409
    assert shows(page, "Something changed since you opened the page.")


@pytest.mark.parametrize("target", ["", "claim:2", "exh_none", "statement:seller:case"])
def test_cover_is_asked_only_for_what_is_there(
    buyer: FlaskClient, dispute: str, target: str
) -> None:
    wish = {"target": target, "passage": "x"}
    assert buyer.post(at(dispute, "/cover"), data=wish).status_code == 404


def test_a_wish_without_words_is_refused(buyer: FlaskClient, dispute: str) -> None:
    wish = {"target": "claim", "passage": " "}
    page = buyer.post(at(dispute, "/cover"), data=wish)
    assert page.status_code == 422
    assert shows(page, "Please write something here.")


def test_a_form_without_its_token_is_refused(
    app: Flask, buyer: FlaskClient, dispute: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answers = [buyer.post(at(dispute, act), data={"kind": "case"}) for act in ACTS]
    assert [one.status_code for one in answers] == [400] * len(ACTS)


def test_markup_stays_text(buyer: FlaskClient, dispute: str) -> None:
    said = {"save": "case", "text:case": "<script>alert(1)</script> & <b>bold</b>"}
    buyer.post(at(dispute, "/statements"), data=said)
    page = buyer.get(at(dispute))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
