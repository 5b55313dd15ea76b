"""Who may sit in judgement on a dispute; refusals come with every reason.

Three kinds of rule: never a party, never one person twice, never anybody tied to a
party; the right language and field; and a juror's own standing under the policy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from jury.domain.deadlines import in_utc
from jury.domain.jurors.eligibility_limits import Bounds, EligibilityLimits
from jury.domain.jurors.ramp import Rank

if TYPE_CHECKING:
    from jury.domain.policy import Policy

TieKey = int | str


class JurorStatus(StrEnum):
    """Whether somebody on the roster takes part at all."""

    ACTIVE = "active"
    PENDING = "pending"
    PAUSED = "paused"
    INACTIVE = "inactive"


class Code(StrEnum):
    """Why somebody may not sit."""

    IS_PARTY = "is_party"
    SAME_PERSON = "same_person"
    PERSON_TWICE = "person_twice"
    TIED = "tied"
    EARLIER_PANEL = "earlier_panel"
    LANGUAGE = "language"
    CATEGORY = "category"
    PENDING = "pending"
    PAUSED = "paused"
    INACTIVE = "inactive"
    NOT_ADULT = "not_adult"
    NOT_VERIFIED = "not_verified"
    ACCOUNT_TOO_NEW = "account_too_new"
    TOO_FEW_TRADES = "too_few_trades"
    CREDIT_TOO_LOW = "credit_too_low"
    NOT_ACTIVE_LATELY = "not_active_lately"
    EXAM = "exam"
    TRAINEE = "trainee"
    STRIKE = "strike"
    TOO_FEW_JURIES = "too_few_juries"
    TOO_MANY_OPEN = "too_many_open"
    TOO_MANY_TODAY = "too_many_today"
    RESTING = "resting"
    ON_BREAK = "on_break"


EXCLUSIONS = frozenset({Code.IS_PARTY, Code.SAME_PERSON, Code.TIED, Code.EARLIER_PANEL})


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorFacts:
    """What the roster knows of one person, as of the moment of judging.

    `vouched`: the marketplace named them without their asking; `passed`: the exam.
    """

    ref: str
    language: str
    adult: bool
    verified: bool
    account_opened_on: date
    trades_completed: int
    credit: int
    last_active_at: datetime | None
    categories: frozenset[str] = frozenset()
    strikes: int = 0
    juries_served: int = 0
    open_summonses: int = 0
    summonses_today: int = 0
    missed_in_a_row: int = 0
    missed_at: datetime | None = None
    hard_at: datetime | None = None
    status: JurorStatus = JurorStatus.ACTIVE
    person_key: TieKey | None = None
    tie_keys: frozenset[TieKey] = frozenset()
    vouched: bool = True
    passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFacts:
    """What a dispute says about who may not judge it.

    The earlier ones sat or were called in the dispute before; the drawn ones are met
    in this very draw already.
    """

    language: str
    category: str
    party_refs: frozenset[str]
    party_person_keys: frozenset[TieKey] = frozenset()
    tie_keys: frozenset[TieKey] = frozenset()
    earlier_refs: frozenset[str] = frozenset()
    earlier_person_keys: frozenset[TieKey] = frozenset()
    drawn_person_keys: frozenset[TieKey] = frozenset()


def ineligibility(
    juror: JurorFacts,
    dispute: DisputeFacts,
    policy: Policy,
    *,
    as_of: datetime,
    summoned_at: datetime | None = None,
) -> tuple[Code, ...]:
    """Give every reason why `juror` may not judge `dispute`; empty when they may.

    Record and account are judged as of `as_of` (the draw's commitment), activity as of
    `summoned_at`, which is the same unless given. The workload is what the facts say.
    """
    limits = policy.eligibility
    mismatches = {
        Code.LANGUAGE: juror.language != dispute.language,
        Code.CATEGORY: limits.same_category
        and dispute.category not in juror.categories,
    }
    return (
        *exclusions(juror, dispute),
        *_true_of(mismatches),
        *standing(juror, limits, as_of=as_of, summoned_at=summoned_at),
    )


def exclusions(juror: JurorFacts, dispute: DisputeFacts) -> tuple[Code, ...]:
    """Give the reasons that bar `juror` from this dispute whatever the policy says."""
    person = juror.person_key
    return _true_of(
        {
            Code.IS_PARTY: juror.ref in dispute.party_refs,
            Code.SAME_PERSON: person is not None
            and person in dispute.party_person_keys,
            Code.PERSON_TWICE: person is not None
            and person in dispute.drawn_person_keys,
            Code.TIED: bool(juror.tie_keys & dispute.tie_keys),
            Code.EARLIER_PANEL: juror.ref in dispute.earlier_refs
            or (person is not None and person in dispute.earlier_person_keys),
        }
    )


def standing(
    juror: JurorFacts,
    limits: EligibilityLimits,
    *,
    as_of: datetime,
    summoned_at: datetime | None = None,
) -> tuple[Code, ...]:
    """Give the reasons that lie in the juror alone: what jurors read of themselves."""
    bounds = limits.bounds(as_of=as_of, summoned_at=summoned_at)
    return (*_record(juror, limits, bounds), *workload(juror, limits, bounds))


def workload(
    juror: JurorFacts, limits: EligibilityLimits, bounds: Bounds
) -> tuple[Code, ...]:
    """Give the reasons that pass by themselves: much to do today, and rest."""
    rank = limits.rank(juror)
    missed = 0 < limits.missed_in_a_row <= juror.missed_in_a_row
    return _true_of(
        {
            Code.TOO_MANY_OPEN: juror.open_summonses >= limits.most_open(rank),
            Code.TOO_MANY_TODAY: juror.summonses_today >= limits.most_a_day(rank),
            Code.RESTING: missed and _is_after(juror.missed_at, bounds.missed_since),
            Code.ON_BREAK: _is_after(juror.hard_at, bounds.hard_since),
        }
    )


def _record(
    juror: JurorFacts, limits: EligibilityLimits, bounds: Bounds
) -> tuple[Code, ...]:
    active_at = juror.last_active_at
    lacks_exam = limits.lacks_exam(juror)
    is_trainee = limits.rank(juror) is Rank.TRAINEE
    return _true_of(
        {
            Code.PENDING: juror.status is JurorStatus.PENDING,
            Code.PAUSED: juror.status is JurorStatus.PAUSED,
            Code.INACTIVE: juror.status is JurorStatus.INACTIVE,
            Code.NOT_ADULT: limits.adult and not juror.adult,
            Code.NOT_VERIFIED: limits.verified and not juror.verified,
            Code.ACCOUNT_TOO_NEW: juror.account_opened_on > bounds.opened_by,
            Code.TOO_FEW_TRADES: juror.trades_completed < limits.trades_completed,
            Code.CREDIT_TOO_LOW: juror.credit < limits.credit,
            Code.NOT_ACTIVE_LATELY: active_at is None
            or in_utc(active_at) < bounds.active_since,
            Code.EXAM: lacks_exam,
            Code.TRAINEE: is_trainee and not (limits.trainees or lacks_exam),
            Code.STRIKE: juror.strikes > limits.strikes,
            Code.TOO_FEW_JURIES: juror.juries_served < limits.juries_served,
        }
    )


def _is_after(at: datetime | None, since: datetime) -> bool:
    return at is not None and in_utc(at) > since


def _true_of(tests: dict[Code, bool]) -> tuple[Code, ...]:
    return tuple(code for code, fails in tests.items() if fails)
