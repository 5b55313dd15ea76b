"""A day's list of payments as finance departments export it: CSV, or an object a line.

It becomes the same request as the JSON one; what is wrong is named by the line of the
file on which it stands.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Annotated

from flask import request
from flask_babel import gettext
from pydantic import Field

from jury.api.fields import Strict
from jury.api.requests import NotJson, read_body, read_content
from jury.domain.errors import N_, Invalid
from jury.domain.money.payments import ACCOUNTS
from jury.services.money.reconciliation_lines import PaymentLine

CSV, NDJSON = "text/csv", "application/x-ndjson"
MOST_LINES = 20_000
Day = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2199, 12, 31))]
NOT_TEXT = N_("This is not text in UTF-8.")
NOT_CSV = N_("This is no line of a CSV file.")
PLACE = re.compile(r"^/lines/(\d+)")

Numbered = tuple[int, object]


class DayList(Strict):
    """Everything that was paid, or should have been, on one day."""

    day: Day
    lines: Annotated[tuple[PaymentLine, ...], Field(max_length=MOST_LINES)]


def read_day_list() -> DayList:
    """The list of the running request; raises Invalid with every bad line."""
    if request.mimetype not in {CSV, NDJSON}:
        return read_body(DayList)
    try:
        text = request.get_data().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid({"/line": gettext(NOT_TEXT)}) from error
    rows = list(_rows(text) if request.mimetype == CSV else _objects(text))
    asked: dict[str, object] = {"lines": [row for _number, row in rows]}
    if "day" in request.args:
        asked["day"] = request.args["day"]
    try:
        return read_content(DayList, json.dumps(asked).encode())
    except Invalid as refusal:
        numbers = [number for number, _row in rows]
        wrong = {_in_file(name, numbers): why for name, why in refusal.fields.items()}
        raise Invalid(wrong) from refusal


def _rows(text: str) -> Iterator[Numbered]:
    """The lines of a CSV file with a header; an empty cell is as good as none."""
    reader = csv.DictReader(StringIO(text, newline=""), restkey="more")
    for row in reader:
        yield (
            reader.line_num,
            {name: _cell(name, row[name]) for name in row if row[name]},
        )


def _cell(name: str, text: object) -> object:
    """Sums are whole numbers of minor units; everything else is text."""
    if name not in ACCOUNTS or not isinstance(text, str):
        return text
    return int(text) if re.fullmatch(r"\s*-?[0-9]{1,15}\s*", text) else text


def _objects(text: str) -> Iterator[Numbered]:
    """The lines of a file with one JSON object each; all that are none are named."""
    wrong = {}
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            if line.strip():
                yield number, json.loads(line)
        except ValueError:
            wrong[f"/line/{number}"] = gettext(NotJson.sentence)
    if wrong:
        raise Invalid(wrong)


def _in_file(name: str, numbers: list[int]) -> str:
    found = PLACE.match(name)
    if found is None:
        return name
    return f"/line/{numbers[int(found[1])]}{name[found.end() :]}"
