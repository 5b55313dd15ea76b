"""Control disputes: files whose answer staff have verified, read among real ones.

Nobody is sent one that would make more than the rulebook's share of what they read in
a row; how an answer counts is told here too, by the range that can be defended.
"""

from collections.abc import Collection, Sequence

MOST_PERCENT = 5
# The counts of a juror's that a right answer adds to.
RIGHT = frozenset({"kept_nothing", "gave_rightly"})


def has_room(real_since: int, *, most_percent: int) -> bool:
    """Whether one more keeps controls within the share of what is read in a row.

    `real_since` files of real disputes were opened since the last control was sent, or
    ever. What was not used is not saved up: two never come close together.
    """
    return (real_since + 1) * most_percent >= 100


def fewest_between(most_percent: int) -> int | None:
    """How many real files lie between two controls at least; None: none is sent."""
    return -(-100 // most_percent) - 1 if most_percent else None


def counts_as(
    choice: str | None,
    *,
    answer: str,
    defensible: Collection[str],
    ladder: Sequence[str],
) -> str | None:
    """Which of a juror's counts an answer adds to; None for *cannot decide*.

    A choice in the range that can be defended counts as the verified answer does.
    `ladder` are the codes of the remedies, nothing to the buyer first.
    """
    if choice is None:
        return None
    nothing = ladder[0]
    is_right = choice == answer or choice in defensible
    if answer == nothing:
        return "kept_nothing" if is_right else "gave_wrongly"
    if is_right:
        return "gave_rightly"
    return "gave_nothing" if choice == nothing else "gave_other"
