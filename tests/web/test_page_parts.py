"""What the parts of the pages say, in both languages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from babel.numbers import format_currency, list_currencies
from flask import Flask
from flask_babel import force_locale

from jury.domain.money.currencies import minor_digits

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
STEP = {"name": "The jury votes", "state": "now", "at": NOW + timedelta(hours=3)}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A part is written of what it is given: no database is asked."""
    return sqlite_url


def said(app: Flask, lang: str, file: str, call: str, **given: Any) -> str:
    """One part as it is written onto a page in this language."""
    name = call.partition("(")[0]
    source = f'{{% from "components/{file}.html" import {name} %}}{{{{ {call} }}}}'
    with app.test_request_context("/"), force_locale(lang.replace("-", "_")):
        return app.jinja_env.from_string(source).render(now=NOW, **given).strip()


@pytest.mark.parametrize(
    ("seconds", "english", "chinese"),
    [
        (5399, "89 minutes", "89 分钟"),
        (5400, "1 hour 30 minutes", "1 小时 30 分钟"),
        (5700, "1 hour 35 minutes", "1 小时 35 分钟"),
        (7199, "1 hour 59 minutes", "1 小时 59 分钟"),
        (7200, "2 hours", "2 小时"),
    ],
)
def test_an_hour_and_a_half_is_not_counted_in_minutes(
    app: Flask, seconds: int, english: str, chinese: str
) -> None:
    assert said(app, "en", "time", "span(seconds)", seconds=seconds) == english
    assert said(app, "zh-Hans", "time", "span(seconds)", seconds=seconds) == chinese


def test_chinese_says_the_word_before_the_time(app: Flask) -> None:
    at = NOW + timedelta(hours=3)
    assert "截止：<" in said(app, "zh-Hans", "time", "countdown(at, now)", at=at)
    passed = said(app, "zh-Hans", "time", "countdown(at, now)", at=NOW)
    assert "已截止：<" in passed


def test_the_latest_day_of_a_decision_stands_above_the_steps(app: Flask) -> None:
    text = said(
        app, "en", "tracker", "tracker([step], now, now)", step=STEP, latest=NOW
    )
    assert text.index("Decided at the latest") < text.index("The jury votes")


def test_a_sum_is_shown_as_a_typed_one_is_read(app: Flask) -> None:
    for currency in sorted(list_currencies()):
        shown = said(app, "en", "money", "money(1234567, currency)", currency=currency)
        whole = 1234567 / 10 ** minor_digits(currency)
        assert format_currency(whole, currency, locale="en") in shown, currency


@pytest.mark.parametrize(
    ("page", "written", "mark"),
    [
        ("zh-Hans", "en", "英文原文"),
        ("en", "zh-Hans", "written in Chinese"),
        ("en", "en", ""),
        ("zh-Hans", "zh-Hans", ""),
        ("en", "", ""),
    ],
)
def test_a_text_of_another_language_says_so(
    app: Flask, page: str, written: str, mark: str
) -> None:
    text = said(app, page, "words", "text('hello', written)", written=written)
    assert ('class="written"' in text) == bool(mark)
    assert mark in text


def test_an_exhibit_and_its_number_stay_on_one_line_in_chinese(app: Flask) -> None:
    e = {"no": 3, "href": "#", "kind": "picture", "side": "buyer", "at": NOW}
    assert "证据\N{NO-BREAK SPACE}3" in said(
        app, "zh-Hans", "exhibit", "exhibit(e, now)", e={**e, "caption": "屏幕"}
    )


def test_where_nothing_is_to_be_done_no_line_says_what_can_be(app: Flask) -> None:
    card = said(app, "en", "now_card", "now_card('Nothing to do now', idle=True)")
    assert "What you can do now" not in card
    assert "What you can do now" in said(app, "en", "now_card", "now_card('Read')")
