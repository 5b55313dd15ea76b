"""By month and policy: who said yes and found no seat, and who read in vain.

Of polls that have closed alone, and of two of them and ten people at least: nothing of
a single poll is told.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from jury.domain.jurors.pool import LEAST_TOLD
from jury.storage.jurors.came import Came

MONTHS = 12
LEAST_POLLS = 2


def came_by_month(polls: Iterable[Came], *, zone: tzinfo) -> list[dict[str, Any]]:
    """One line a month and policy, the newest first, as figures keep it."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    held: Counter[tuple[str, str]] = Counter()
    for one in polls:
        month = f"{one.closed_at.astimezone(zone):%Y-%m}"
        place = month, one.policy_name.partition("/")[0]
        held[place] += 1
        counts.setdefault(place, Counter()).update(
            sat=one.sat, unseated=one.unseated, voted=one.voted, in_vain=one.in_vain
        )
    newest = sorted({month for month, _policy in counts}, reverse=True)[:MONTHS]
    return [
        {"month": month, "policy": policy, **counts[month, policy]}
        for month in newest
        for policy in sorted(name for at, name in counts if at == month)
        if held[month, policy] >= LEAST_POLLS
        and counts[month, policy]["sat"] + counts[month, policy]["unseated"]
        >= LEAST_TOLD
    ]
