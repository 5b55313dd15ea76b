"""After the verdict: a side appeals, or says that a sum or a name is wrong."""

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid, NotNow
from jury.refusals import fields_of
from jury.services.appeal.rehear import (
    TEXT_LENGTH,
    Appealing,
    file_appeal,
    joins_another,
    may_appeal,
)
from jury.services.appeal.slips import KINDS, NAME, SUM, ask_correction, slips_close_at
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.verdict.rounds import Standing, appeal_view, standing
from jury.storage.appeals import list_appeals
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from jury.web import access, appeal_words
from jury.web.frame import reader_locale
from jury.web.languages import language_of
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("appeal", __name__)


@blueprint.get("/<dispute_id>/appeal")
@access.party
def form(dispute_id: str) -> ResponseReturnValue:
    """What an appeal is, until when, on which ground."""
    own = get_own(dispute_id)
    if not may_appeal(own.dispute, own.side, now=clock.now()):
        raise NotNow
    return _appeal_page(own, {}, {})


@blueprint.post("/<dispute_id>/appeal")
@access.party
def file(dispute_id: str) -> ResponseReturnValue:
    """Appeal, or join the appeal of the other side."""
    side, typed = get_own(dispute_id).side, request.form.to_dict()
    text = typed.get("text", "")
    given = Appealing(
        ground=typed.get("ground", ""), text=text, language=language_of(text)
    )
    try:
        with transaction(lock=dispute_id) as now:
            file_appeal(dispute_id, side, given, now=now)
    except Invalid as refusal:
        return _appeal_page(get_own(dispute_id), typed, fields_of(refusal)), 422
    flash(_("Your appeal is in. Nothing is paid until it is decided."), "good")
    return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)


@blueprint.get("/<dispute_id>/slip")
@access.party
def slip_form(dispute_id: str) -> ResponseReturnValue:
    """Say which sum or name is wrong."""
    own = get_own(dispute_id)
    if _slip_until(own, now=clock.now()) is None:
        raise NotNow
    return _slip_page(own, {}, {})


@blueprint.post("/<dispute_id>/slip")
@access.party
def ask(dispute_id: str) -> ResponseReturnValue:
    """Ask a moderator to correct it."""
    side, typed = get_own(dispute_id).side, request.form.to_dict()
    kind, text = typed.get("kind", ""), typed.get("text", "")
    try:
        with transaction(lock=dispute_id) as now:
            ask_correction(dispute_id, side, kind=kind, text=text, now=now)
    except Invalid as refusal:
        return _slip_page(get_own(dispute_id), typed, fields_of(refusal)), 422
    flash(_("A moderator looks at it. You are told what was decided."), "good")
    return redirect(url_for("party.verdict.show", dispute_id=dispute_id), 303)


def _appeal_page(
    own: OwnDispute, typed: Mapping[str, str], errors: Mapping[str, str]
) -> str:
    joins = joins_another(own.dispute)
    filed = [appeal_view(one, reader_locale()) for one in list_appeals(own.id)]
    names = appeal_words.grounds()
    return render_template(
        "party/appeal.html",
        **head_of(own),
        is_joining=joins,
        filed=filed,
        to_staff=_standing(own).to_staff if not joins else own.stage == "referred",
        grounds=list(names.items()),
        ground_names=names,
        typed=typed,
        errors=errors,
        most=TEXT_LENGTH,
    )


def _standing(own: OwnDispute) -> Standing:
    verdict = find_verdict(own.id)
    if verdict is None:
        raise NotNow
    return standing(own.dispute, verdict, reader_locale())


def _slip_page(
    own: OwnDispute, typed: Mapping[str, str], errors: Mapping[str, str]
) -> str:
    names = {
        SUM: _("A sum: the price or the freight is not what was paid"),
        NAME: _("A name, or a word in what was sold or in the reason"),
    }
    return render_template(
        "party/slip.html",
        **head_of(own),
        until=slips_close_at(own.dispute),
        kinds=[(kind, names[kind]) for kind in KINDS],
        typed=typed,
        errors=errors,
        most=NOTE_LENGTH,
    )


def _slip_until(own: OwnDispute, *, now: datetime) -> datetime | None:
    until = slips_close_at(own.dispute)
    return until if until is not None and until > now else None
