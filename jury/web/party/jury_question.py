"""The jury asks a side for something: its one answer, in words, evidence or both.

Evidence that is covered only after the answer is looked over once it is.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import Invalid, NotNow
from jury.redaction import segments
from jury.refusals import fields_of
from jury.services.hearing.inquiry_answer import (
    ANSWER_LENGTH,
    Answer,
    answer_jury,
    look_over,
)
from jury.services.hearing.inquiry_filing import find_asked
from jury.services.hearing.inquiry_looking import confirm_evidence, find_to_look_over
from jury.services.hearing.inquiry_view import (
    evidence_digest,
    inquiries_of,
    is_settled,
    list_filed_for,
    targets_of,
)
from jury.services.reading.casefile import for_party
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import reader_locale
from jury.web.languages import language_of
from jury.web.party import shown
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import head_of
from jury.web.party.preview import wishes_of, with_originals

blueprint = Blueprint("jury_question", __name__)

PLACE = "/<dispute_id>/asked"


@blueprint.get(PLACE)
@access.party
def show(dispute_id: str) -> ResponseReturnValue:
    """What the jury wants to see, and until when; then what it will see of it."""
    own = get_own(dispute_id)
    if own.may_look_over:
        return _evidence_page(own)
    if not own.may_answer_jury:
        return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)
    return _page(own)


@blueprint.post(PLACE)
@access.party
def answer(dispute_id: str) -> ResponseReturnValue:
    """Show what will be sent; sent it is from there, once, and nothing else."""
    own = get_own(dispute_id)
    if not own.may_answer_jury:
        raise NotNow
    given, form = _given(), request.form
    if "change" in form:
        return _page(own, text=given.text)
    try:
        if form.get("sure") != "1":
            return _look_over(own, given, passage=form.get("passage"))
        with transaction(lock=dispute_id) as now:
            answer_jury(
                dispute_id,
                own.side,
                given,
                now=now,
                digest=form.get("seen"),
                evidence=form.get("evidence"),
            )
    except Invalid as refusal:
        own = get_own(dispute_id)
        return _page(own, text=given.text, errors=fields_of(refusal)), 422
    return _sent(dispute_id)


def _sent(dispute_id: str) -> ResponseReturnValue:
    """Back to the dispute, or on to evidence that is still to be looked over."""
    if get_own(dispute_id).may_look_over:
        sent = _(
            "Your answer is sent. You look over your evidence before the jury sees it."
        )
        flash(sent, "good")
        return redirect(url_for("party.jury_question.show", dispute_id=dispute_id), 303)
    flash(
        _(
            "Your answer is sent. The jury reads exactly what you looked over, and the "
            "vote goes on."
        ),
        "good",
    )
    return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)


@blueprint.post(PLACE + "/evidence")
@access.party
def confirm(dispute_id: str) -> ResponseReturnValue:
    """This side agrees to what the jury will see of its evidence."""
    side, digest = get_own(dispute_id).side, request.form.get("digest", "")
    with transaction(lock=dispute_id) as now:
        confirm_evidence(dispute_id, side, digest=digest, now=now)
    flash(_("Confirmed. The jury sees exactly this, and the vote goes on."), "good")
    return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)


def _evidence_page(own: OwnDispute) -> str:
    """The evidence as jurors will see it, beside what was sent."""
    case, row = (
        for_party(own.id, own.side, reader_locale()),
        find_to_look_over(own.dispute, own.side),
    )
    if row is None:
        raise NotNow
    filed = {one.id for one in list_filed_for(row)}
    targets = targets_of(row)
    return render_template(
        "party/asked_evidence.html",
        **head_of(own),
        asked=asked_of(own),
        pieces=with_originals(own, [one for one in case.exhibits if one.id in filed]),
        wishes=wishes_of(own, case, targets=targets),
        is_settled=is_settled(row),
        digest=evidence_digest(row),
        ends_at=row.covered_by_at,
    )


def _given() -> Answer:
    text = request.form.get("text", "")
    return Answer(text, language_of(text), tuple(request.form.getlist("covers")))


def _look_over(
    own: OwnDispute, given: Answer, *, passage: str | None
) -> ResponseReturnValue:
    """The answer as jurors read it, with `passage` covered too."""
    more = replace(given, covers=(*given.covers, passage)) if passage else given
    try:
        return _looked_over(own.id, more)
    except Invalid as refusal:
        errors = fields_of(refusal)
        if more is given or "passage" not in errors:
            raise
    return _looked_over(own.id, given, errors=errors), 422


def _looked_over(
    dispute_id: str, given: Answer, *, errors: dict[str, str] | None = None
) -> str:
    side = get_own(dispute_id).side
    with transaction(lock=dispute_id) as now:
        seen = look_over(dispute_id, side, given, now=now)
    return _page(
        get_own(dispute_id),
        text=given.text,
        covered=segments(seen.template, reader_locale()),
        covers=given.covers,
        seen=seen.digest,
        errors=errors,
    )


def _page(
    own: OwnDispute,
    *,
    text: str = "",
    covered: Sequence[tuple[bool, str]] | None = None,
    covers: Sequence[str] = (),
    seen: str = "",
    errors: dict[str, str] | None = None,
) -> str:
    row = find_asked(own.dispute, own.side)
    filed = {one.id for one in list_filed_for(row)} if row else set()
    case = for_party(own.id, own.side, reader_locale())
    return render_template(
        "party/asked.html",
        **head_of(own),
        asked=asked_of(own),
        tiles=[shown.tile(own, one) for one in case.exhibits if one.id in filed],
        filed=shown.filed(own, request.args.get("filed", "")),
        text=text,
        language=language_of(text),
        covered=covered,
        covers=covers,
        seen=seen,
        passage=request.form.get("passage", "") if errors else "",
        evidence=evidence_digest(row) if row and is_settled(row) else "",
        errors=errors or {},
        most=ANSWER_LENGTH,
    )


def asked_of(own: OwnDispute) -> Any:
    """What the jury waits for, or asked for last; nothing if it never did."""
    return next(reversed(inquiries_of(own.dispute, reader_locale())), None)
