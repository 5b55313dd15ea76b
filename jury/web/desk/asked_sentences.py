"""The lines of the audit log about a panel: calls, votes, and what it asks for."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from jury.domain.errors import N_
from jury.services.law.lawbook import lawbook
from jury.web.frame import reader_locale

Payload = Mapping[str, Any]


def _asked(told: Payload) -> str:
    what = _what(str(told.get("ask", "")))
    if told.get("side") == "buyer":
        return str(_("Jurors ask the buyer for %(what)s; the vote waits.", what=what))
    return str(_("Jurors ask the seller for %(what)s; the vote waits.", what=what))


def _what(code: str) -> str:
    """What was asked for, in words; the bare code once no form has it any more."""
    asks = {one.code: one.text for one in lawbook().asks}
    return asks[code].for_locale(reader_locale()) if code in asks else code


def _answered(_told: Payload) -> str:
    return str(_("answers the jury"))


TELLERS: Mapping[str, Callable[[Payload], str]] = {
    "dispute.evidence_asked": _asked,
    "dispute.evidence_answered": _answered,
}

# What stands in a sealed chain until the poll is closed; %(no)s is a rank.
SENTENCES: Mapping[str, str] = {
    "evidence.confirmed": N_("confirms what the jury will see of its evidence"),
    "question.put": N_("A juror asks for evidence."),
    "ballot.cast": N_("A ballot is cast."),
    "summons.sent": N_("Rank %(no)s is called."),
    "summons.accepted": N_("Rank %(no)s takes a seat."),
    "summons.declined": N_("Rank %(no)s declines."),
    "summons.recused": N_("Rank %(no)s steps aside."),
    "summons.expired": N_("Rank %(no)s did not answer."),
    "summons.revoked": N_("The seat of rank %(no)s goes on."),
    "summons.released": N_("Rank %(no)s is not needed."),
}


def subjects() -> Mapping[str, str]:
    """The kind of these lines."""
    return {"question": str(_("Questions of jurors"))}
