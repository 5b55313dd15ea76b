"""What the parties' templates take: tiles, answers and sums of one dispute."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from jury.domain.lifecycle import ExhibitState, Side, Stage
from jury.services.case_views import CaseFile, ExhibitView
from jury.storage.disputes import Dispute
from jury.web import case_parts
from jury.web.party.own import OwnDispute

Part = dict[str, Any]


def listed(dispute: Dispute, *, side: Side) -> Part:
    """One dispute in a side's list."""
    return {
        "href": url_for("party.pages.show", dispute_id=dispute.id),
        "title": case_parts.reason_title(dispute),
        "side": side.value,
        "held_minor": dispute.held_minor,
        "currency": dispute.currency,
        "admitted_at": dispute.admitted_at,
        "closes_at": dispute.stage_closes_at,
        "stage": dispute.stage,
        "mine": _awaits(dispute, side),
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
    note = own_note(view) if view.is_mine else ""
    return case_parts.exhibit(view, lambda one: addresses(own.id, one), note=note)


def filed(kind: str) -> Part | None:
    """What happens to an exhibit that was just filed."""
    if kind == "picture":
        text = _("Filed. A moderator covers personal details before anybody sees it.")
        return {"text": text, "kind": "good"}
    if kind in {"pdf", "video"}:
        text = case_parts.withheld_words(f"{kind}_not_shown")
        return {"text": text, "kind": "time"}
    return None


def own_note(view: ExhibitView) -> str:
    """What became of one's own exhibit."""
    return {
        ExhibitState.FILED.value: _("A moderator is covering personal details on it."),
        ExhibitState.RELEASED.value: _("Released: jurors will see it, covered."),
    }.get(view.state) or case_parts.withheld_words(view.withheld_code)


def addresses(dispute_id: str, view: ExhibitView) -> Mapping[str, str]:
    """Where an exhibit and its pictures are; a party's viewer shows what jurors see."""

    def place(endpoint: str) -> str:
        name = f"party.exhibits.{endpoint}"
        return url_for(name, dispute_id=dispute_id, exhibit_id=view.id)

    found = {"href": place("show")}
    is_shown = view.state == ExhibitState.RELEASED
    if view.kind == "picture" and (is_shown or view.is_mine):
        found["thumb"] = place("send_thumb")
        found["picture"] = place("send_shown" if is_shown else "send_original")
    return found


def todo(own: OwnDispute, case: CaseFile) -> list[Part]:
    """What this side could still add, most telling first."""
    written = own.written()
    open_points = [
        one.number for one in case.points if f"point:{one.number}" not in written
    ]
    first_open = f"point-{open_points[0]}" if open_points else "points"
    said_by_other = own.written_by_other()
    tasks = [
        (bool(open_points), first_open, _("Answer the points")),
        ("case" not in written, "statement", _("Tell what happened")),
        (not any(one.is_mine for one in case.exhibits), "evidence", _("Add evidence")),
        (
            "answer" not in written and bool(said_by_other or not own.is_filer),
            "answer",
            _("Answer the other side"),
        ),
    ]
    return [
        {"href": f"#{place}", "label": label}
        for is_open, place, label in tasks
        if is_open
    ]


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
    if kind == "answer":
        return str(_("Answer of the %(side)s", side=_side(side)))
    return str(_("Statement of the %(side)s", side=_side(side)))


def _side(side: str) -> str:
    names = {"buyer": _("Buyer"), "seller": _("Seller")}
    return str(names.get(side, _("Marketplace")))
