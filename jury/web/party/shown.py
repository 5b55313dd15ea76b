"""What the parties' templates take: tiles, answers and sums of one dispute."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.part_states import ExhibitState
from jury.services.hearing.inquiry_filing import find_asked
from jury.services.hearing.inquiry_looking import find_covered
from jury.services.reading.case_views import CaseFile, ExhibitView
from jury.services.reading.casefile import text_view
from jury.services.settlement.offer_time import left_of
from jury.services.submissions.submit import ADDITION
from jury.storage.disputes import Dispute, list_redacted
from jury.storage.offers import Offer
from jury.web import case_parts, return_words
from jury.web.frame import reader_locale
from jury.web.party import looking
from jury.web.party.looking import how_far, why_left
from jury.web.party.own import OwnDispute
from jury.web.party.seen_parts import seen_parts
from jury.web.wording import sentences

Part = dict[str, Any]


def item(dispute: Dispute) -> Part:
    """What was bought, as jurors read it; failing that, what the dispute is about."""
    texts = list_redacted(dispute.id)
    row = texts.get("line:1")
    if row is None:
        title = case_parts.reason_title(dispute)
        return {"text": title, "plain": title, "lang": "", "more": 0}
    view = text_view(row, reader_locale())
    more = sum(source.startswith("line:") for source in texts) - 1
    return {**case_parts.words(view), "plain": view.plain, "more": more}


def listed(
    dispute: Dispute, *, side: Side, waiting: Offer | None, is_due: bool
) -> Part:
    """One dispute in a side's list; `waiting` is the offer it has to answer.

    `is_due`: it has to send goods back, or to look at what came.
    """
    asked, covered = find_asked(dispute, side), find_covered(dispute, side)
    is_turn = is_due or bool(asked or covered) or _awaits(dispute, side)
    is_turn = is_turn and not dispute.is_paused
    if dispute.is_paused:
        waiting = None
    due_at = asked.due_at if asked else dispute.stage_closes_at
    due_at = covered.covered_by_at if covered else due_at
    due_at = waiting.expires_at if waiting and not is_turn else due_at
    return {
        "href": url_for("party.pages.show", dispute_id=dispute.id),
        "item": item(dispute),
        "title": case_parts.reason_title(dispute),
        "side": side.value,
        "held_minor": dispute.held_minor,
        "currency": dispute.currency,
        "admitted_at": dispute.admitted_at,
        "closes_at": None if dispute.stands_since else dispute.stage_closes_at,
        "stands_since": dispute.stands_since,
        "is_paused": dispute.is_paused,
        "stage": dispute.stage,
        "mine": is_turn or waiting is not None,
        "due_at": due_at,
        "left": left_of(dispute, waiting) if waiting and not is_turn else None,
        "is_offered": waiting is not None,
    }


def _awaits(dispute: Dispute, side: Side) -> bool:
    party = dispute.party(side)
    return (dispute.stage == Stage.SUBMISSIONS and party.done_at is None) or (
        dispute.stage == Stage.SCREENING and party.confirmed_at is None
    )


def points(own: OwnDispute, case: CaseFile) -> list[Part]:
    """The points, each with what this side has said to it so far."""
    written = own.written()
    rows = case_parts.points(case, first=Side(own.dispute.filed_by))
    return [
        {**row, "own": written.get(f"point:{row['no']}"), "kind": f"point:{row['no']}"}
        for row in rows
    ]


def own_exhibits(own: OwnDispute, case: CaseFile) -> list[Part]:
    """This side's exhibits in any state, with what became of each."""
    return [tile(own, one) for one in case.exhibits if one.is_mine]


def other_exhibits(own: OwnDispute, case: CaseFile) -> list[Part]:
    """The other side's exhibits, as jurors see them."""
    return [tile(own, one) for one in case.exhibits if not one.is_mine]


def tile(own: OwnDispute, view: ExhibitView) -> Part:
    """One exhibit as this side may see it."""
    note = own_note(own, view) if view.is_mine else ""
    return case_parts.exhibit(view, lambda one: addresses(own.id, one), note=note)


def filed(own: OwnDispute, kind: str) -> Part | None:
    """What happens to an exhibit that was just filed."""
    if kind == "picture":
        text = _(
            "Filed. What is personal on it is covered before anybody else sees it."
        )
        return {"text": text, "kind": "good"}
    if kind in {"pdf", "video", "audio"}:
        words = looking.filed_words(kind, plays_films=own.plays_films)
        return {"text": words, "kind": "time"}
    return None


def own_note(own: OwnDispute, view: ExhibitView) -> str:
    """What became of one's own exhibit, and what can be done about it."""
    if view.of_return:
        return return_words.exhibit_note(view)
    if view.state == ExhibitState.FILED:
        why = why_left(view)
        return sentences(why, _way_out(own, view.kind)) if why else how_far(view.id)
    known = {
        ExhibitState.PROPOSED.value: _(
            "A moderator decides whether it could not be had before."
        ),
        ExhibitState.RELEASED.value: _("Released: jurors will see it, covered."),
    }.get(view.state)
    if known:
        return str(known)
    why = case_parts.withheld_words(view.withheld_code)
    return sentences(why, _way_out(own, view.kind))


def _way_out(own: OwnDispute, kind: str) -> str:
    """What a side can do about an exhibit that jurors are not shown."""
    if own.may_tell and kind == "audio":
        return str(_("You can say in words what matters in it."))
    if own.may_tell:
        return str(
            _("You can file a corrected version, or say in words what it shows.")
        )
    if own.is_appealed:
        return ""
    if own.stage in {Stage.SUBMISSIONS, Stage.SCREENING}:
        return str(
            _(
                "The time to file is over for you. Jurors are told that something is "
                "not shown; it counts for neither side."
            )
        )
    return ""


def addresses(dispute_id: str, view: ExhibitView) -> Mapping[str, Any]:
    """Where an exhibit and its pictures are; a party's viewer shows what jurors see."""

    def place(endpoint: str) -> str:
        name = f"party.exhibits.{endpoint}"
        return url_for(name, dispute_id=dispute_id, exhibit_id=view.id)

    found: dict[str, Any] = {"href": place("show")}
    is_shown = view.state == ExhibitState.RELEASED
    if view.parts and (is_shown or view.is_mine):
        found["thumb"] = place("send_thumb")
        found |= seen_parts(dispute_id, view, is_shown=is_shown)
    if view.kind == "picture" and (is_shown or view.is_mine):
        found["thumb"] = place("send_thumb")
        found["picture"] = place("send_shown" if is_shown else "send_original")
    return found


def todo(own: OwnDispute, case: CaseFile) -> list[Part]:
    """What this side could still add, most telling first, and how far it is."""
    if own.is_appealed:
        return _todo_on_appeal(own)
    written, open_points = own.written(), own.open_points()
    total = len(case.points)
    filing = url_for("party.filing.form", dispute_id=own.id)
    answered = _("%(done)s of %(total)s", done=total - len(open_points), total=total)
    first_open = f"#point-{open_points[0]}" if open_points else ""
    nothing, none = _("not written yet"), _("none yet")
    has_evidence = any(one.is_mine for one in case.exhibits)
    may_answer = bool(own.written_by_other()) or not own.is_filer
    rows = [
        (bool(open_points), first_open, _("Answer the points"), answered),
        ("case" not in written, "#statement", _("Tell what happened"), nothing),
        (not has_evidence, filing, _("Add evidence"), none),
        (
            "answer" not in written and may_answer,
            "#answer",
            _("Answer the other side"),
            nothing,
        ),
    ]
    return [
        {"href": href, "label": label, "state": state}
        for is_open, href, label, state in rows
        if is_open
    ]


def _todo_on_appeal(own: OwnDispute) -> list[Part]:
    """On appeal one text may be added; whether to is left to each side."""
    if ADDITION in own.written():
        return []
    label, state = _("Say what the jury should know"), _("not written yet")
    return [{"href": "#addition", "label": label, "state": state}]


def kind_names(own: OwnDispute) -> dict[str, str]:
    """What the texts of this side are called on its page."""
    points = range(1, len(own.questions) + 1)
    return {
        **{f"point:{no}": str(_("Your answer to %(no)s", no=no)) for no in points},
        "case": str(_("What happened")),
        "answer": str(_("My answer to the other side")),
        ADDITION: str(_("What I add")),
    }


def texts(case: CaseFile) -> list[Part]:
    """Every text that jurors will read, with the name by which cover is asked."""
    statements = [
        (_statement_name(side, kind), view)
        for side, kinds in case.statements.items()
        for kind, view in kinds.items()
    ]
    said = [
        (_("Point %(no)s, %(side)s", no=point.number, side=_side(side)), view)
        for point in case.points
        for side, view in _of_both(case, point.filer_words, point.other_words)
        if view
    ]
    captions = [
        (_("Caption of exhibit %(no)s", no=one.number), one.caption)
        for one in case.exhibits
    ]
    chat = [(_side(one.sender), one.text) for one in case.chat]
    to_jury = [
        (_("Answer of the %(side)s to the jury", side=_side(one.side)), one.words)
        for one in case.asked
        if one.words
    ]
    listing = [(_("Listing"), case.listing)] if case.listing else []
    lines = [(_("Item"), one) for one in case.lines]
    courier = [
        (_("Courier"), one.text)
        for one in case.timeline
        if one.kind == "courier" and one.text
    ]
    everything = [
        (_("Claim"), case.claim),
        *listing,
        *lines,
        *statements,
        *said,
        *to_jury,
        *captions,
        *chat,
        *courier,
    ]
    return [
        {"name": name, "source": view.source, **case_parts.words(view)}
        for name, view in everything
    ]


def _of_both(case: CaseFile, filer: Any, other: Any) -> Iterable[tuple[str, Any]]:
    filed_by = Side(case.filed_by)
    return ((filed_by.value, filer), (filed_by.other.value, other))


def _statement_name(side: str, kind: str) -> str:
    if kind == ADDITION:
        return str(_("Addition of the %(side)s", side=_side(side)))
    if kind == "answer":
        return str(_("Answer of the %(side)s", side=_side(side)))
    return str(_("Statement of the %(side)s", side=_side(side)))


def _side(side: str) -> str:
    names = {"buyer": _("Buyer"), "seller": _("Seller")}
    return str(names.get(side, _("Marketplace")))
