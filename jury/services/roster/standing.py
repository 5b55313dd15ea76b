"""What a juror may read about themselves: how far they are, why they are not called."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.eligibility import Code, JurorFacts, standing
from jury.domain.jurors.eligibility_limits import EligibilityLimits
from jury.domain.jurors.ramp import Rank, juries_to, rank_of
from jury.domain.policy import Policy, Route
from jury.services.law.adoption import law_in_force
from jury.services.law.lawbook import lawbook
from jury.storage.roster import facts_of, get_juror


@dataclass(frozen=True)
class OwnRank:
    """How far somebody is on the ramp, and how many juries lead to its next step."""

    rank: Rank
    served: int
    more: int


@dataclass(frozen=True)
class Standing:
    """Why somebody is called to no dispute, or only not to some.

    `most_a_day` is the largest number of calls that any policy allows them in a day;
    `limits` are those of the policy that leaves people in peace for the longest.
    """

    barred: tuple[Code, ...]
    partly: tuple[Code, ...]
    most_a_day: int
    limits: EligibilityLimits
    own_rank: OwnRank

    @property
    def is_full_today(self) -> bool:
        """Tell whether today's limit is reached, whatever the dispute."""
        return Code.TOO_MANY_TODAY in self.barred

    @property
    def lacks_exam(self) -> bool:
        """Tell whether the entrance exam is what stands in the way, here or there."""
        return Code.EXAM in {*self.barred, *self.partly}


def standing_of(juror_id: int, *, now: datetime) -> Standing:
    """Judge a juror's own record by the policies of today; ties are not in it."""
    policies = _with_jury()
    limits = max(
        (policy.eligibility for policy in policies),
        key=lambda one: (one.missed_in_a_row > 0, one.rest_days, one.break_hours),
    )
    juror = get_juror(juror_id)
    try:
        facts = facts_of(juror, now=now, with_service=True)
    except LookupError:
        # Volunteered; the marketplace has not said anything of them yet.
        asked = any(one.eligibility.exam_volunteers for one in policies)
        waiting = {
            Code.PENDING: True,
            Code.PAUSED: juror.paused_at is not None,
            Code.EXAM: asked and juror.passed_at is None,
        }
        own = _own_rank(policies, served=0, begins_as_trainee=True)
        codes = tuple(code for code, holds in waiting.items() if holds)
        return Standing(codes, (), _most_a_day(policies, own.rank), limits, own)
    found = [standing(facts, one.eligibility, as_of=now) for one in policies]
    everywhere = set.intersection(*map(set, found))
    somewhere = set().union(*found) - everywhere
    own = _rank_of(facts, policies)
    return Standing(
        _in_order(everywhere),
        _in_order(somewhere),
        _most_a_day(policies, own.rank),
        limits,
        own,
    )


def is_trainee(juror_id: int, *, now: datetime) -> bool:
    """Tell whether somebody is on the first step of the ramp."""
    return standing_of(juror_id, now=now).own_rank.rank is Rank.TRAINEE


def _rank_of(facts: JurorFacts, policies: list[Policy]) -> OwnRank:
    vouched = facts.vouched and not any(
        one.eligibility.exam_imported for one in policies
    )
    return _own_rank(
        policies, served=facts.juries_served, begins_as_trainee=not vouched
    )


def _own_rank(
    policies: list[Policy], *, served: int, begins_as_trainee: bool
) -> OwnRank:
    """The rank that holds everywhere: by the policy that asks the most for it."""
    steps = {
        "juror_after": max(one.eligibility.juror_after for one in policies),
        "experienced_after": max(one.eligibility.experienced_after for one in policies),
    }
    rank = rank_of(served, begins_as_trainee=begins_as_trainee, **steps)
    return OwnRank(rank, served, juries_to(rank, served, **steps))


def _most_a_day(policies: list[Policy], rank: Rank) -> int:
    return max(one.eligibility.most_a_day(rank) for one in policies)


def _with_jury() -> list[Policy]:
    return [one for one in law_in_force(lawbook()).policies if one.route is Route.JURY]


def _in_order(codes: set[Code]) -> tuple[Code, ...]:
    return tuple(code for code in Code if code in codes)
