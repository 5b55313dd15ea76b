"""When a vote closes, in words: as a policy has it, and as it was for one verdict.

Everything is told in votes. How sure anything is in numbers is told to nobody.
"""

from collections.abc import Iterator

from flask_babel import gettext as _

from jury.domain.policy import Policy
from jury.domain.stopping import Enough, StoppingKind, StoppingRule
from jury.services.hearing.early import Early


def rows(policy: Policy) -> Iterator[tuple[str, str]]:
    """When a vote under this policy closes before its time, and what follows."""
    stopping, term = policy.stopping, str(_("Closes early"))
    if stopping.kind is StoppingKind.FIXED:
        yield term, str(_("Never: everybody on the jury votes, or its time runs out."))
        return
    if stopping.kind is StoppingKind.SETTLED:
        yield term, str(_("Once no vote still to come can change the outcome."))
        return
    yield term, _enough(stopping)
    if stopping.maximum is not None:
        most = _("With %(most)s votes that decide.", most=stopping.maximum)
        yield str(_("At the latest")), str(most)
    called = _("A few at a time, by the clock, as long as the vote goes on.")
    yield str(_("Jurors are called")), str(called)
    if policy.appeal.allowed and policy.moves_money:
        settled = _("Once no vote still to come can change the outcome.")
        yield str(_("Closes early on appeal")), str(settled)


def _enough(stopping: StoppingRule) -> str:
    if stopping.weighs:
        return str(
            _(
                "Once the votes that are in are clear enough, given how these jurors' "
                "votes stood in earlier disputes, with at least %(least)s votes that "
                "decide. What counts is the middle vote all the same.",
                least=stopping.minimum,
            )
        )
    return str(
        _(
            "Once the outcome has a lead of %(margin)s over what lies above it and "
            "over what lies below it, with at least %(least)s votes that decide.",
            margin=stopping.margin,
            least=stopping.minimum,
        )
    )


def early(told: Early | None) -> str:
    """Why a vote was closed before its time was over; nothing when it was not."""
    if told is None:
        return ""
    if told.why is Enough.LEAD:
        return str(
            _(
                "The vote closed before its time was over, as the rules of this case "
                "have it: the outcome had a lead of at least %(num)s.",
                num=told.number,
            )
        )
    if told.why is Enough.EVIDENCE:
        return str(
            _(
                "The vote closed before its time was over, as the rules of this case "
                "have it: the votes that were in were clear enough, given how these "
                "jurors' votes stood in earlier disputes. Each counted the same."
            )
        )
    if told.why is Enough.MAXIMUM:
        return str(
            _(
                "The vote closed before its time was over, as the rules of this case "
                "have it: at least %(num)s jurors had decided.",
                num=told.number,
            )
        )
    return str(
        _(
            "The vote closed before its time was over: no vote still to come could "
            "have changed the outcome."
        )
    )
