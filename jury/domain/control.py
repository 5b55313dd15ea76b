"""Control disputes: files whose answer staff have verified, read among real ones.

A juror is never sent one that would make more than the rulebook's share of what they
have read; how an answer counts is told here too, by the range that can be defended.
"""

from collections.abc import Collection, Sequence

MOST_PERCENT = 5


def has_room(*, real: int, controls: int, most_percent: int) -> bool:
    """Whether one more keeps controls within the share of all that is read.

    `real` files were opened, `controls` were sent: one that was not opened counts too.
    """
    sent = controls + 1
    return sent * 100 <= most_percent * (real + sent)


def counts_as(
    choice: str | None, *, answer: str, defensible: Collection[str], ladder: Sequence[str]
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
