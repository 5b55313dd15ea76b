"""Withdrawing the dispute: who opened it gives it up, with the money in view."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import NotFound
from jury.services.reading.casefile import for_party
from jury.services.settlement.withdraw import (
    may_withdraw,
    money_of_withdrawal,
    withdraw_dispute,
)
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import reader_locale
from jury.web.party import offers
from jury.web.party.own import get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("withdrawal", __name__)


@blueprint.get("/<dispute_id>/withdrawal")
@access.party
def ask(dispute_id: str) -> ResponseReturnValue:
    """What giving it up means, in money, before it is done."""
    own = get_own(dispute_id)
    if not own.is_filer:
        raise NotFound
    if not may_withdraw(own.dispute, own.side):
        return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)
    return render_template(
        "party/withdraw.html",
        **head_of(own),
        case=for_party(own.id, own.side, reader_locale()),
        offer=offers.sums(own.dispute, money_of_withdrawal(own.dispute)),
        waiting=offers.find_waiting(own),
    )


@blueprint.post("/<dispute_id>/withdrawal")
@access.party
def withdraw(dispute_id: str) -> ResponseReturnValue:
    """Give the dispute up."""
    side = get_own(dispute_id).side
    if request.form.get("sure") != "1":
        return redirect(url_for("party.withdrawal.ask", dispute_id=dispute_id), 303)
    with transaction(lock=dispute_id) as now:
        withdraw_dispute(dispute_id, side, actor=f"party:{side}", now=now)
    flash(_("The dispute is withdrawn. The other side has been told."), "good")
    return redirect(url_for("party.verdict.show", dispute_id=dispute_id), 303)
