"""What jurors will see: the whole covered file, more cover, and the side's yes."""

from collections.abc import Collection, Iterable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import Invalid, NotFound
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import ExhibitState
from jury.refusals import fields_of
from jury.services.hearing.inquiry_filing import find_about
from jury.services.hearing.reporting import report_as_side
from jury.services.law.rules import rules_of
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import list_screening
from jury.services.reading.case_views import CaseFile, ExhibitView, TextView
from jury.services.reading.casefile import for_party
from jury.services.reading.shown_to_jurors import as_shown
from jury.services.screening.covering import ask_cover
from jury.services.screening.disclose import confirm_preview, preview_digest
from jury.services.screening.heard import DISMISSED
from jury.services.screening.reports import list_reports_of
from jury.services.screening.uncovering import ask_uncover
from jury.services.screening.wishes import Wish, list_wishes_of, wish_of
from jury.storage.desk.tasks import Task
from jury.storage.disputes import list_redacted
from jury.storage.transaction import transaction
from jury.web import access, case_parts, shown_words
from jury.web.frame import reader_locale
from jury.web.marks import mark_name, marks_in
from jury.web.party import looking, shown
from jury.web.party.looking import place_name
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import head_of
from jury.web.pointing import pointing_texts
from jury.web.spots import tapped, wish_words
from jury.web.sum_words import between

blueprint = Blueprint("preview", __name__)

# Where one of many texts is still to be chosen, and how their names begin.
_MANY = {
    "": "",
    "points": "point:",
    "chat": "chat:",
    "lines": "line:",
    "courier": "courier:",
}


@blueprint.get("/<dispute_id>/preview")
@access.party
def show(dispute_id: str) -> ResponseReturnValue:
    """The file as jurors will read it; one's own pictures beside their originals."""
    own = get_own(dispute_id)
    locale = reader_locale()
    case = for_party(own.id, own.side, locale)
    seen = as_shown(case_parts.as_jurors_see(case), rules_of(own.dispute), locale)
    return render_template(
        "party/preview.html",
        **head_of(own),
        case=case,
        seen=seen,
        kind=case_parts.kind_of(seen),
        condition=case_parts.grade(seen.condition_grade),
        price=between(seen.price_band) if seen.price_band else "",
        kept_back=[] if seen.showing.is_whole else shown_words.rows(seen.showing),
        points=case_parts.points(seen, first=Side(own.dispute.filed_by)),
        own_exhibits=with_originals(own, [one for one in case.exhibits if one.is_mine]),
        other_exhibits=with_originals(
            own, [one for one in seen.exhibits if not one.is_mine]
        ),
        chat=case_parts.chat(seen, you=own.side),
        timeline=case_parts.timeline(seen),
        has_courier=any(one.kind == "courier" for one in seen.timeline),
        digest=preview_digest(own.dispute, own.side),
        asked=wishes_of(own, case),
        pointing=_pointing(own, case, seen),
        is_unfinished=bool(list_screening(own.id)),
    )


@blueprint.post("/<dispute_id>/preview")
@access.party
def confirm(dispute_id: str) -> ResponseReturnValue:
    """This side agrees to exactly what it was shown."""
    side, digest = get_own(dispute_id).side, request.form.get("digest", "")
    with transaction(lock=dispute_id) as now:
        confirm_preview(dispute_id, side, digest=digest, now=now)
    flash(_("Confirmed. Jurors will see exactly this of you."), "good")
    return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)


@blueprint.get("/<dispute_id>/cover")
@access.party
def choose_cover(dispute_id: str) -> ResponseReturnValue:
    """Choose a text or a picture, and say what of it should be covered."""
    own = get_own(dispute_id)
    return _cover_page(own, target=request.args.get("target", ""))


@blueprint.post("/<dispute_id>/cover")
@access.party
def cover(dispute_id: str) -> ResponseReturnValue:
    """Ask a moderator to cover more, or to show a place that was in doubt."""
    own = get_own(dispute_id)
    side, form, place = own.side, request.form, request.form.get("place", "")
    target, passage = form.get("target", ""), form.get("passage", "")
    _place_of(own, target)
    try:
        with transaction(lock=dispute_id) as now:
            if place:
                ask_uncover(dispute_id, side, target=target, place=place, now=now)
            else:
                ask = report_as_side if _is_read(own, target) else ask_cover
                spot = tapped(form)
                ask(
                    dispute_id, side, target=target, passage=passage, spot=spot, now=now
                )
    except Invalid as refusal:
        errors = fields_of(refusal)
        page = _cover_page(get_own(dispute_id), target=target, errors=errors)
        return page, 422
    flash(_("A moderator looks at it. You are told what was decided."), "good")
    is_answer = find_about(own.dispute, target) is not None
    back = "jury_question" if is_answer else "preview"
    return redirect(url_for(f"party.{back}.show", dispute_id=dispute_id), 303)


def _is_read(own: OwnDispute, target: str) -> bool:
    """Whether jurors read it now, and not only once it has answered them."""
    return own.may_ask_late and find_about(own.dispute, target) is None


def _cover_page(
    own: OwnDispute, *, target: str, errors: dict[str, str] | None = None
) -> str:
    case = for_party(own.id, own.side, reader_locale())
    many = _MANY.get(target, "")
    return render_template(
        "party/cover.html",
        **head_of(own),
        target=_place_of(own, target) if target not in _MANY else None,
        texts=[text for text in shown.texts(case) if text["source"].startswith(many)],
        errors=errors or {},
        marks=_marks_of(own, target) if own.may_ask_cover else [],
        passage=request.form.get("passage", ""),
        most=NOTE_LENGTH,
    )


def _marks_of(own: OwnDispute, target: str) -> list[dict[str, Any]]:
    """What its own text says beneath the marks that may be there by mistake."""
    row = list_redacted(own.id).get(target)
    if row is None or row.side != own.side.value:
        return []
    return marks_in(own.dispute, row)


def _place_of(own: OwnDispute, target: str) -> dict[str, Any]:
    """The text or own picture that a wish is about; NotFound for anything else."""
    case = for_party(own.id, own.side, reader_locale())
    for text in shown.texts(case):
        if text["source"] == target:
            return text
    for view in case.exhibits:
        if view.id == target:
            name = _("Exhibit %(no)s", no=view.number)
            return {"name": name, "source": target, "tile": shown.tile(own, view)}
    raise NotFound


def _pointing(own: OwnDispute, case: CaseFile, seen: CaseFile) -> list[TextView]:
    """Texts that point elsewhere, of those that this side may read, as jurors do."""
    readable = {one["source"] for one in shown.texts(case)} & {
        one["source"] for one in shown.texts(seen)
    }
    return [one for one in pointing_texts(own.dispute) if one.source in readable]


def with_originals(
    own: OwnDispute, views: Iterable[ExhibitView]
) -> list[dict[str, Any]]:
    """Exhibits as jurors see them, each with where its original is."""
    return [
        {
            "id": view.id,
            "tile": shown.tile(own, view),
            "is_released": view.state == ExhibitState.RELEASED,
            "original": url_for(
                "party.exhibits.send_original",
                dispute_id=own.id,
                exhibit_id=view.id,
            ),
        }
        for view in views
    ]


def wishes_of(
    own: OwnDispute, case: CaseFile, *, targets: Collection[str] | None = None
) -> list[dict[str, str]]:
    """The wishes of this side, each with what became of it; of these targets or all."""
    names = {text["source"]: text["name"] for text in shown.texts(case)}
    names |= {view.id: _("Exhibit %(no)s", no=view.number) for view in case.exhibits}
    return [
        {
            "name": names[wish.target],
            "passage": _asked_for(wish),
            "answer": looking.answer(task) if wish.is_uncover else _answer(task),
        }
        for task in [
            *list_wishes_of(own.id, own.side),
            *list_reports_of(own.id, own.side),
        ]
        if (wish := wish_of(task)).target in names
        and (targets is None or wish.target in targets)
    ]


def _asked_for(wish: Wish) -> str:
    if not wish.is_uncover:
        return wish_words(wish)
    return mark_name(wish.passage) if wish.is_text else place_name(wish.passage)


def _answer(task: Task) -> str:
    if task.done_at is None:
        return str(_("a moderator is looking at it"))
    if task.outcome == "unneeded":
        return str(_("the decision came before anybody looked at it"))
    if task.outcome in {"refused", DISMISSED}:
        grounds = {
            "needed": _("it stays, because the jury needs it to decide"),
            "not_personal": _("it stays, because it tells nothing personal"),
            "already_covered": _("it is covered already"),
        }
        return str(grounds.get(task.detail.get("code", ""), _("it stays")))
    if task.outcome == "lapsed":
        return str(_("nobody looked at it in time, so it is not shown"))
    if task.outcome in {ExhibitState.WITHHELD, ExhibitState.RELEASED}:
        return looking.answer(task)
    return str(_("it was covered"))
