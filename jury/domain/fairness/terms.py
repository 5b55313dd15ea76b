"""What `fairness.toml` says: how far figures lean, how verdicts are audited, prices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from jury.domain.fairness.auditing import Limit
from jury.domain.fairness.cost import CostTerms, read_cost
from jury.domain.jurors.control import MOST_PERCENT
from jury.domain.law.fields import Table, within


@dataclass(frozen=True, slots=True)
class MeterTerms:
    """Beyond what lean, with certainty, somebody is called.

    With an *outcome_percent* also where outcomes alone lie so far apart: of one side
    from a half, of one filer or language from the others.
    """

    lean_percent: int = within(0, 50, default=2)
    outcome_percent: int = within(0, 50, default=0)

    @property
    def band(self) -> float:
        """The lean as a share."""
        return self.lean_percent / 100

    @property
    def outcome_band(self) -> float | None:
        """The same of outcomes; None where nobody is called for them."""
        return self.outcome_percent / 100 if self.outcome_percent else None


@dataclass(frozen=True, slots=True)
class AuditTerms:
    """How many verdicts are read again, and what the court bears."""

    weekly: int = within(0, 1000, default=10)
    wrong_percent: int = within(1, 50, default=5)
    apart: int = within(0, 3, default=1)
    read_within_days: int = within(1, 60, default=7)

    @property
    def limit(self) -> Limit:
        """The share of wrong verdicts to be shown not to be reached."""
        return Limit(self.wrong_percent / 100)

    @property
    def read_within(self) -> timedelta:
        """The time there is to read a verdict again."""
        return timedelta(days=self.read_within_days)

    def differ(self, one: int, other: int, *, rungs: int) -> bool:
        """Whether two rungs of a ladder are different verdicts."""
        return abs(one - other) > (self.apart if rungs > 2 else 0)


@dataclass(frozen=True, slots=True)
class ChangeTerms:
    """How many administrators must approve before changed rules come into force."""

    approvals: int = within(0, 5, default=2)


@dataclass(frozen=True, slots=True)
class ControlTerms:
    """Of what a juror reads, at most so much is a dispute whose answer is known."""

    most_percent: int = within(0, MOST_PERCENT, default=0)


@dataclass(frozen=True, slots=True)
class FairnessTerms:
    """The whole file."""

    meters: MeterTerms = field(default_factory=MeterTerms)
    audit: AuditTerms = field(default_factory=AuditTerms)
    control: ControlTerms = field(default_factory=ControlTerms)
    cost: CostTerms = field(default_factory=CostTerms)
    change: ChangeTerms = field(default_factory=ChangeTerms)


def read_fairness(table: Table) -> FairnessTerms:
    """Read the file; what it leaves out is as shipped."""
    found = FairnessTerms(
        meters=table.section("meters", MeterTerms),
        audit=table.section("audit", AuditTerms),
        control=table.section("control", ControlTerms),
        cost=read_cost(table.table("cost")),
        change=table.section("change", ChangeTerms),
    )
    table.finish()
    return found
