"""A side at its pages: what it writes, files, checks and reads; without script."""

import html
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jury.domain.lifecycle import Side
from jury.services.screening.covering import refuse_cover
from jury.services.screening.disclose import withhold_exhibit
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import list_statements
from jury.storage.exhibits import list_exhibits
from jury.storage.transaction import transaction
from tests.web.people import as_party, look_again, shows
from tests.world import World, make_picture


def at(dispute: str, more: str = "") -> str:
    return f"/disputes/{dispute}{more}"


def upload(client: FlaskClient, dispute: str, **changed: object) -> TestResponse:
    fields: dict[str, object] = {
        "file": (io.BytesIO(make_picture()), "IMG_2231.jpg"),
        "caption": "The crack, on the day it came",
        "point_no": "1",
    }
    return client.post(at(dispute, "/exhibits"), data=fields | changed)


def saying(kind: str, text: str, **typed: str) -> dict[str, str]:
    """The form of the page when the button beside one text is pressed."""
    return {f"text:{kind}": text, **typed, "save": kind}


def test_the_list_says_whose_turn_it_is(buyer: FlaskClient, dispute: str) -> None:
    page = buyer.get("/disputes")
    assert shows(page, "One dispute waits for you", "your turn")
    assert at(dispute) in page.text


def test_the_page_begins_with_what_to_do_and_what_silence_means(
    seller: FlaskClient, dispute: str
) -> None:
    page = seller.get(at(dispute))
    assert shows(page, "Put your case", "Answer the points 0 of", "Tell what happened")
    assert shows(page, "If you do nothing: the jury decides on what is there.")
    assert shows(page, "Decided at the latest")


def test_every_outcome_is_shown_with_what_it_pays_both_sides(
    buyer: FlaskClient, dispute: str
) -> None:
    page = buyer.get(at(dispute))
    assert shows(page, "What each outcome would pay", "CN¥180.00", "CN¥12.00")


def test_a_point_is_answered_and_the_next_open_one_comes(
    seller: FlaskClient, dispute: str
) -> None:
    answer = {"stance:point:1": "no", "text:point:1": "It was never opened."}
    done = seller.post(at(dispute, "/statements"), data=answer)
    assert (done.status_code, done.location) == (303, at(dispute) + "#point-2")
    page = seller.get(at(dispute))
    assert shows(page, "says no", "It was never opened.")


def test_a_correction_is_a_new_version(seller: FlaskClient, dispute: str) -> None:
    for text in ("First words.", "Better words."):
        seller.post(at(dispute, "/statements"), data=saying("case", text))
    page = seller.get(at(dispute))
    assert shows(page, "Better words.", "version 2")
    look_again()
    row = next(one for one in list_statements(dispute) if one.kind == "case")
    assert (row.version, row.language) == (2, "en")


def test_the_other_side_reads_it_covered(
    buyer: FlaskClient, seller: FlaskClient, dispute: str
) -> None:
    said = saying("case", "请打我电话 13900139000 联系")
    seller.post(at(dispute, "/statements"), data=said)
    page = buyer.get(at(dispute))
    assert shows(page, "请打我电话")
    assert "13900139000" not in page.text


def test_evidence_is_filed_without_script(buyer: FlaskClient, dispute: str) -> None:
    assert shows(buyer.get(at(dispute, "/exhibits")), "What does it show?")
    done = upload(buyer, dispute)
    assert done.status_code == 303
    page = buyer.get(at(dispute))
    assert shows(page, "The crack, on the day it came", "It waits to be looked through")


PDF = (b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF", "a.pdf")
FILM = (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "a.mp4")


@pytest.mark.parametrize(
    ("file", "sees", "told"),
    [
        (PDF, True, "Every page is looked through"),
        (FILM, True, "pictures of its key moments"),
        (PDF, False, "Pictures of its pages can be shown"),
        (FILM, False, "Pictures of the moments that matter"),
    ],
)
def test_what_jurors_see_of_a_document_or_a_film_is_said_in_plain_words(
    buyer: FlaskClient,
    dispute: str,
    monkeypatch: pytest.MonkeyPatch,
    file: tuple[bytes, str],
    *,
    sees: bool,
    told: str,
) -> None:
    monkeypatch.setattr("jury.web.party.looking.has_detectors", lambda: sees)
    content, name = file
    done = upload(buyer, dispute, file=(io.BytesIO(content), name))
    assert shows(buyer.get(done.location), told)


def test_a_corrected_exhibit_keeps_its_number(
    buyer: FlaskClient, dispute: str, world: World
) -> None:
    first = world.file_picture(dispute)
    upload(buyer, dispute, replaces=first, caption="Sharper")
    look_again()
    (only,) = list_exhibits(dispute)
    assert (only.exhibit_no, only.version, only.caption) == (1, 2, "Sharper")


def test_saying_done_is_asked_about_once_more(buyer: FlaskClient, dispute: str) -> None:
    assert buyer.post(at(dispute, "/done")).location == at(dispute, "/done")
    assert shows(buyer.get(at(dispute, "/done")), "Are you done?", "Still open")
    buyer.post(at(dispute, "/done"), data={"sure": "1"})
    assert shows(buyer.get(at(dispute)), "You have put your case")


def test_more_cover_is_asked_and_waits_at_the_desk(
    buyer: FlaskClient, dispute: str
) -> None:
    page = buyer.get(at(dispute, "/cover?target=claim"))
    assert shows(page, "Which words? Copy them from above.")
    wish = {"target": "claim", "passage": "主板"}
    assert buyer.post(at(dispute, "/cover"), data=wish).status_code == 303
    look_again()
    (task,) = list_open_tasks_of(dispute)
    assert (task.kind, task.detail["passage"]) == ("cover", "主板")
    assert shows(buyer.get(at(dispute, "/preview")), "What you asked for")


def test_every_place_for_more_cover_leads_somewhere(
    buyer: FlaskClient, dispute: str, world: World
) -> None:
    world.file_picture(dispute)
    page = buyer.get(at(dispute, "/preview"))
    places = re.findall(r'href="(/disputes/[^"]+/cover\?target=[^"]+)"', page.text)
    assert len(places) >= 5
    for place in places:
        assert buyer.get(html.unescape(place)).status_code == 200, place
    chat = buyer.get(at(dispute, "/cover?target=chat"))
    assert shows(chat, "拆修过吗？")
    assert not shows(chat, "主板修过")


def test_the_preview_is_confirmed_as_it_was_shown(
    buyer: FlaskClient, dispute: str, world: World
) -> None:
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.release(dispute, exhibit)
    page = buyer.get(at(dispute, "/preview"))
    assert shows(page, "What you sent", "Confirm: jurors may see this")
    digest = page.text.split('name="digest" value="')[1].split('"')[0]
    done = buyer.post(at(dispute, "/preview"), data={"digest": digest})
    assert done.status_code == 303
    assert shows(buyer.get(at(dispute)), "You have confirmed what jurors will see")


def test_a_side_reads_what_became_of_its_wishes(
    buyer: FlaskClient, dispute: str, world: World
) -> None:
    for passage in ("主板", "修过"):
        wish = {"target": "claim", "passage": passage}
        buyer.post(at(dispute, "/cover"), data=wish)
    look_again()
    task = list_open_tasks_of(dispute)[0]
    with transaction(lock=dispute) as now:
        refuse_cover(
            task.id,
            code="not_personal",
            reason="For the record only.",
            staff_id=world.staff_id,
            now=now,
        )
    page = buyer.get(at(dispute, "/preview"))
    assert shows(page, "a moderator is looking at it")
    assert shows(page, "it stays, because it tells nothing personal")
    assert "For the record only." not in page.text


def test_confirming_while_a_moderator_still_covers_is_explained(
    buyer: FlaskClient, dispute: str, world: World
) -> None:
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    told = "you are asked to confirm once more"
    assert shows(buyer.get(at(dispute, "/preview")), told)
    world.release(dispute, exhibit)
    assert not shows(buyer.get(at(dispute, "/preview")), told)


def test_a_withheld_exhibit_says_why_and_what_can_be_done(
    buyer: FlaskClient, dispute: str, world: World
) -> None:
    exhibit = world.file_picture(dispute)
    with transaction(lock=dispute) as now:
        withhold_exhibit(
            dispute,
            exhibit,
            code="unreadable",
            reason="Dark.",
            staff_id=world.staff_id,
            now=now,
        )
    why = "Not shown to jurors: nothing can be made out on it."
    page = buyer.get(at(dispute, f"/exhibits/{exhibit}"))
    assert shows(page, why, "You can file a corrected version")
    world.finish_submissions(dispute)
    page = buyer.get(at(dispute, f"/exhibits/{exhibit}"))
    assert shows(page, why, "The time to file is over for you.")


def test_the_page_speaks_chinese(app: Flask, dispute: str) -> None:
    page = as_party(app, dispute, Side.BUYER, lang="zh-Hans").get(at(dispute))
    assert shows(page, "请说明您的情况", "双方陈述", "最晚出结果")
    assert not shows(page, "Put your case")
