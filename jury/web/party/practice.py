"""Whether a side lets its closed dispute be read by those who practise judging."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.services.exam.consent import may_be_asked, say_consent
from jury.storage.jurors.closed_mocks import list_consents
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.party.own import OwnDispute, get_own

blueprint = Blueprint("practice", __name__)


@blueprint.post("/<dispute_id>/practice")
@access.party
def answer(dispute_id: str) -> ResponseReturnValue:
    """Yes or no; what is not plainly a yes is a no."""
    side, is_given = get_own(dispute_id).side, request.form.get("allowed") == "1"
    with transaction(lock=dispute_id) as now:
        say_consent(dispute_id, side, is_given=is_given, now=now)
    told = (
        _("Thank you. You can take it back at any time.")
        if is_given
        else _("Nobody will practise on this dispute.")
    )
    flash(told, "good")
    return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)


def practice_of(own: OwnDispute) -> dict[str, Any] | None:
    """What this side is asked, or said; None where there is nothing to say."""
    if own.dispute.closed_at is None:
        return None
    said = list_consents(own.id).get(own.side)
    may_ask = may_be_asked(own.dispute)
    if not may_ask and (said is None or not said.is_given):
        return None
    is_given: bool | None = said.is_given if said else None
    said_at: datetime | None = said.said_at if said else None
    return {"is_given": is_given, "said_at": said_at}
