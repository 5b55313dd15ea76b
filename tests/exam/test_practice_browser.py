"""A closed dispute becomes one to practise on, with a real browser."""

from flask import Flask
from playwright.sync_api import Page, expect

from jury.domain.lifecycle import Side
from jury.services.exam import sitting
from jury.services.people.accounts import add_staff
from jury.storage.base import db
from jury.storage.jurors.closed_mocks import find_open_mock
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.exam import acts, practice
from tests.exam.test_exam_browser import come_in
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_everybody,
    assert_fit_for_thumbs,
    come_in_as,
    press,
    sign_in_as,
    visit,
)

PASSWORD = "a long password"
SIZES = [(360, "en"), (1280, "zh-Hans")]


def prepare() -> str:
    """A closed dispute, and two moderators."""
    _world, dispute = practice.closed_dispute(**practice.telling())
    with transaction() as now:
        for name in ("lin", "ma"):
            add_staff(name, PASSWORD, [Role.MODERATOR], is_demo=False, now=now)
    return dispute


def ask_sides(court: Court, open_context: Open, dispute: str) -> None:
    for (width, lang), side in zip(SIZES, Side, strict=True):
        page = open_context(width=width, locale=lang).new_page()
        come_in_as(page, court, dispute, side, lang=lang)
        assert_fit_for_thumbs(page)
        press(page, "#practice button[value='1']")
        expect(page.locator("#practice button[value='0']")).to_be_visible()
        assert_fit_for_thumbs(page)
        page.context.close()


def draft(page: Page, court: Court, dispute: str, lang: str) -> None:
    visit(page, f"{court.url}/desk/practice?lang={lang}")
    assert_fit_for_everybody(page)
    visit(page, f"{court.url}/desk/disputes/{dispute}/practice?lang={lang}")
    page.fill("[name=covered]", "青石巷\n老周")
    press(page, "button[name=look]")
    assert_fit_for_everybody(page)


def put(page: Page) -> None:
    """Fill the form in part, and then whole, and put it before a colleague."""
    page.fill("[name=item]", practice.DRAFT.item)
    press(page, "form.form .acts button")
    assert_fit_for_everybody(page)
    page.fill("[name=listing]", practice.DRAFT.listing)
    page.fill("[name=shows-1]", practice.DRAFT.shows[0])
    page.fill("[name=why]", practice.DRAFT.why)
    page.select_option("[name=answer]", "share_30")
    page.locator("label:has([name=defensible][value=share_50])").click()
    press(page, "form.form .acts button")
    assert_fit_for_everybody(page)


def agree(court: Court, open_context: Open, task: str) -> None:
    for width, lang in SIZES:
        page = open_context(width=width, locale=lang).new_page()
        sign_in_as(page, court, "ma", PASSWORD)
        visit(page, f"{court.url}/desk/tasks/{task}?lang={lang}")
        assert_fit_for_everybody(page)
        take = page.locator(f"form[action$='{task}/take'] button")
        if take.count():
            press(page, take)
            assert_fit_for_everybody(page)
        if width == SIZES[-1][0]:
            press(page, "form[action$=mock-approve] button")
            assert_fit_for_everybody(page)
            visit(page, f"{court.url}/desk/practice")
            assert_fit_for_everybody(page)
        page.context.close()


def read(court: Court, open_context: Open, mock: str) -> None:
    for width, lang in SIZES:
        ref = f"reader-{width}"
        page = open_context(width=width, locale=lang).new_page()
        come_in(page, court, ref, lang)
        practice.begin_with(acts.offer(ref), mock)
        for place in ("", "/exhibits/1", "/ballot"):
            visit(page, f"{court.url}/jury/exam/1{place}")
            assert_fit_for_thumbs(page)
        acts.read(acts.juror(ref).id, 1)
        with transaction() as now:
            sitting.answer_mock(acts.juror(ref).id, 1, "share_50", now=now)
        visit(page, f"{court.url}/jury/exam/1")
        assert_fit_for_thumbs(page)
        page.context.close()


def test_both_sides_two_moderators_and_a_reader(
    live_server: Court, beside: Flask, open_context: Open
) -> None:
    with beside.app_context():
        dispute = prepare()
        ask_sides(live_server, open_context, dispute)
        for width, lang in SIZES:
            page = open_context(width=width, locale=lang).new_page()
            sign_in_as(page, live_server, "lin", PASSWORD)
            draft(page, live_server, dispute, lang)
            if width == SIZES[-1][0]:
                put(page)
            page.context.close()
        db.session.rollback()
        mock = find_open_mock(dispute)
        assert mock is not None
        mock_id, task = mock.id, practice.review_of(dispute, mock.id).id
        db.session.rollback()
        agree(live_server, open_context, task)
        read(live_server, open_context, mock_id)
        db.session.remove()
