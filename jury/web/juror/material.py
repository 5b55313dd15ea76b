"""The parts of a file's page that every juror of a panel reads alike, rendered once.

From the hearing on a file does not change (a change voids the draw; what is covered
late counts its version), so what differs between two jurors is only whose words come
first, what they have opened, and the time.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import get_template_attribute
from flask_babel import to_user_timezone
from markupsafe import Markup

from jury.services.reading.case_views import CaseFile
from jury.web.case_parts import chat, grade, timeline
from jury.web.frame import reader_locale
from jury.web.juror import shown
from jury.web.juror.own import OwnCall
from jury.web.sum_words import between

MOST_KEPT = 500
_KEPT: dict[tuple[object, ...], "Material"] = {}
# Stands for the reader's own call in kept addresses; nobody can write it into a text.
_OWN = secrets.token_hex(16)


@dataclass(frozen=True)
class Tile:
    """One exhibit, as it looks before and after it was opened."""

    exhibit_id: str
    unopened: Markup
    opened: Markup


@dataclass(frozen=True)
class Material:
    """The file of one panel in one language and one order of sides, as markup."""

    title: str
    asked: Markup
    question: Markup
    said: Markup
    answers: Markup
    withheld: Markup
    rule: Markup
    tiles: tuple[Tile, ...]

    def tiles_for(self, sid: str, opened: Collection[str]) -> list[Markup]:
        """The exhibits with the addresses and marks of one juror."""
        return [
            (one.opened if one.exhibit_id in opened else one.unopened).replace(
                _OWN, sid
            )
            for one in self.tiles
        ]


def material_of(call: OwnCall, case: CaseFile, *, now: datetime) -> Material:
    """The shared parts of a juror's page; days are named as they are called today."""
    today = to_user_timezone(now).date()
    key = (*call.file_key, reader_locale(), case.first_side)
    found = _KEPT.get((*key, today))
    if found is None:
        found = _render(call, case, now=now)
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[(*key, today)] = found
    return found


def _render(call: OwnCall, case: CaseFile, *, now: datetime) -> Material:
    headline = shown.headline(call, case)
    return Material(
        title=case.question,
        asked=_part("parts", "asked", headline, case),
        question=_part(
            "material",
            "question",
            case,
            grade(case.condition_grade),
            kind=headline["kind"],
            price=between(case.price_band) if case.price_band else "",
        ),
        said=_part(
            "material",
            "said",
            case,
            statements=shown.statements(case),
            **shown.points(case),
            timeline=timeline(case),
            chat=chat(case),
            now=now,
        ),
        answers=_part("material", "answers", case.asked) if case.asked else Markup(),
        withheld=_part("material", "withheld", case.withheld_count)
        if case.withheld_count
        else Markup(),
        rule=_part("material", "rule", case),
        tiles=_tiles(case, now=now),
    )


def _tiles(case: CaseFile, *, now: datetime) -> tuple[Tile, ...]:
    fresh = shown.exhibits(case, _OWN, opened=())
    return tuple(
        Tile(
            one["id"],
            unopened=_part("material", "tile", one, now),
            opened=_part("material", "tile", {**one, "opened": True}, now),
        )
        for one in fresh
    )


def _part(file: str, macro: str, *given: object, **named: object) -> Markup:
    render = get_template_attribute(f"juror/{file}.html", macro)
    return cast(Markup, render(*given, **named))
