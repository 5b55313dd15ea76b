"""What a juror reads before anything else, and how each refusal leads on."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lives.part_states import SummonsState
from jury.services.admission.intake import OrderLine
from jury.services.roster.joining import opt_out
from jury.storage.base import current_session
from jury.storage.draws import Draw, get_summons
from jury.storage.transaction import transaction
from tests.web import juror_acts as acts
from tests.web import juror_world as world
from tests.web.juror_acts import SignIn, call_of, seat_of, shows
from tests.web.juror_world import Called, Hearing

DRAFT = {"choice": "2", "reasons": ["2:claim_shown"], "sentence": "One half is fair."}
TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    return acts.make_sign_in(app)


@pytest.fixture
def hearing(session: Session) -> Hearing:
    return world.make_hearing()


def heading(page: str) -> str:
    """The one heading of the page, as it is read."""
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return TAG.sub("", found).strip()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "二手手机 128G: Does the item have a fault or an earlier repair? "),
        (
            "zh-Hans",
            "二手手机 128G：商品有故障，或者曾经维修、更换过零件吗？买家要求退",
        ),
    ],
)
def test_the_header_is_the_question_with_the_item_and_the_sum(
    hearing: Hearing, sign_in: SignIn, lang: str, said: str
) -> None:
    juror = world.seat_juror(hearing, "amy")
    client = sign_in(juror)
    exhibit = f"/exhibits/{hearing.exhibits[0]}"
    for page in ("", "/ballot", exhibit):
        read = heading(client.get(f"{seat_of(juror, page)}?lang={lang}").text)
        assert read.startswith(said)
        assert "1,299.00" in read


def test_what_is_personal_in_the_title_of_an_item_is_covered_in_the_header(
    session: Session, sign_in: SignIn
) -> None:
    line = OrderLine(title="手机，找 13800138000", quantity=1, price_minor=129900)
    hearing = world.make_hearing(world.make_intake(lines=(line,)))
    juror = world.seat_juror(hearing, "amy")
    page = sign_in(juror).get(seat_of(juror))
    assert heading(page.text).startswith("手机，找 Phone 1: ")
    assert not shows(page, "13800138000", "⟨")


def test_each_side_has_one_statement_and_the_claim_stands_with_the_question(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    text = sign_in(juror).get(seat_of(juror)).text
    question, statements = text.index('id="question"'), text.index('id="statements"')
    points = text.index('id="points"')
    assert (
        question
        < text.index("屏幕换过，卖家没有说")
        < text.index("</section>", question)
    )
    assert "屏幕换过，卖家没有说" not in text[statements:points]
    assert text[statements:points].count('class="fold-text"') == 2


def test_the_strip_leads_to_every_part_of_the_file(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    text = sign_in(juror).get(seat_of(juror)).text
    strip = text[text.index("data-strip") :].partition("</nav>")[0]
    parts = re.findall(r'href="#(\w+)"', strip)
    assert parts == [
        *("question", "statements", "points", "time", "chat", "exhibits", "rule")
    ]
    assert all(f'id="{part}"' in text for part in parts)


def test_the_bar_at_the_thumb_says_how_long_the_seat_is_kept(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    text = sign_in(juror).get(seat_of(juror)).text
    bar = text[text.index('class="bottom-bar"') :]
    assert "59 minutes left" in TAG.sub("", bar)


def main_act(page: str) -> str:
    """The one act that stands out on the page."""
    (found,) = re.findall(r'class="button" href="[^"]*">([^<]*)', page)
    return str(found)


def test_after_the_last_exhibit_the_main_act_changes(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    client = sign_in(juror)
    client.get(seat_of(juror))
    first, last = (seat_of(juror, f"/exhibits/{one}") for one in hearing.exhibits)
    assert main_act(client.get(first).text) == "Next exhibit"
    client.get(f"{first}/image")
    assert main_act(client.get(last).text) == "Back to the file"
    acts.finish_reading(hearing, juror)
    assert main_act(client.get(last).text) == "Vote"


def test_each_exhibit_that_is_still_unread_is_a_link_of_its_own(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    page = sign_in(juror).get(f"{seat_of(juror, '/ballot')}?lang=zh-Hans")
    for number in (1, 2):
        assert f">证据\N{NO-BREAK SPACE}{number}</a>" in page.text


def test_what_was_filled_in_is_given_back_when_the_seat_is_lost(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    client = sign_in(juror)
    client.post(seat_of(juror, "/draft"), data=DRAFT)
    acts.give_seat_away(juror)
    page = client.get(call_of(juror))
    assert shows(page, "Half of the price back", "One half is fair.", "not counted")


def test_earlier_calls_are_not_called_judgements(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    acts.give_seat_away(juror)
    home = sign_in(juror).get("/jury")
    assert shows(home, "Calls you had", "Nothing to do now")
    assert not shows(home, "What you can do now")


def test_somebody_on_the_list_is_not_asked_to_join_it(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.call_juror(hearing, "amy")
    page = sign_in(juror).get("/jury/volunteer")
    assert shows(page, "You are on the list already.", 'href="/jury"')
    assert not shows(page, "Put me on the list")
    stranger = sign_in(world.make_user("zoe")).get("/jury/volunteer")
    assert shows(stranger, "Put me on the list")


@pytest.fixture
def called(hearing: Hearing) -> Called:
    """Somebody the marketplace knows, who has been called and has not answered."""
    return world.call_juror(hearing, "amy")


def test_without_a_free_seat_the_call_stays_open_and_says_so(
    hearing: Hearing, called: Called, sign_in: SignIn
) -> None:
    for name in ("bob", "cat", "dan", "eve", "fay"):
        world.seat_juror(hearing, name)
    answer = sign_in(called).post(call_of(called, "/accept"))
    assert answer.status_code == 409
    assert shows(answer, "Your call stays open", call_of(called, "/accept"))


def leave_no_time(hearing: Hearing) -> None:
    with transaction() as now:
        current_session().get_one(Draw, hearing.draw_id).window_ends_at = now


def take_a_break(_hearing: Hearing) -> None:
    with transaction() as now:
        opt_out("juror-amy", now=now)


@pytest.mark.parametrize(
    ("meanwhile", "says"),
    [
        (leave_no_time, "Too little time is left to read the file with care."),
        (take_a_break, "It turned out that you cannot judge this dispute."),
    ],
)
def test_a_call_that_cannot_be_accepted_says_why_and_asks_nothing_more(
    hearing: Hearing, called: Called, sign_in: SignIn, meanwhile: object, says: str
) -> None:
    assert callable(meanwhile)
    meanwhile(hearing)
    answer = sign_in(called).post(call_of(called, "/accept"))
    assert answer.status_code == 409
    assert shows(answer, says, "You need do nothing more.", "To your jury service")
    assert f'action="{call_of(called, "/accept")}"' not in answer.text
    current_session().rollback()
    assert get_summons(called.sid).state == SummonsState.SENT


@pytest.mark.parametrize("page", ["file", "exhibit"])
def test_a_file_that_can_no_longer_be_opened_leads_home(
    hearing: Hearing, sign_in: SignIn, page: str
) -> None:
    juror = world.seat_juror(hearing, "amy")
    acts.end_window(hearing)
    path = {"file": "", "exhibit": f"/exhibits/{hearing.exhibits[0]}"}[page]
    answer = sign_in(juror).get(seat_of(juror, path), follow_redirects=True)
    assert answer.request.path == "/jury"
    assert shows(answer, "The vote has closed. Nothing was counted.")


def test_an_exhibit_of_a_lost_seat_leads_to_what_became_of_it(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    acts.give_seat_away(juror)
    path = seat_of(juror, f"/exhibits/{hearing.exhibits[0]}")
    answer = sign_in(juror).get(path, follow_redirects=True)
    assert answer.request.path == call_of(juror)
    assert sign_in(juror).get(f"{path}/image").status_code == 404
