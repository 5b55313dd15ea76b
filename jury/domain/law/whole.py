"""The whole law of the court, and the part of it that one dispute takes along.

`Law` is what the TOML files say, checked against each other. `Rules` is what a dispute
is admitted under: policy, reason, ladder and chips, frozen as JSON, so that a changed
file never reaches a running dispute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from jury.domain.asking import Ask, asks_for, read_ask
from jury.domain.award import Line
from jury.domain.ballots import Chip, chips_for, read_chip
from jury.domain.errors import N_, Invalid
from jury.domain.fairness.terms import FairnessTerms
from jury.domain.law.choosing import Considered, choose
from jury.domain.law.fields import FieldProblem, LawInvalid, Table
from jury.domain.law.floors import least_of
from jury.domain.law.ladder import (
    AS_ASKED,
    OfferedRung,
    Rung,
    not_below,
    offered_rungs,
)
from jury.domain.law.reasons import Reason, read_reason
from jury.domain.law.rollout import Trial, read_trial
from jury.domain.law.rulebook import Floor, OrderFacts
from jury.domain.law.rung_fields import read_rung
from jury.domain.law.texts import Text
from jury.domain.policy import Policy, read_policy

Coded = TypeVar("Coded", Reason, Rung, Chip)

# Earlier versions froze these into disputes; nothing ever depended on them.
RETIRED_FROM_DRAW = frozenset({"by_category", "lanes_a_seat"})
# A dispute that was admitted before there was such a thing goes on without it.
ADDED_TO_WINDOWS = {"extension_on_request_hours": 0}
ADDED_TO_ELIGIBILITY = {
    "exam_volunteers": False,
    "juror_after": 0,
    "experienced_after": 1000,
    "trainees": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that governs one dispute from its admission on."""

    policy: Policy
    reason: Reason
    ladder: tuple[Rung, ...]
    as_asked: Rung
    chips: tuple[Chip, ...]
    trial: Trial | None = None
    asks: tuple[Ask, ...] = ()

    def ask(self, code: str) -> Ask:
        """Give one line of the form by which jurors ask for evidence."""
        return {one.code: one for one in self.asks}[code]

    def rung(self, code: str) -> Rung:
        """Give the remedy that an offered rung stands for."""
        beside = (one.as_rung() for one in self.policy.compensation)
        known = (*beside, *self.ladder, self.as_asked)
        return {rung.code: rung for rung in known}[code]

    def offered(
        self,
        *,
        price_minor: int,
        freight_minor: int,
        held_minor: int,
        asked_minor: int,
        currency: str,
        facts: OrderFacts | None = None,
    ) -> tuple[OfferedRung, ...]:
        """Give the rungs of this dispute's ballot; see `ladder.offered_rungs`.

        Without the facts of an order no floor holds.
        """
        least = least_of(
            self.floors_of(facts),
            self.ladder,
            price_minor=price_minor,
            freight_minor=freight_minor,
            held_minor=held_minor,
            currency=currency,
        )
        offered = offered_rungs(
            self.ladder,
            price_minor=price_minor,
            freight_minor=freight_minor,
            held_minor=held_minor,
            asked_minor=asked_minor,
            currency=currency,
        )
        return not_below(offered, least, price_minor=price_minor)

    def floors_of(self, facts: OrderFacts | None) -> tuple[Floor, ...]:
        """Give the floors that hold for an order."""
        if facts is None:
            return ()
        return tuple(one for one in self.policy.floors if one.when.holds(facts))

    def in_zone(self, zone: str) -> Rules:
        """Give the same rules with the days of holidays counted in a time zone."""
        holidays = replace(self.policy.holidays, zone=zone)
        return replace(self, policy=replace(self.policy, holidays=holidays))

    def to_json(self) -> dict[str, object]:
        """Give the mapping that is stored with the dispute."""
        return {
            "policy": self.policy.to_json(),
            "reason": self.reason.to_json(),
            "ladder": [rung.to_json() for rung in self.ladder],
            "as_asked": self.as_asked.to_json(),
            "chips": [chip.to_json() for chip in self.chips],
            **({"trial": self.trial.to_json()} if self.trial else {}),
            **({"asks": [one.to_json() for one in self.asks]} if self.asks else {}),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Rules:
        """Make the rules again that `to_json` gave."""
        problems: list[FieldProblem] = []
        table = Table(stored, problems=problems)
        policy = table.table("policy")
        policy.retire("draw", RETIRED_FROM_DRAW)
        policy.fill("windows", ADDED_TO_WINDOWS)
        policy.fill("eligibility", ADDED_TO_ELIGIBILITY)
        rules = cls(
            policy=read_policy(policy),
            reason=read_reason(table.table("reason")),
            ladder=tuple(read_rung(one) for one in table.tables("ladder")),
            as_asked=read_rung(table.table("as_asked")),
            chips=tuple(read_chip(one) for one in table.tables("chips")),
            trial=read_trial(table.table("trial")) if table.has("trial") else None,
            asks=tuple(read_ask(one) for one in table.tables("asks")),
        )
        table.finish()
        if problems:
            raise LawInvalid(problems)
        return rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """All reasons, remedies, chips, policies and the words for codes."""

    reasons: Mapping[str, Reason]
    rungs: Mapping[str, Rung]
    chips: tuple[Chip, ...]
    policies: tuple[Policy, ...]
    words: Mapping[str, Mapping[str, Text]]
    fairness: FairnessTerms = field(default_factory=FairnessTerms)
    asks: tuple[Ask, ...] = ()

    def word(self, section: str, code: str) -> Text:
        """Say a code of `section` (group, eligibility, calculation …) in words."""
        return self.words[section][code]

    def say_line(self, line: Line, locale: str) -> str:
        """Say a line of the calculation in words; its sum stands beside it."""
        words = self.word("calculation", line.code).for_locale(locale)
        return words % {"percent": line.percent}

    def rules_for(
        self,
        *,
        category: str,
        reason: str,
        amount_minor: int,
        currency: str,
        reference: str | None = None,
    ) -> tuple[Rules, tuple[Considered, ...]]:
        """Find the rules for a dispute, and why these; `amount_minor` is what is asked.

        `reference` is the marketplace's own of the dispute, and decides rollouts.
        Raises Invalid for a reason that is not in the taxonomy, NoPolicy if none fits.
        """
        if reason not in self.reasons:
            raise Invalid({"reason": N_("This reason is not known.")})
        policy, considered = choose(
            self.policies,
            category=category,
            reason=reason,
            amount_minor=amount_minor,
            currency=currency,
            reference=reference,
        )
        rules = self.rules(policy, self.reasons[reason])
        trial = next((one.trial for one in considered if one.chosen), None)
        return replace(rules, trial=trial), considered

    def rules(self, policy: Policy, reason: Reason) -> Rules:
        """Take out of the law what a dispute over `reason` under `policy` needs."""
        codes = policy.ladder or reason.ladder
        return Rules(
            policy=policy,
            reason=reason,
            ladder=tuple(self.rungs[code] for code in codes),
            as_asked=self.rungs[AS_ASKED],
            chips=chips_for(self.chips, reason),
            asks=asks_for(self.asks, reason) if policy.ask.is_on else (),
        )
