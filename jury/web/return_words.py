"""Goods under way in words: their states, what can be wrong, how it is told."""

from flask_babel import gettext as _

from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.returns import ContestGround, ReturnState
from jury.services.reading.case_views import ExhibitView
from jury.storage.money.returns import Journey

Option = tuple[str, str]


def states() -> dict[str, str]:
    """Where the goods are, as a short line."""
    return {
        ReturnState.DUE: _("to be sent back"),
        ReturnState.SENT: _("on its way back"),
        ReturnState.MISSING: _("missing"),
        ReturnState.RECEIVED: _("arrived"),
        ReturnState.CONTESTED: _("contested by the seller"),
        ReturnState.DECIDED: _("decided by a moderator"),
        ReturnState.ACCEPTED: _("accepted"),
        ReturnState.REFUSED: _("does not count as returned"),
        ReturnState.LAPSED: _("not sent in time"),
    }


def states_of(row: Journey) -> dict[str, str]:
    """The same, of goods that go this way."""
    return states() if row.sender is Side.BUYER else states_again()


def states_again() -> dict[str, str]:
    """Where the goods are on their way to the buyer, as a short line."""
    return {
        **states(),
        ReturnState.DUE: _("to be sent to the buyer"),
        ReturnState.SENT: _("on its way to the buyer"),
        ReturnState.CONTESTED: _("contested by the buyer"),
        ReturnState.REFUSED: _("does not count as delivered"),
    }


def grounds_of(row: Journey) -> list[Option]:
    """What can be wrong with goods that went this way."""
    return grounds() if row.sender is Side.BUYER else grounds_again()


def grounds_again() -> list[Option]:
    """What a buyer can say is wrong with what was sent again."""
    found = grounds()
    found[1] = (ContestGround.SWAPPED, _("It is not what was to be sent"))
    found[2] = (ContestGround.DAMAGED, _("It is damaged"))
    return found


def grounds() -> list[Option]:
    """What a seller can say is wrong with what came back."""
    return [
        (ContestGround.EMPTY, _("The parcel was empty")),
        (ContestGround.SWAPPED, _("It is not the item that was sold")),
        (ContestGround.DAMAGED, _("It is damaged in a way it was not before")),
        (ContestGround.INCOMPLETE, _("Parts are missing")),
    ]


def causes() -> dict[str, str]:
    """Why a person has to decide."""
    return {
        **dict(grounds()),
        ReturnState.MISSING: _("The parcel did not arrive in time."),
        "appeal": _("A colleague's decision was appealed."),
        "no_consent": _("A colleague did not consent to the first decision."),
    }


def causes_again() -> dict[str, str]:
    """The same, of goods on their way to the buyer."""
    return {**causes(), **dict(grounds_again())}


def bearers() -> dict[str, str]:
    """Who bears the way back."""
    return {
        "nobody": _("as you two agree"),
        "buyer": _("the buyer, out of the buyer's share"),
        "seller": _("the seller"),
        "platform": _("the marketplace"),
        "insurer": _("the freight insurance"),
    }


def exhibit_note(view: ExhibitView) -> str:
    """What became of one's own evidence about a return."""
    known: dict[str, str] = {
        ExhibitState.FILED.value: _("A moderator is covering personal details on it."),
        ExhibitState.RELEASED.value: _("The other side sees it, covered."),
    }
    hidden = _("Not shown to the other side. The moderators have it.")
    return known.get(view.state, str(hidden))
