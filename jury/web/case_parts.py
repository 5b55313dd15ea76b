"""A case file as the parts of the pages take it; see docs/pages.md.

For those who know the dispute by its id: parties and staff.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from jury.domain.law.showing import Title
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import ExhibitState
from jury.services.law.lawbook import lawbook
from jury.services.law.rules import rules_of
from jury.services.reading.case_views import (
    CaseFile,
    ExhibitView,
    PointView,
    TextView,
    TimelineEntry,
)
from jury.storage.disputes import Dispute
from jury.web.category_words import category
from jury.web.frame import reader_locale
from jury.web.marks import mark_name

Part = dict[str, Any]
Addresses = Callable[[ExhibitView], Mapping[str, Any]]

_ANSWERS = {True: "agreed", False: "denied", None: "none"}


def reason_title(dispute: Dispute) -> str:
    """What a dispute is about, for lists: its frozen rules are not read for it."""
    known = lawbook().reasons.get(dispute.reason)
    title = known.title if known else rules_of(dispute).reason.title
    return title.for_locale(reader_locale())


def as_jurors_see(case: CaseFile) -> CaseFile:
    """The file without the exhibits that jurors are not shown."""
    released = tuple(one for one in case.exhibits if one.state == ExhibitState.RELEASED)
    ids = {one.id for one in released}
    return replace(
        case,
        exhibits=released,
        timeline=tuple(
            one
            for one in case.timeline
            if one.exhibit_id is None or one.exhibit_id in ids
        ),
        points=tuple(
            replace(
                one, exhibit_ids=tuple(id_ for id_ in one.exhibit_ids if id_ in ids)
            )
            for one in case.points
        ),
    )


def words(view: TextView | None) -> Part:
    """A covered text and its language."""
    return {"text": view.parts, "lang": view.language} if view else {"text": None}


def points(case: CaseFile, *, first: Side) -> list[Part]:
    """Every point with both sides' answers, `first`'s above the other's."""
    numbers = {one.id: one.number for one in case.exhibits}
    return [
        {
            "no": point.number,
            "question": point.question,
            "contested": not point.is_agreed,
            "answers": [_answer(case, point, side) for side in (first, first.other)],
            "bears": [
                {
                    "label": _("Exhibit %(no)s", no=numbers[one]),
                    "href": f"#exhibit-{numbers[one]}",
                }
                for one in point.exhibit_ids
            ],
        }
        for point in case.points
    ]


def _answer(case: CaseFile, point: PointView, side: Side) -> Part:
    is_filer = side.value == case.filed_by
    stance = point.filer_stance if is_filer else point.other_stance
    said = point.filer_words if is_filer else point.other_words
    return {"side": side.value, "answer": _ANSWERS[stance], **words(said)}


def exhibit(view: ExhibitView, addresses: Addresses, *, note: str = "") -> Part:
    """One exhibit as a tile."""
    found = addresses(view)
    is_shown = view.state == ExhibitState.RELEASED
    return {
        "no": view.number,
        "href": found["href"],
        "kind": view.kind if is_shown or view.is_mine else "withheld",
        "thumb": found.get("thumb", ""),
        "picture": found.get("picture", ""),
        "parts": found.get("parts", ()),
        "film": found.get("film"),
        "alt": view.caption.plain,
        "caption": view.caption.parts,
        "lang": view.caption.language,
        "side": view.side,
        "at": view.filed_at,
        "note": note,
        "covered": [mark_name(code) for code in view.labels],
    }


def chat(case: CaseFile, *, you: Side | None = None) -> list[Part]:
    """The chat log as bubbles; the marketplace stands in the middle."""
    return [
        {
            "id": one.seq,
            "side": one.sender if one.sender in set(Side) else "marketplace",
            "at": one.sent_at,
            "day": one.day,
            "you": you is not None and one.sender == you.value,
            **words(one.text),
        }
        for one in case.chat
    ]


def timeline(case: CaseFile) -> list[Part]:
    """Order, courier, chat and exhibits on one axis."""
    numbers = {one.id: one.number for one in case.exhibits}
    courier = [one for one in case.timeline if one.kind == "courier"]
    return [
        {
            "at": one.at,
            "day": one.day,
            "is_payment": one.label == "paid_at",
            "kind": one.kind,
            "side": one.label if one.kind == "exhibit" else "",
            **_event_words(one, numbers),
            "minor": one.kind == "courier" and one not in (courier[0], courier[-1]),
        }
        for one in case.timeline
    ]


def _event_words(one: TimelineEntry, numbers: Mapping[str, int]) -> Part:
    if one.kind == "courier" and one.text:
        return {"title": one.text.parts, "lang": one.text.language}
    if one.kind == "chat":
        title = ngettext("%(num)d message", "%(num)d messages", one.count)
        return {"title": title, "href": "#chat"}
    if one.kind == "exhibit":
        number = numbers[one.exhibit_id or ""]
        title = _("Exhibit %(no)s", no=number)
        return {"title": title, "href": f"#exhibit-{number}", **words(one.text)}
    return {"title": _order_event(one.label)}


def _order_event(label: str) -> str:
    names = {
        "paid_at": _("The buyer paid"),
        "shipped_at": _("The seller sent it"),
        "received_at": _("The buyer received it"),
        "admitted_at": _("The dispute was opened"),
    }
    return str(names.get(label, label))


def rungs(case: CaseFile) -> list[Part]:
    """What each outcome would pay both sides."""
    return [
        {
            "index": one.index,
            "title": one.title,
            "note": one.explanation,
            "buyer_minor": one.buyer_minor,
            "seller_minor": one.seller_minor,
            "deposit_minor": one.deposit_minor,
            "freight_minor": one.freight_minor,
        }
        for one in case.ladder
    ]


def withheld_words(code: str | None) -> str:
    """Why an exhibit is not shown to jurors, in plain words."""
    found = {
        "pdf_not_shown": _(
            "Not shown to jurors: the PDF could not be looked through for personal "
            "details. Pictures of its pages can be shown."
        ),
        "video_not_shown": _(
            "Not shown to jurors: the video could not be looked through for personal "
            "details. Pictures of the moments that matter can be shown."
        ),
        "audio_not_shown": _(
            "Not given to jurors: a voice can be known again, and what it says cannot "
            "be covered."
        ),
        "personal": _(
            "Not shown to jurors: too much of it is personal to cover it all."
        ),
        "unreadable": _("Not shown to jurors: nothing can be made out on it."),
        "unrelated": _("Not shown to jurors: it has nothing to do with the dispute."),
        "searchable": _(
            "Not shown to jurors: the listing, and with it the seller, could be found "
            "with it."
        ),
        "abusive": _("Not shown to jurors: it insults or threatens somebody."),
        "forged": _("Struck: it is not what it claims to be."),
        "stolen": _("Struck: it was taken from somebody else."),
        "could_before": _("Not taken: it could have been shown the first time."),
        "off_the_matter": _("Not taken: it has nothing to do with the dispute."),
        "tells_of_verdict": _("Not taken: it tells what was decided before."),
        "not_admitted_in_time": _(
            "Not taken: nobody could say in time whether it could not be had before."
        ),
        "taken_back": _(
            "Not shown to jurors: its side took it back before it was looked through."
        ),
        "time_ran_out": _(
            "Not shown to jurors: it could not be checked before the hearing began."
        ),
    }
    return str(found.get(code or "", _("Not shown to jurors.")))


def grade(code: str) -> str:
    """The declared condition in words; the marketplace's own word when unknown."""
    found = {
        "new": _("new"),
        "like_new": _("like new"),
        "good": _("good"),
        "fair": _("fair"),
        "poor": _("poor"),
        "for_parts": _("for parts"),
    }
    return str(found.get(code, code))


def kind_of(case: CaseFile) -> str:
    """What was sold in general words, where the policy shows no title; else nothing."""
    if case.showing.title is not Title.GENERAL:
        return ""
    if not case.condition_grade:
        return category(case.category)
    condition = grade(case.condition_grade)
    words = _(
        "%(kind)s (%(condition)s)", kind=category(case.category), condition=condition
    )
    return str(words)


def until(closes_at: datetime | None, now: datetime) -> datetime | None:
    """A deadline that has not passed."""
    return closes_at if closes_at and closes_at > now else None
