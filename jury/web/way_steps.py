"""The stages of a dispute as the tracker shows them."""

from typing import Any

from flask_babel import gettext as _

from jury.domain.policy import Route
from jury.services.reading.progress import Tracker

Part = dict[str, Any]


def steps(way: Tracker) -> list[Part]:
    """The stages as the tracker shows them: who acts, and what silence means."""
    names = _step_words()
    if way.round_number > 1 and not way.is_by_second_moderator:
        names["submissions"] |= {"name": _("Both sides add what is new")}
    if way.is_returning:
        names["final"] = {
            "name": _("Goods are sent, then payment"),
            "actor": _("buyer and seller in turn"),
            "otherwise": _("whoever lets a time pass bears it"),
        }
    if way.heard_by is not Route.JURY:
        names["hearing"] = _heard_by_staff(is_expert=way.heard_by is Route.EXPERT)
    if not way.is_binding:
        names["pronounced"]["name"] = _("The verdict, as advice")
    if way.loses_by_silence:
        names["submissions"] |= {
            "otherwise": _("a side that says nothing at all can lose by it")
        }
    return [
        {
            "state": one.state,
            "at": one.closes_at,
            **names[one.stage],
            **(_STANDING if way.stands_still else {}),
        }
        for one in way.steps
    ]


# No time runs, and nothing follows from it.
_STANDING: Part = {"at": None, "otherwise": ""}


def _heard_by_staff(*, is_expert: bool) -> Part:
    return {
        "name": _("An expert decides") if is_expert else _("A moderator decides"),
        "actor": _("an expert") if is_expert else _("a moderator"),
        "otherwise": _("the moderators are reminded every day"),
    }


def _step_words() -> dict[str, Part]:
    return {
        "submissions": {
            "name": _("Both sides put their case"),
            "actor": _("buyer and seller"),
            "otherwise": _("the dispute goes on with what is there"),
        },
        "screening": {
            "name": _("Personal details are covered"),
            "actor": _("both sides and a moderator"),
            "otherwise": _("jurors see what has been released by then"),
        },
        "hearing": {
            "name": _("The jury reads and votes"),
            "actor": _("users drawn by lot"),
            "otherwise": _("the next in the drawn order are called"),
        },
        "pronounced": {
            "name": _("The verdict; the money is still held"),
            "actor": _("nobody has to act"),
        },
        "final": {
            "name": _("Payment"),
            "actor": _("the marketplace"),
            "otherwise": _("a moderator finds out why"),
        },
        "closed": {"name": _("Closed")},
        "settlement": {"name": _("Settled between the two sides")},
        "withdrawal": {"name": _("Withdrawn by the side that opened it")},
    }
