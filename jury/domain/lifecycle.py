"""The life of a dispute, as tables: read this first.

A row says who may do what on which condition, and what follows. Nothing else in
the code changes a stage or a state; the page "how a dispute runs" and the
diagrams in the README are generated from these rows.
"""

from enum import StrEnum

from jury.domain.errors import N_
from jury.domain.lives.tables import Row, State, Table, Who

__all__ = [
    "BEFORE_THE_VERDICT",
    "DISPUTE",
    "SEND_BACK",
    "SETTLE",
    "UNJUDGED",
    "VOID",
    "WITHDRAW",
    "EndedBy",
    "Row",
    "Side",
    "Stage",
    "State",
    "Table",
    "Who",
]


class Side(StrEnum):
    """The two parties to a dispute."""

    BUYER = "buyer"
    SELLER = "seller"

    @property
    def other(self) -> "Side":
        """The side across the table."""
        return Side.SELLER if self is Side.BUYER else Side.BUYER


class Stage(StrEnum):
    """Where a dispute stands."""

    SUBMISSIONS = "submissions"
    SCREENING = "screening"
    HEARING = "hearing"
    PRONOUNCED = "pronounced"
    FINAL = "final"
    CLOSED = "closed"
    REFERRED = "referred"


class EndedBy(StrEnum):
    """How a dispute came to its end."""

    VERDICT = "verdict"
    DEFAULT = "default"
    RULE = "rule"
    EXPERT = "expert"
    SETTLEMENT = "settlement"
    WITHDRAWAL = "withdrawal"
    DISMISSAL = "dismissal"
    STAFF = "staff"


# How it ends when the sides end it themselves: nobody judged, nothing is opened.
UNJUDGED = frozenset({EndedBy.SETTLEMENT.value, EndedBy.WITHDRAWAL.value})
# How a vote ends that must not count, while the dispute goes on.
VOID = "void"


BEFORE_THE_VERDICT = (
    Stage.SUBMISSIONS,
    Stage.SCREENING,
    Stage.HEARING,
    Stage.REFERRED,
)
SETTLE = tuple(
    Row(
        stage,
        "settle",
        Who.PARTY,
        N_("one side accepts what the other offers"),
        Stage.FINAL,
    )
    for stage in BEFORE_THE_VERDICT
)
WITHDRAW = tuple(
    Row(
        stage,
        "withdraw",
        Who.PARTY,
        N_("the side that opened the dispute gives it up"),
        Stage.FINAL,
        or_who=Who.MARKETPLACE,
    )
    for stage in BEFORE_THE_VERDICT
)
# Where a moderator may let a referred dispute begin anew.
SEND_BACK = {
    Stage.SUBMISSIONS: Row(
        Stage.REFERRED,
        "send back to submissions",
        Who.MODERATOR,
        N_("something is missing: both sides may add to what stands, for a short time"),
        Stage.SUBMISSIONS,
    ),
    Stage.SCREENING: Row(
        Stage.REFERRED,
        "send back to screening",
        Who.MODERATOR,
        N_("what jurors would see is covered and checked anew"),
        Stage.SCREENING,
    ),
    Stage.HEARING: Row(
        Stage.REFERRED,
        "send back",
        Who.MODERATOR,
        N_("a fresh panel is drawn from other jurors"),
        Stage.HEARING,
    ),
}

DISPUTE = Table(
    "dispute",
    (
        Row(
            Stage.SUBMISSIONS,
            "complete submissions",
            Who.PARTY,
            N_("both sides say they are done"),
            Stage.SCREENING,
        ),
        Row(
            Stage.SUBMISSIONS,
            "close submissions",
            Who.SWEEP,
            N_("the window has closed"),
            Stage.SCREENING,
        ),
        Row(
            Stage.SUBMISSIONS,
            "decide by default",
            Who.SWEEP,
            N_(
                "the window has closed, the other side said nothing at all although it "
                "was reached twice, and the claim's evidence is complete"
            ),
            Stage.PRONOUNCED,
        ),
        Row(
            Stage.SUBMISSIONS,
            "decide by rule",
            Who.SWEEP,
            N_("the facts of the order meet a rule that was written down before"),
            Stage.PRONOUNCED,
            or_who=Who.PARTY,
        ),
        Row(
            Stage.SUBMISSIONS,
            "extend",
            Who.PARTY,
            N_("asks for more time before the window closes, once a side"),
            Stage.SUBMISSIONS,
        ),
        Row(
            Stage.SCREENING,
            "complete screening",
            Who.MODERATOR,
            N_("every exhibit is released or withheld, and both sides confirmed"),
            Stage.HEARING,
            or_who=Who.PARTY,
        ),
        Row(
            Stage.SCREENING,
            "close screening",
            Who.SWEEP,
            N_("the window has closed; what is not released is withheld"),
            Stage.HEARING,
        ),
        Row(
            Stage.SCREENING,
            "refer",
            Who.SWEEP,
            N_("the file is ready, and the policy leaves it to an expert or to staff"),
            Stage.REFERRED,
        ),
        Row(
            Stage.HEARING,
            "close poll",
            Who.SWEEP,
            N_("no ballot still out can change the outcome, or the window has closed"),
            Stage.PRONOUNCED,
        ),
        Row(
            Stage.HEARING,
            "extend poll",
            Who.SWEEP,
            N_("the window has closed short of quorum, for the first time"),
            Stage.HEARING,
        ),
        Row(
            Stage.HEARING,
            "refer",
            Who.SWEEP,
            N_("the panel is hung, or there are too few eligible jurors"),
            Stage.REFERRED,
        ),
        Row(
            Stage.HEARING,
            "void poll",
            Who.MODERATOR,
            N_("an exhibit is struck: no vote counts, and another jury is drawn"),
            Stage.HEARING,
        ),
        Row(
            Stage.PRONOUNCED,
            "make final",
            Who.SWEEP,
            N_("the window after the verdict has closed"),
            Stage.FINAL,
        ),
        Row(
            Stage.PRONOUNCED,
            "appeal",
            Who.PARTY,
            N_("a jury's verdict, once, with a ground: other jurors hear it anew"),
            Stage.SUBMISSIONS,
        ),
        Row(
            Stage.PRONOUNCED,
            "appeal to staff",
            Who.PARTY,
            N_(
                "a moderator's decision, once, with a ground: another moderator decides"
            ),
            Stage.REFERRED,
        ),
        Row(
            Stage.PRONOUNCED,
            "reopen",
            Who.MODERATOR,
            N_("a decision by default, once, when the silent side had good cause"),
            Stage.SUBMISSIONS,
        ),
        Row(
            Stage.PRONOUNCED,
            "set aside",
            Who.MODERATOR,
            N_("an exhibit was struck after it, and it cannot stand without it"),
            Stage.REFERRED,
        ),
        Row(
            Stage.PRONOUNCED,
            "correct",
            Who.MODERATOR,
            N_("a slip in a sum or a name, within 48 hours; never the outcome"),
            Stage.PRONOUNCED,
        ),
        Row(
            Stage.FINAL,
            "close",
            Who.MARKETPLACE,
            N_("the refund record is acknowledged and nothing is owed"),
            Stage.CLOSED,
            or_who=Who.SWEEP,
        ),
        Row(
            Stage.FINAL,
            "reverse",
            Who.MODERATOR,
            N_("what was awarded is changed; above a limit a colleague consents"),
            Stage.FINAL,
        ),
        Row(
            Stage.CLOSED,
            "reverse",
            Who.MODERATOR,
            N_("what was awarded is changed; above a limit a colleague consents"),
            Stage.FINAL,
        ),
        Row(
            Stage.REFERRED,
            "pronounce",
            Who.MODERATOR,
            N_("with a written reason, above a limit with a colleague's consent"),
            Stage.PRONOUNCED,
        ),
        *SEND_BACK.values(),
        *SETTLE,
        *WITHDRAW,
    ),
)
