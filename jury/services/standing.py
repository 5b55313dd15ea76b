"""What a juror may read about themselves: why they are not called at present."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.eligibility import Code, standing
from jury.domain.policy import Policy, Route
from jury.services.adoption import law_in_force
from jury.services.lawbook import lawbook
from jury.storage.roster import facts_of, get_juror


@dataclass(frozen=True)
class Standing:
    """Why somebody is called to no dispute, or only not to some.

    `most_a_day` is the largest number of calls that any policy allows in a day.
    """

    barred: tuple[Code, ...]
    partly: tuple[Code, ...]
    most_a_day: int

    @property
    def is_full_today(self) -> bool:
        """Tell whether today's limit is reached, whatever the dispute."""
        return Code.TOO_MANY_TODAY in self.barred


def standing_of(juror_id: int, *, now: datetime) -> Standing:
    """Judge a juror's own record by the policies of today; ties are not in it."""
    policies = _with_jury()
    most = max(policy.eligibility.a_day for policy in policies)
    juror = get_juror(juror_id)
    try:
        facts = facts_of(juror, now=now)
    except LookupError:
        # Volunteered; the marketplace has not said anything of them yet.
        paused = () if juror.paused_at is None else (Code.PAUSED,)
        return Standing((Code.PENDING, *paused), (), most)
    found = [standing(facts, one.eligibility, as_of=now) for one in policies]
    everywhere = set.intersection(*map(set, found))
    somewhere = set().union(*found) - everywhere
    return Standing(_in_order(everywhere), _in_order(somewhere), most)


def _with_jury() -> list[Policy]:
    return [one for one in law_in_force(lawbook()).policies if one.route is Route.JURY]


def _in_order(codes: set[Code]) -> tuple[Code, ...]:
    return tuple(code for code in Code if code in codes)
