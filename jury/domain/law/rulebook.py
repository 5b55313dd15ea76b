"""What the facts of an order decide: rules that need no jury, and the floor of the law.

A rule gives a remedy when its facts hold; the first that holds decides. A floor is
what a statute leaves to nobody: no remedy that is offered may give the buyer less.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from jury.domain.law.fields import Table
from jury.domain.law.texts import Text
from jury.domain.lifecycle import Side

_MOST_DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What the marketplace told of an order, and nothing that a side only says."""

    reason: str
    filed_by: Side
    grade: str
    admitted_at: datetime
    received_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The facts that must hold, all of them; an empty part asks nothing.

    `received_within_days` counts from the delivery to the admission of the dispute;
    `undelivered` asks that the marketplace knows of no delivery.
    """

    reasons: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    received_within_days: int = 0
    undelivered: bool = False

    def holds(self, facts: OrderFacts) -> bool:
        """Tell whether the facts of an order meet this."""
        return (
            (not self.reasons or facts.reason in self.reasons)
            and (not self.grades or facts.grade in self.grades)
            and not (self.undelivered and facts.received_at is not None)
            and (not self.received_within_days or self._is_in_time(facts))
        )

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which the same is read again."""
        lists = {"reasons": list(self.reasons), "grades": list(self.grades)}
        return {**asdict(self), **lists}

    def _is_in_time(self, facts: OrderFacts) -> bool:
        if facts.received_at is None:
            return False
        held_for = facts.admitted_at - facts.received_at
        return held_for <= timedelta(days=self.received_within_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule:
    """A remedy that the facts alone decide; `says` explains it to both sides."""

    code: str
    when: When
    award: str
    says: Text

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_rule` makes this rule again."""
        return {
            "code": self.code,
            "when": self.when.to_json(),
            "award": self.award,
            "says": self.says.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The least a remedy may give: a rung of the ladder, or a share of the price."""

    code: str
    when: When
    award: str
    percent: int
    says: Text

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_floor` makes this floor again."""
        least = {"award": self.award} if self.award else {"percent": self.percent}
        return {
            "code": self.code,
            "when": self.when.to_json(),
            **least,
            "says": self.says.to_json(),
        }


def first_rule(rules: Iterable[TableRule], facts: OrderFacts) -> TableRule | None:
    """Find the rule that decides: the first whose facts hold."""
    return next((rule for rule in rules if rule.when.holds(facts)), None)


def read_rule(table: Table) -> TableRule:
    """Read one rule; problems go to the table."""
    rule = TableRule(
        code=table.text("code"),
        when=_read_when(table.table("when")),
        award=table.text("award"),
        says=table.words("says"),
    )
    table.finish()
    if rule.when == When():
        table.note("when", "must name at least one fact")
    return rule


def read_floor(table: Table) -> Floor:
    """Read one floor; problems go to the table."""
    floor = Floor(
        code=table.text("code"),
        when=_read_when(table.table("when")),
        award=table.text("award") if table.has("award") else "",
        percent=table.integer("percent", low=0, high=100, default=0),
        says=table.words("says"),
    )
    table.finish()
    if bool(floor.award) == (floor.percent > 0):
        table.note("award", "or percent must say what is least, and only one of them")
    return floor


def _read_when(table: Table) -> When:
    when = When(
        reasons=table.strings("reasons"),
        grades=table.strings("grades"),
        received_within_days=table.integer(
            "received_within_days", low=0, high=_MOST_DAYS, default=0
        ),
        undelivered=table.flag("undelivered", default=False),
    )
    table.finish()
    if when.undelivered and when.received_within_days:
        table.note("undelivered", "cannot hold together with received_within_days")
    return when
