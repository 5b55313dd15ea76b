"""Settling: the offers so far, making one, and accepting with a second look."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import DisputeError, Invalid, NotFound
from jury.domain.lifecycle import Side
from jury.domain.settlement import outcome_of
from jury.refusals import fields_of, sentence_of, status_of
from jury.services.law.rules import plain_ladder_of
from jury.services.reading.casefile import for_party
from jury.services.settlement.offers import (
    decline_offer,
    make_offer,
    may_settle,
    offers_left,
    withdraw_offer,
)
from jury.services.settlement.settle import accept_offer
from jury.services.settlement.withdraw import may_withdraw
from jury.storage.transaction import transaction
from jury.web import access, case_parts
from jury.web.frame import reader_locale
from jury.web.party import offers
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("settlement", __name__)


class Act(Protocol):
    """What one side does with an offer that stands."""

    def __call__(
        self, dispute_id: str, side: Side, offer_id: str, *, now: datetime
    ) -> object: ...


@blueprint.get("/<dispute_id>/settlement")
@access.party
def show(dispute_id: str) -> ResponseReturnValue:
    """What stands, what was offered before, and the form for another offer."""
    return _page(get_own(dispute_id))


@blueprint.post("/<dispute_id>/settlement/offers")
@access.party
def make(dispute_id: str) -> ResponseReturnValue:
    """First the sums of both sides to look at once more; then the offer."""
    own, form = get_own(dispute_id), request.form.to_dict()
    side = own.side
    try:
        terms = offers.read_terms(own.dispute, form)
        if form.get("sure") != "1":
            return _review(own, form)
        with transaction(lock=dispute_id) as now:
            answering = form.get("answering", "")
            make_offer(dispute_id, side, terms, now=now, answering=answering)
    except NotFound:
        raise
    except DisputeError as refusal:
        return _page(get_own(dispute_id), form=form, refusal=refusal), status_of(
            refusal
        )
    flash(_("Your offer is with the other side. They have a day to answer."), "good")
    return redirect(_place(dispute_id), 303)


@blueprint.get("/<dispute_id>/settlement/accept")
@access.party
def ask_accept(dispute_id: str) -> ResponseReturnValue:
    """The last look before both are bound."""
    own = get_own(dispute_id)
    waiting = offers.find_waiting(own)
    if waiting is None or waiting["id"] != request.args.get("offer"):
        return redirect(_place(dispute_id), 303)
    return render_template("party/accept.html", **_head(own), offer=waiting)


@blueprint.post("/<dispute_id>/settlement/accept")
@access.party
def accept(dispute_id: str) -> ResponseReturnValue:
    """Accept the very offer that was looked at: the dispute ends."""
    side, seen = get_own(dispute_id).side, request.form.get("offer", "")
    try:
        with transaction(lock=dispute_id) as now:
            accept_offer(dispute_id, side, seen, now=now)
    except NotFound:
        raise
    except DisputeError as refusal:
        return _page(get_own(dispute_id), refusal=refusal), status_of(refusal)
    flash(_("You have settled. This letter says what each side gets."), "good")
    return redirect(url_for("party.verdict.show", dispute_id=dispute_id), 303)


@blueprint.post("/<dispute_id>/settlement/decline")
@access.party
def decline(dispute_id: str) -> ResponseReturnValue:
    """Say no to the offer that was seen."""
    told = _("Declined. The other side has been told, and the dispute goes on.")
    return _answer(dispute_id, decline_offer, told=told)


@blueprint.post("/<dispute_id>/settlement/take-back")
@access.party
def take_back(dispute_id: str) -> ResponseReturnValue:
    """Take one's own offer back."""
    told = _("Your offer is taken back. The other side has been told.")
    return _answer(dispute_id, withdraw_offer, told=told)


def _answer(dispute_id: str, act: Act, *, told: str) -> ResponseReturnValue:
    """Do one act on the offer that was seen; a refusal stands above what stands now."""
    side, seen = get_own(dispute_id).side, request.form.get("offer", "")
    try:
        with transaction(lock=dispute_id) as now:
            act(dispute_id, side, seen, now=now)
    except NotFound:
        raise
    except DisputeError as refusal:
        return _page(get_own(dispute_id), refusal=refusal), status_of(refusal)
    flash(told)
    return redirect(_place(dispute_id), 303)


def _page(
    own: OwnDispute,
    *,
    form: Mapping[str, str] | None = None,
    refusal: DisputeError | None = None,
) -> str:
    told = offers.story(own)
    errors = fields_of(refusal) if isinstance(refusal, Invalid) else {}
    return render_template(
        "party/settlement.html",
        **_head(own),
        story=told,
        standing=next((one for one in told if one["is_open"]), None),
        is_open=may_settle(own.dispute),
        left=offers_left(own.dispute, own.side),
        may_withdraw=may_withdraw(own.dispute, own.side),
        rungs=_choices(own),
        example=offers.example(own.dispute.currency),
        form=form or {},
        errors=errors,
        refusal=sentence_of(refusal) if refusal and not errors else "",
    )


def _review(own: OwnDispute, form: Mapping[str, str]) -> str:
    terms = offers.read_terms(own.dispute, form)
    outcome = outcome_of(terms, plain_ladder_of(own.dispute), own.dispute.held_minor)
    return render_template(
        "party/offer.html",
        **_head(own),
        offer=offers.sums(own.dispute, outcome),
        waiting=offers.find_waiting(own),
        form={name: form.get(name, "") for name in ("terms", "sum", "answering")},
    )


def _choices(own: OwnDispute) -> list[dict[str, Any]]:
    """The outcomes of the ladder as the form offers them."""
    case = for_party(own.id, own.side, reader_locale())
    found = case_parts.rungs(case)
    return [
        {**part, "value": rung.code}
        for part, rung in zip(found, case.ladder, strict=True)
    ]


def _head(own: OwnDispute) -> dict[str, Any]:
    case = for_party(own.id, own.side, reader_locale())
    return {**head_of(own), "case": case}


def _place(dispute_id: str) -> str:
    return url_for("party.settlement.show", dispute_id=dispute_id)
