"""The life of a dispute, as tables: read this first.

A row says who may do what on which condition, and what follows. Nothing else in
the code changes a stage or a state; the page "how a dispute runs" and the
diagrams in the README are generated from these rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from jury.domain.errors import N_, NotAllowed, NotNow


class Side(StrEnum):
    """The two parties to a dispute."""

    BUYER = "buyer"
    SELLER = "seller"

    @property
    def other(self) -> "Side":
        """The side across the table."""
        return Side.SELLER if self is Side.BUYER else Side.BUYER


class Who(StrEnum):
    """Who performs an act."""

    MARKETPLACE = "marketplace"
    PARTY = "party"
    JUROR = "juror"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"
    SWEEP = "sweep"


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


class RefundState(StrEnum):
    """Where the money of a dispute stands."""

    HELD = "held"
    INSTRUCTED = "instructed"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"


class ExhibitState(StrEnum):
    """What became of one version of an exhibit."""

    PROPOSED = "proposed"
    FILED = "filed"
    RELEASED = "released"
    WITHHELD = "withheld"
    SUPERSEDED = "superseded"


class SummonsState(StrEnum):
    """What became of the call to one drawn juror."""

    SENT = "sent"
    ACCEPTED = "accepted"
    VOTED = "voted"
    DECLINED = "declined"
    RECUSED = "recused"
    EXPIRED = "expired"
    REVOKED = "revoked"
    RELEASED = "released"


State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class Row(Generic[State]):
    """`who` may `act` at `at` on `condition`; `to` follows."""

    at: State
    act: str
    who: Who
    condition: str
    to: State
    or_who: Who | None = None

    @property
    def may(self) -> tuple[Who, ...]:
        """Everybody who may do it."""
        return (self.who,) if self.or_who is None else (self.who, self.or_who)


@dataclass(frozen=True)
class Table(Generic[State]):
    """All rows for one kind of thing."""

    name: str
    rows: tuple[Row[State], ...]

    def after(self, at: State, act: str, who: Who) -> State:
        """What follows when `who` does `act` at `at`.

        Raises NotNow when no row has the act there, NotAllowed when it is not theirs.
        """
        row = next((one for one in self.rows if one.at is at and one.act == act), None)
        if row is None:
            raise NotNow
        if who not in row.may:
            raise NotAllowed
        return row.to

    def acts_at(self, at: State) -> tuple[Row[State], ...]:
        """The rows that are open at `at`, in the order of the table."""
        return tuple(row for row in self.rows if row.at is at)

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram."""
        return "\n".join(["stateDiagram-v2", *_arrows(self.rows)])


def _arrows(rows: Iterable[Row[State]]) -> list[str]:
    return [f"    {row.at.upper()} --> {row.to.upper()}: {row.act}" for row in rows]


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
            N_(
                "the panel is hung, there are too few eligible jurors, or the policy "
                "leaves it to staff"
            ),
            Stage.REFERRED,
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
            Stage.REFERRED,
            "pronounce",
            Who.MODERATOR,
            N_("with a written reason, above a limit with a colleague's consent"),
            Stage.PRONOUNCED,
        ),
        Row(
            Stage.REFERRED,
            "send back",
            Who.MODERATOR,
            N_("a fresh panel is drawn from other jurors"),
            Stage.HEARING,
        ),
        *SETTLE,
        *WITHDRAW,
    ),
)
