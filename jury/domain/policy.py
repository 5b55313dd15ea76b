"""The rules of one court, chosen by category, reason and amount.

A policy is frozen into a dispute at admission as the JSON of `to_json`; changing a file
never touches a running dispute. `to_json` writes every figure out, so that a default
that changes later changes nothing either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from enum import StrEnum

from jury.domain.asking import NEVER, AskTerms, read_terms
from jury.domain.attention import Attention
from jury.domain.ballots import BallotLimits
from jury.domain.jurors.eligibility_limits import EligibilityLimits
from jury.domain.jurors.strata import UNBALANCED, Panel, read_panel
from jury.domain.law.evidence import STILLS_ONLY, Evidence, read_evidence
from jury.domain.law.fields import FieldProblem, LawInvalid, Table
from jury.domain.law.holidays import Holidays, read_holidays
from jury.domain.law.matches import Matches, read_matches
from jury.domain.law.money_terms import (
    NO_ADVANCE,
    AdvanceTerms,
    Compensation,
    read_advance,
    read_compensation,
)
from jury.domain.law.panel_terms import AppealTerms, Draw
from jury.domain.law.policy_quarrels import note_quarrels
from jury.domain.law.rulebook import Floor, TableRule, read_floor, read_rule
from jury.domain.law.showing import SHOWN, Showing, Words, read_showing
from jury.domain.law.texts import Text
from jury.domain.law.verdict_fields import read_counting, read_stopping, verdict_to_json
from jury.domain.law.windows import Pace, Window, Windows
from jury.domain.lifecycle import Stage
from jury.domain.lives.returns import ReturnWindows
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.domain.tally import VerdictRule

_MOST_MINOR = 10**12
_MOST_SEATS = 999
# The rollout of a policy that every dispute it matches falls under.
EVERYWHERE = 100


class Route(StrEnum):
    """Who decides."""

    JURY = "jury"
    RULE = "rule"
    EXPERT = "expert"
    STAFF = "staff"


class Effect(StrEnum):
    """What a verdict does; advice and shadow never move money."""

    BINDING = "binding"
    ADVICE = "advice"
    SHADOW = "shadow"


class Silence(StrEnum):
    """What follows when the other side never answers."""

    HEARD = "heard"  # decided on what is there
    DEFAULT = "default"  # decided for the side that filed


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything by which one dispute is tried.

    With a `rollout` below 100 that many of a hundred disputes are; the others fall
    under the policy that `fallback` names.
    """

    name: str
    version: int
    title: Text
    matches: Matches
    route: Route
    effect: Effect
    seats: int
    verdict: VerdictRule
    stopping: StoppingRule
    ladder: tuple[str, ...]
    silence: Silence
    consent_above: tuple[tuple[str, int], ...]
    windows: Windows
    pace: Pace
    attention: Attention
    ballot: BallotLimits
    eligibility: EligibilityLimits
    draw: Draw
    appeal: AppealTerms
    returns: ReturnWindows
    rules: tuple[TableRule, ...] = ()
    floors: tuple[Floor, ...] = ()
    rollout: int = EVERYWHERE
    fallback: str = ""
    holidays: Holidays = field(default_factory=Holidays)
    compensation: tuple[Compensation, ...] = ()
    advance: AdvanceTerms = NO_ADVANCE
    shown: Showing = SHOWN
    evidence: Evidence = STILLS_ONLY
    # A moderator looks at every picture, however sure machines are of it.
    staff_screens: bool = False
    panel: Panel = UNBALANCED
    ask: AskTerms = NEVER

    @property
    def quorum(self) -> int:
        """Ballots needed at the window's end with the policy's own seats."""
        return self.verdict.quorum_of(self.seats)

    def stopping_in(self, round_number: int) -> StoppingRule:
        """Say when a poll may stop; one on appeal waits at least until it is settled.

        Its verdict is final, and fewer people should not overturn one than made it.
        """
        if round_number == 1 or self.stopping.kind is StoppingKind.FIXED:
            return self.stopping
        return StoppingRule()

    @property
    def wants_eyes(self) -> bool:
        """Tell whether a person looks at every picture, however sure machines are.

        Also where the listing is kept from jurors: none knows a picture of it.
        """
        return self.staff_screens or self.shown.listing is Words.WITHHELD

    @property
    def moves_money(self) -> bool:
        """Tell whether a verdict reaches the refund record."""
        return self.effect is Effect.BINDING

    @property
    def hears_parties(self) -> bool:
        """Tell whether buyer and seller take part; beside a shadow they do not."""
        return self.effect is not Effect.SHADOW

    def lasts(self, window: Window) -> timedelta:
        """Say how long a window is; nobody is waited for who takes no part.

        What moves no money has nothing that would wait for an appeal.
        """
        stage = window.stage
        if stage is Stage.PRONOUNCED and not self.moves_money:
            return timedelta()
        if stage in {Stage.SUBMISSIONS, Stage.SCREENING} and not self.hears_parties:
            return timedelta()
        return self.windows.lasts(window)

    def explanation(self, code: str) -> Text | None:
        """Find the words of the rule or floor by which something was decided."""
        known: tuple[TableRule | Floor, ...] = (*self.rules, *self.floors)
        return next((one.says for one in known if one.code == code), None)

    def needs_second_consent(self, amount_minor: int, currency: str) -> bool:
        """Tell whether two moderators must agree to a decision by staff."""
        limit = dict(self.consent_above).get(currency)
        return limit is not None and amount_minor > limit

    def appeal_seats(self, seats: int, *, eligible: int) -> int | None:
        """Size the panel of an appeal from one of `seats`; None: staff must decide.

        min(2n+1, 31, the largest odd number ≤ eligible ÷ over-summoning); not below n.
        """
        reachable = eligible * 100 // self.pace.over_summoning_percent
        wanted = min(
            2 * seats + 1, self.appeal.most_seats, reachable - 1 + reachable % 2
        )
        return wanted if wanted >= seats else None

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `parse_policy` makes this policy again."""
        return {
            "name": self.name,
            "version": self.version,
            "title": self.title.to_json(),
            "matches": self.matches.to_json(),
            "route": self.route.value,
            "effect": self.effect.value,
            "seats": self.seats,
            "verdict": verdict_to_json(self.verdict, self.stopping),
            "ladder": list(self.ladder),
            "silence": self.silence.value,
            "consent_above": dict(self.consent_above),
            "windows": asdict(self.windows),
            "pace": asdict(self.pace),
            "attention": asdict(self.attention),
            "ballot": asdict(self.ballot),
            "eligibility": asdict(self.eligibility),
            "draw": asdict(self.draw),
            "appeal": asdict(self.appeal),
            "returns": asdict(self.returns),
            "rule": [rule.to_json() for rule in self.rules],
            "floor": [floor.to_json() for floor in self.floors],
            "rollout": self.rollout,
            **({"fallback": self.fallback} if self.fallback else {}),
            "holidays": self.holidays.to_json(),
            "compensation": [one.to_json() for one in self.compensation],
            "advance": self.advance.to_json(),
            "shown": self.shown.to_json(),
            **(
                {}
                if self.evidence == STILLS_ONLY
                else {"evidence": self.evidence.to_json()}
            ),
            **({"staff_screens": True} if self.staff_screens else {}),
            **({} if self.panel == UNBALANCED else {"panel": self.panel.to_json()}),
            **({"ask": self.ask.to_json()} if self.ask.is_on else {}),
        }


def parse_policy(source: object, *, path: str = "") -> Policy:
    """Make a policy from a mapping, or raise LawInvalid naming every bad field."""
    problems: list[FieldProblem] = []
    policy = read_policy(Table(source, path=path, problems=problems))
    if problems:
        raise LawInvalid(problems)
    return policy


def from_json(stored: Mapping[str, object]) -> Policy:
    """Make the policy again that a dispute was admitted under."""
    return parse_policy(stored)


def read_policy(table: Table) -> Policy:
    """Read one policy; problems go to the table."""
    verdict = table.table("verdict")
    policy = Policy(
        name=table.text("name"),
        version=table.integer("version", low=1, high=10**6),
        title=table.words("title"),
        matches=read_matches(table.table("matches")),
        route=table.code("route", Route, default=Route.JURY),
        effect=table.code("effect", Effect, default=Effect.BINDING),
        seats=table.integer("seats", low=1, high=_MOST_SEATS),
        verdict=read_counting(verdict),
        stopping=read_stopping(verdict),
        ladder=table.strings("ladder"),
        silence=table.code("silence", Silence, default=Silence.HEARD),
        consent_above=_amounts(table.table("consent_above")),
        windows=table.section("windows", Windows),
        pace=table.section("pace", Pace),
        attention=table.section("attention", Attention),
        ballot=table.section("ballot", BallotLimits),
        eligibility=table.section("eligibility", EligibilityLimits),
        draw=table.section("draw", Draw),
        appeal=table.section("appeal", AppealTerms),
        returns=table.section("returns", ReturnWindows),
        rules=tuple(read_rule(one) for one in table.tables("rule")),
        floors=tuple(read_floor(one) for one in table.tables("floor")),
        rollout=table.integer("rollout", low=0, high=EVERYWHERE, default=EVERYWHERE),
        fallback=table.text("fallback") if table.has("fallback") else "",
        holidays=read_holidays(table.table("holidays")),
        compensation=tuple(
            read_compensation(one) for one in table.tables("compensation")
        ),
        advance=read_advance(table.table("advance")),
        shown=read_showing(table.table("shown")),
        evidence=read_evidence(table.table("evidence")),
        staff_screens=table.flag("staff_screens", default=False),
        panel=read_panel(table.table("panel")),
        ask=read_terms(table.table("ask")),
    )
    table.finish()
    note_quarrels(policy, table)
    return policy


def _amounts(table: Table) -> tuple[tuple[str, int], ...]:
    amounts = tuple(
        (currency, table.integer(currency, low=0, high=_MOST_MINOR))
        for currency in sorted(table.keys())
    )
    table.finish()
    return amounts
