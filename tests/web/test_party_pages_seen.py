"""Who sees what: originals, covered pictures, and the verdict letter."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.admission import intake
from jury.services.keeping import vault
from jury.services.money.remedy import Answer, receive_answer
from jury.services.reading.case_views import CaseFile, TextView, with_texts
from jury.services.reading.casefile import for_juror
from jury.services.screening.disclose import release_exhibit
from jury.services.submissions.prepare import cover_picture
from jury.storage.exhibits import get_exhibit
from jury.storage.transaction import transaction
from tests.courts import begin_decided_by, begin_hearing
from tests.services.asking_acts import answer, waiting
from tests.web.people import as_party, shows
from tests.world import BUYER_PHONE, SELLER_NAME, World, move_clock

pytestmark = pytest.mark.both


def place(dispute: str, exhibit: str, end: str) -> str:
    return f"/disputes/{dispute}/exhibits/{exhibit}{end}"


def both(app: Flask, dispute: str) -> tuple[FlaskClient, FlaskClient]:
    buyer, seller = (as_party(app, dispute, side) for side in Side)
    return buyer, seller


def test_only_the_uploader_gets_the_original(
    app: Flask, world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute, Side.BUYER)
    buyer, seller = both(app, dispute)
    for end in ("/original", "/thumb", ""):
        assert buyer.get(place(dispute, exhibit, end)).status_code == 200
        assert seller.get(place(dispute, exhibit, end)).status_code == 404
    for client in (buyer, seller):
        assert client.get(place(dispute, exhibit, "/shown")).status_code == 404


def test_once_released_the_other_side_gets_what_jurors_see(
    app: Flask, world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute, Side.BUYER)
    covered = cover_picture(dispute, exhibit, [Box(0, 0, 100, 100)])
    with transaction(lock=dispute) as now:
        staff_id = world.staff_id
        release_exhibit(dispute, exhibit, covered=covered, staff_id=staff_id, now=now)
    row = get_exhibit(dispute, exhibit)
    shown, original = (
        vault.read(dispute, one or "") for one in (row.shown_blob, row.prepared_blob)
    )
    buyer, seller = both(app, dispute)
    assert seller.get(place(dispute, exhibit, "/shown")).data == shown != original
    assert seller.get(place(dispute, exhibit, "/original")).status_code == 404
    assert buyer.get(place(dispute, exhibit, "/original")).data == original
    assert seller.get(place(dispute, exhibit, "/thumb")).mimetype == "image/jpeg"


def test_pictures_are_neither_cached_nor_sniffed_nor_named(
    app: Flask, world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    page = as_party(app, dispute, Side.BUYER).get(place(dispute, exhibit, "/original"))
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Content-Disposition"] == 'inline; filename="exhibit-1.jpg"'


def test_all_that_jurors_read_stands_on_the_page_that_is_confirmed(
    app: Flask, session: Session
) -> None:
    world, at = World.begin(), clock.now()
    dispute, jurors = waiting(
        world,
        listing_text="",
        lines=(intake.OrderLine(title="二手耳机", quantity=1, price_minor=18000),),
        courier_events=(intake.CourierEvent(at=at, text="已到转运站"),),
    )
    answer(dispute, text="检测报告如下")
    move_clock(minutes=16)
    buyer = as_party(app, dispute, Side.BUYER, lang="en")
    page = buyer.get(f"/disputes/{dispute}/preview")
    seen = words_of(for_juror(*jurors[3], "en"))
    assert {"二手耳机", "已到转运站", "检测报告如下"} <= set(seen)
    assert [one for one in seen if not shows(page, one)] == []
    for target in ("lines", "courier", "chat", "points"):
        chosen = buyer.get(f"/disputes/{dispute}/cover?target={target}")
        assert shows(chosen, "Cover something here")


def words_of(file: CaseFile) -> list[str]:
    """All that can be read in a file, without its labels."""
    found: list[str] = []

    def note(view: TextView) -> TextView:
        found.extend(text for is_label, text in view.parts if not is_label)
        return view

    with_texts(file, note)
    return [one.strip() for one in found if one.strip()]


def test_the_preview_shows_nothing_that_jurors_may_not_see(
    app: Flask, world: World, dispute: str
) -> None:
    world.file_picture(dispute, Side.SELLER)
    page = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/preview")
    assert BUYER_PHONE not in page.text
    assert SELLER_NAME not in page.text
    assert not shows(page, "Exhibit 1")


def test_during_the_hearing_no_page_shows_a_count(app: Flask, session: Session) -> None:
    world, dispute = begin_hearing()
    buyer, seller = both(app, dispute)
    before = [one.get(f"/disputes/{dispute}").text for one in (buyer, seller)]
    first, second, *_others = world.summonses(dispute)
    for summons, choice in ((first, 2), (second, 0)):
        juror = world.seat(dispute, summons)
        world.read(dispute, juror)
        world.vote(dispute, juror, choice)
    assert buyer.get(f"/disputes/{dispute}/verdict").status_code == 303
    after = [one.get(f"/disputes/{dispute}").text for one in (buyer, seller)]
    for page, then in zip(after, before, strict=True):
        assert page.count("<li") == then.count("<li")
        assert "ballot" not in page.lower()


def test_the_letter_answers_why_how_much_and_when(app: Flask, session: Session) -> None:
    _world, dispute = begin_decided_by((1, 1, 2, 1, 1))
    for client in both(app, dispute):
        page = client.get(f"/disputes/{dispute}/verdict")
        assert page.status_code == 200
        assert shows(page, "Buyer gets CN¥54.00", "Seller gets CN¥138.00")
        assert shows(page, "The money stays held until the verdict is final")
        assert shows(page, "How the jury voted", "The reasons jurors gave")
        assert shows(page, "What was contested", "Half of the jurors read the file")
        assert shows(page, "Who saw what of you", "were never shown to them")
        assert f"/draws/{dispute}/1" in page.text


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("executed", "The marketplace has paid both sides."),
        ("refused", "Decided, payment delayed"),
    ],
)
def test_the_letter_says_where_the_money_is(
    app: Flask, session: Session, answer: str, told: str
) -> None:
    _world, dispute = begin_decided_by((1, 1, 1, 1, 1))
    move_clock(hours=49)
    client = as_party(app, dispute, Side.BUYER)
    page = client.get(f"/disputes/{dispute}/verdict")
    assert shows(page, "The verdict is final.")
    with transaction(lock=dispute) as now:
        receive_answer("RF-1", Answer(result=answer, code="E1"), actor="key:1", now=now)
    assert shows(client.get(f"/disputes/{dispute}/verdict"), told)
