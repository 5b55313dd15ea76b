"""A case file as the parts of the pages take it; see docs/pages.md."""

from collections.abc import Collection, Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from jury.domain.ballots import CannotDecide, chips_for
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import ExhibitState
from jury.services.law.lawbook import lawbook
from jury.services.reading.case_views import CaseFile, ExhibitView, PointView
from jury.web import part_words
from jury.web.case_parts import exhibit, kind_of, words
from jury.web.forms_juror import UNDECIDED, ticks
from jury.web.frame import reader_locale
from jury.web.juror.own import OwnCall

Part = dict[str, Any]

_STANCES = {True: "agreed", False: "denied", None: "none"}


def side_order(first_side: str) -> tuple[str, str]:
    """Both sides, the one this juror reads first in front."""
    first = Side(first_side)
    return first.value, first.other.value


def headline(call: OwnCall, case: CaseFile) -> Part:
    """The question of the dispute, and the first item that was sold, as covered."""
    asked = call.rules.reason.questions[0].text.for_locale(reader_locale())
    return {
        "question": asked,
        "item": case.lines[0] if case.lines else None,
        "kind": kind_of(case),
    }


def statements(case: CaseFile) -> list[Part]:
    """Both sides' own words; a silent side has its place too."""
    return [
        {
            "side": side,
            "case": case.statements.get(side, {}).get("case"),
            "answer": case.statements.get(side, {}).get("answer"),
            "addition": case.statements.get(side, {}).get("addition"),
        }
        for side in side_order(case.first_side)
    ]


def points(case: CaseFile) -> dict[str, list[Part]]:
    """All points by standing, each with both answers and what bears on it."""
    found: dict[str, list[Part]] = {"contested": [], "unanswered": [], "agreed": []}
    for point in case.points:
        found[_standing(point)].append(_point(case, point))
    return found


def _standing(point: PointView) -> str:
    """Where both sides are; what neither answered is told apart, being so short."""
    if point.filer_stance is None and point.other_stance is None:
        return "unanswered"
    return "agreed" if point.is_agreed else "contested"


def _point(case: CaseFile, point: PointView) -> Part:
    numbers = {one.id: one.number for one in case.exhibits if _is_shown(one)}
    bears = [numbers[one] for one in point.exhibit_ids if one in numbers]
    return {
        "no": point.number,
        "question": point.question,
        "answers": _answers(case, point),
        "bears": [
            {"label": _("Exhibit %(no)s", no=number), "href": f"#exhibit-{number}"}
            for number in bears
        ],
    }


def _answers(case: CaseFile, point: PointView) -> list[Part]:
    said = {
        Side(case.filed_by).value: (point.filer_stance, point.filer_words),
        Side(case.filed_by).other.value: (point.other_stance, point.other_words),
    }
    return [
        {"side": side, "answer": _STANCES[said[side][0]], **words(said[side][1])}
        for side in side_order(case.first_side)
    ]


def exhibits(case: CaseFile, sid: str, opened: Collection[str]) -> list[Part]:
    """The released exhibits, with their pages and pictures."""
    return [
        {
            **exhibit(one, lambda view: _addresses(sid, view)),
            "id": one.id,
            "opened": one.id in opened,
            "opened_url": url_for("juror.exhibits.open_one", sid=sid, eid=one.id),
        }
        for one in case.exhibits
        if _is_shown(one)
    ]


def _addresses(sid: str, view: ExhibitView) -> Part:
    own: Part = {"sid": sid, "eid": view.id}
    found: Part = {
        "href": url_for("juror.exhibits.show", **own),
        "thumb": url_for("juror.exhibits.send_thumb", **own),
    }
    if not view.parts:
        return {**found, "picture": url_for("juror.exhibits.send_image", **own)}

    def address(part_no: int) -> dict[str, str]:
        place = url_for("juror.exhibits.send_page", part_no=part_no, **own)
        return {"picture": place, "original": ""}

    return {
        **found,
        "parts": part_words.parts(view, address),
        "film": part_words.film(view, address),
    }


def _is_shown(view: ExhibitView) -> bool:
    return view.state == ExhibitState.RELEASED


def rungs(call: OwnCall, case: CaseFile) -> list[Part]:
    """The ladder as radio cards, each with the reasons that go with it."""
    return [
        {
            "value": one.index,
            "title": one.title,
            "note": one.explanation,
            "buyer_minor": one.buyer_minor,
            "seller_minor": one.seller_minor,
            "deposit_minor": one.deposit_minor,
            "reasons": _chips(call, one.index),
        }
        for one in case.ladder
    ]


def _chips(call: OwnCall, rung: int) -> list[tuple[str, str]]:
    language = reader_locale()
    found = chips_for(call.rules.chips, call.rules.reason, rung=rung)
    values = ticks(rung, [chip.code for chip in found])
    labels = [chip.text.for_locale(language) for chip in found]
    return list(zip(values, labels, strict=True))


def undecided() -> Part:
    """ "I cannot decide", and what may stand in the way."""
    codes = [code.value for code in CannotDecide]
    labels = reason_words(codes)
    return {
        "value": UNDECIDED,
        "title": "",
        "note": _("As good an answer as the others, and it counts towards the jury."),
        "kind": "radio",
        "reasons": list(zip(ticks(UNDECIDED, codes), labels, strict=True)),
    }


def reason_words(codes: Iterable[str]) -> list[str]:
    """Why a juror cannot decide, in words."""
    language = reader_locale()
    return [lawbook().word("cannot_decide", one).for_locale(language) for one in codes]
