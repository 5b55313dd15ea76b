"""The file as jurors read it, for moderators; and covering words nobody asked about."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid, NotFound
from jury.domain.lifecycle import Side, Stage
from jury.refusals import fields_of
from jury.services.law.rules import rules_of
from jury.services.moderation.looks import may_read_words
from jury.services.reading.case_views import ExhibitView
from jury.services.reading.casefile import for_moderator, text_view
from jury.services.screening.covering import cover_passage
from jury.services.screening.disclose import OPEN
from jury.services.screening.heard import HEARD, cover_words_late
from jury.services.screening.taken_back import find_text_cover
from jury.services.screening.texts import stands_in
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access, case_parts, shown_words
from jury.web.desk import reasons
from jury.web.desk.reasons import posted_ground
from jury.web.frame import reader_locale
from jury.web.marks import marks_in
from jury.web.party.shown import texts
from jury.web.pointing import pointing_texts

blueprint = Blueprint("file", __name__)

# Texts that stand among others on the page, or in them, and can be covered too.
_OTHERS = {"line", "point", "caption", "courier"}


@blueprint.get("/disputes/<dispute_id>/file")
@access.staff(Role.MODERATOR)
def show(dispute_id: str) -> ResponseReturnValue:
    """Everything jurors read, and every exhibit with its state."""
    dispute = get_dispute(dispute_id)
    case = for_moderator(dispute.id, reader_locale())
    showing = rules_of(dispute).policy.shown
    return render_template(
        "desk/file.html",
        dispute=dispute,
        case=case,
        points=case_parts.points(case, first=Side(dispute.filed_by)),
        exhibits=[tile(dispute.id, one) for one in case.exhibits],
        chat=case_parts.chat(case),
        timeline=case_parts.timeline(case),
        rungs=case_parts.rungs(case),
        others=[one for one in texts(case) if _kind(one["source"]) in _OTHERS],
        pointing=pointing_texts(dispute),
        kept_back=[] if showing.is_whole else shown_words.rows(showing),
        may_cover=Stage(dispute.stage) in {*OPEN, *HEARD},
        now=clock.now(),
    )


@blueprint.get("/disputes/<dispute_id>/cover")
@access.staff(Role.MODERATOR)
def choose(dispute_id: str) -> ResponseReturnValue:
    """Which words of a text to cover."""
    return cover_page(dispute_id, request.args.get("source", ""))


@blueprint.post("/disputes/<dispute_id>/cover")
@access.staff(Role.MODERATOR)
def cover(dispute_id: str) -> ResponseReturnValue:
    """Cover these words wherever they stand in the text."""
    source, staff_id = request.form.get("source", ""), access.current_staff().id
    passage, ground = request.form.get("passage", ""), posted_ground()
    try:
        with transaction(lock=dispute_id) as now:
            is_late = Stage(get_dispute(dispute_id).stage) in HEARD
            act = cover_words_late if is_late else cover_passage
            act(
                dispute_id,
                source,
                passage=passage,
                staff_id=staff_id,
                now=now,
                ground=ground,
            )
    except Invalid as refusal:
        return cover_page(dispute_id, source, errors=fields_of(refusal)), 422
    flash(_("Covered. Both sides know."), "good")
    there_too = page_of_next(dispute_id, passage)
    place = url_for("desk.file.show", dispute_id=dispute_id)
    return there_too or redirect(place, 303)


def page_of_next(dispute_id: str, passage: str) -> str:
    """The same words in another text, to be covered there too; empty: nowhere.

    No redirect leads there: words do not stand in addresses, which are logged.
    """
    rows = list_redacted(dispute_id)
    read = [one["source"] for one in texts(for_moderator(dispute_id, reader_locale()))]
    found = [one for one in read if stands_in(rows[one], passage.strip())]
    return cover_page(dispute_id, found[0], there_too=len(found)) if found else ""


def cover_page(
    dispute_id: str,
    source: str,
    *,
    errors: dict[str, str] | None = None,
    there_too: int = 0,
) -> str:
    """A text as jurors read it: words to be covered, and words to be shown again."""
    dispute, now = get_dispute(dispute_id), clock.now()
    row = list_redacted(dispute.id).get(source)
    if row is None:
        raise NotFound
    return render_template(
        "desk/cover.html",
        dispute=dispute,
        text=text_view(row, reader_locale()),
        options=reasons.cover_options(as_wished=False),
        marks=marks_in(dispute, row) if Stage(dispute.stage) in OPEN else [],
        may_read=may_read_words(dispute.id, source, access.current_staff().id, now=now),
        is_late=Stage(dispute.stage) in HEARD,
        may_take_back=find_text_cover(dispute, row) is not None,
        look_options=reasons.look_options(),
        show_options=reasons.show_options(),
        typed=request.form.to_dict(),
        errors=errors or {},
        there_too=there_too,
        now=now,
    )


def _kind(source: str) -> str:
    return source.partition(":")[0]


def tile(dispute_id: str, view: ExhibitView) -> dict[str, object]:
    """One exhibit as staff see it, with where its editor is."""

    def addresses(one: ExhibitView) -> dict[str, str]:
        place = url_for("desk.editor.show", dispute_id=dispute_id, exhibit_id=one.id)
        # An original is handed out for a reason only, and so on its own page.
        is_shown = one.kind == "picture" and one.state == "released"
        picture = f"{place}/shown" if is_shown else ""
        return {"href": place, "thumb": picture, "picture": picture}

    return case_parts.exhibit(view, addresses, note=_state(view))


def _state(view: ExhibitView) -> str:
    if view.state == "released":
        return str(_("released"))
    if view.state == "filed":
        return str(_("not looked at yet"))
    return case_parts.withheld_words(view.withheld_code)
