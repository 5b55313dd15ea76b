"""How a juror's votes stood: own figures, what they say, and what follows from them."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from jury.domain.reliability.agreement import Agreement
from jury.services.verdict.reliability import OwnFigures, figures_of
from jury.web import access

blueprint = Blueprint("figures", __name__)


@blueprint.get("/figures")
@access.juror
def show() -> str:
    """Only what is final, all disputes together: nothing of one that still runs."""
    own = figures_of(access.juror_id())
    stood = own.agreement
    return render_template(
        "juror/figures.html",
        has_finals=stood.finals > 0,
        votes=[
            (_("You voted, and it is final by now"), stood.finals),
            (_("It ended as you had voted"), stood.agreed),
            *_controls(own),
            (_("What that says"), _says(stood)),
        ],
        service=[
            (_("Votes you gave"), own.voted),
            (_("Seats you took and did not vote in"), own.seats_left_empty),
            (_("Calls you did not answer"), own.calls_unanswered),
        ],
    )


def _controls(own: OwnFigures) -> list[tuple[str, int]]:
    """Of the votes those whose outcome was known; nothing where there are none."""
    if not own.controls:
        return []
    return [
        (_("Of these, in control disputes, whose outcome was known"), own.controls),
        (_("You chose there as was known, or as can be defended"), own.controls_right),
    ]


def _says(stood: Agreement) -> str:
    """The range in words; of few votes that they say little."""
    if not stood.is_telling:
        return str(_("Too few yet to say anything: chance alone could have done it."))
    if stood.low == stood.high:
        return str(_("You see about %(low)s of ten as they end.", low=stood.low))
    return str(
        _(
            "You see between %(low)s and %(high)s of ten as they end.",
            low=stood.low,
            high=stood.high,
        )
    )
