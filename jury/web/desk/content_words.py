"""How content the sides are, in words: sums by year, and what some of them wrote."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _

from jury.redaction import segments
from jury.web.frame import reader_locale


def content_rows(figures: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """A line a year for those who got most of the money, and for those who did not."""
    for one in figures.get("content", {}).get("sums", []):
        got, missed = _("got more than half"), _("got half or less")
        yield {
            "year": str(one["year"]),
            "who": str(got if one["got_most"] else missed),
            "answers": format_decimal(one["answers"]),
            "mean": format_decimal(one["mean"], "0.0"),
            "content": format_percent(one["content"]),
        }


def content_sentences(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What sides wrote, covered, in no order that tells who wrote when."""
    return [
        {"parts": segments(template, reader_locale()), "language": language}
        for template, language in figures.get("content", {}).get("sentences", [])
    ]
