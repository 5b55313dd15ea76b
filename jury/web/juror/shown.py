"""A case file as the parts of the pages take it; see docs/pages.md."""

from collections.abc import Collection, Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from jury.domain.ballots import CannotDecide, chips_for
from jury.domain.errors import N_
from jury.domain.lifecycle import ExhibitState, Side
from jury.services.casefile import (
    CaseFile,
    ExhibitView,
    PointView,
    TextView,
    TimelineEntry,
)
from jury.services.lawbook import lawbook
from jury.web.forms_juror import UNDECIDED, ticks
from jury.web.frame import reader_locale
from jury.web.juror.own import OwnCall

Part = dict[str, Any]

_ORDER = {
    "paid_at": N_("The buyer paid"),
    "shipped_at": N_("The seller sent it"),
    "received_at": N_("The buyer received it"),
    "admitted_at": N_("The dispute was opened"),
}
_STANCES = {True: "agreed", False: "denied", None: "none"}


def side_order(first_side: str) -> tuple[str, str]:
    """Both sides, the one this juror reads first in front."""
    first = Side(first_side)
    return first.value, first.other.value


def statements(case: CaseFile) -> list[Part]:
    """Both sides' own words; a silent side has its place too."""
    return [
        {
            "side": side,
            "claim": case.claim if side == Side(case.filed_by).value else None,
            "case": case.statements.get(side, {}).get("case"),
            "answer": case.statements.get(side, {}).get("answer"),
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
        {"side": side, "answer": _STANCES[said[side][0]], **_words(said[side][1])}
        for side in side_order(case.first_side)
    ]


def _words(words: TextView | None) -> Part:
    return {"text": words.parts, "lang": words.language} if words else {}


def exhibits(case: CaseFile, sid: str, opened: Collection[str]) -> list[Part]:
    """The released exhibits, with their pages and pictures."""
    return [exhibit(one, sid, opened) for one in case.exhibits if _is_shown(one)]


def exhibit(view: ExhibitView, sid: str, opened: Collection[str]) -> Part:
    """One released exhibit."""
    picture = url_for("juror.exhibits.send_image", sid=sid, eid=view.id)
    return {
        "id": view.id,
        "no": view.number,
        "kind": view.kind,
        "href": url_for("juror.exhibits.show", sid=sid, eid=view.id),
        "thumb": picture,
        "picture": picture,
        "opened_url": url_for("juror.exhibits.open_one", sid=sid, eid=view.id),
        "alt": view.caption.plain,
        "caption": view.caption.parts,
        "lang": view.caption.language,
        "side": view.side,
        "at": view.filed_at,
        "opened": view.id in opened,
    }


def _is_shown(view: ExhibitView) -> bool:
    return view.state == ExhibitState.RELEASED


def chat(case: CaseFile) -> list[Part]:
    """The chat log as bubbles; the marketplace stands in the middle."""
    sides = set(Side)
    return [
        {
            "id": one.seq,
            "side": one.sender if one.sender in sides else "marketplace",
            "at": one.sent_at,
            **_words(one.text),
        }
        for one in case.chat
    ]


def timeline(case: CaseFile) -> list[Part]:
    """Order, courier, chat and exhibits on one axis."""
    numbers = {one.id: one.number for one in case.exhibits if _is_shown(one)}
    courier = [one.at for one in case.timeline if one.kind == "courier"]
    return [
        {
            "at": one.at,
            "kind": one.kind,
            "minor": one.at in courier[1:-1],
            **_happened(one, numbers.get(one.exhibit_id or "")),
        }
        for one in case.timeline
    ]


def _happened(entry: TimelineEntry, exhibit_no: int | None) -> Part:
    """What one entry says, and where it leads."""
    words = _words(entry.text)
    if entry.kind == "courier" and entry.text:
        return {"title": entry.text.parts, "lang": entry.text.language}
    if entry.kind == "chat":
        count = entry.count
        said = ngettext("%(num)d message in the chat", "%(num)d messages", count)
        return {"title": said, "href": "#chat", **words}
    if exhibit_no is not None:
        filed = _("Exhibit %(no)s filed", no=exhibit_no)
        href = f"#exhibit-{exhibit_no}"
        return {"title": filed, "href": href, "side": entry.label, **words}
    return {"title": _(_ORDER.get(entry.label, entry.label)), **words}


def rungs(call: OwnCall, case: CaseFile) -> list[Part]:
    """The ladder as radio cards, each with the reasons that go with it."""
    return [
        {
            "value": one.index,
            "title": one.title,
            "note": one.explanation,
            "buyer_minor": one.buyer_minor,
            "seller_minor": one.seller_minor,
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
