"""After the end: one question, how content this side is with how it was done."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid
from jury.refusals import fields_of
from jury.services.reading.satisfaction import LENGTH, may_say, say_how_content
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.languages import language_of
from jury.web.party.own import get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("satisfaction", __name__)

PLACE = "/<dispute_id>/satisfaction"


@blueprint.get(PLACE)
@access.party
def ask(dispute_id: str) -> ResponseReturnValue:
    """The question; who answered it, or is not asked, goes back to the dispute."""
    own = get_own(dispute_id)
    if not may_say(own.dispute, own.side, now=clock.now()):
        return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)
    return _page(dispute_id)


@blueprint.post(PLACE)
@access.party
def say(dispute_id: str) -> ResponseReturnValue:
    """Keep the answer, once."""
    side, form = get_own(dispute_id).side, request.form.to_dict()
    text = form.get("text", "")
    try:
        with transaction(lock=dispute_id) as now:
            say_how_content(
                dispute_id,
                side,
                marks=form.get("marks", ""),
                text=text,
                language=language_of(text),
                now=now,
            )
    except Invalid as refusal:
        return _page(dispute_id, typed=form, errors=fields_of(refusal)), 422
    flash(_("Thank you. Staff read it only together with what others say."), "good")
    return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)


def _page(
    dispute_id: str,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    return render_template(
        "party/satisfaction.html",
        **head_of(get_own(dispute_id)),
        marks=_marks(),
        typed=typed or {},
        errors=errors or {},
        most=LENGTH,
    )


def _marks() -> list[tuple[str, str]]:
    words = (
        _("1 – not at all"),
        _("2 – rather not"),
        _("3 – so, so"),
        _("4 – rather yes"),
        _("5 – very much"),
    )
    return [(str(number), str(word)) for number, word in enumerate(words, 1)]
