"""What jurors may ask a side for while they sit, and when enough of them ask the same.

Nobody writes a question: each is a line of a fixed form, so that no juror can be told
by their words, and nothing is asked that tells how somebody leans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from jury.domain.law.fields import Table
from jury.domain.law.reasons import Reason
from jury.domain.law.texts import Text
from jury.domain.lifecycle import Side

# Of one alone the pause would tell that somebody, and nobody else, wanted it.
FEWEST = 2
_MOST_HOURS = 240
_ANSWER_HOURS, _CONFIRM_HOURS = 24, 12


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a side can be asked for, once, by the jurors of a panel.

    *points* are the questions of fact that it bears on; none: any dispute.
    """

    code: str
    side: Side
    text: Text
    hint: Text
    points: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_ask` makes this again."""
        return {
            "code": self.code,
            "side": self.side.value,
            **self.text.to_json(),
            "hint": self.hint.to_json(),
            "points": list(self.points),
        }

    def for_reason(self, reason: Reason) -> Ask | None:
        """Give it with the points of one reason alone; None: it is not asked there."""
        own = [one.partition(".") for one in self.points]
        points = tuple(point for code, _dot, point in own if code == reason.code)
        if self.points and not points:
            return None
        return replace(self, points=points)


@dataclass(frozen=True, slots=True)
class AskTerms:
    """When a poll pauses for evidence; a share of nothing: never.

    Of so many seats, *share* must ask the same; the side has *window_hours* to answer,
    and whoever had voted then *confirm_hours* to look at their vote again.
    """

    share: Fraction = Fraction(0)
    window_hours: int = _ANSWER_HOURS
    confirm_hours: int = _CONFIRM_HOURS

    @property
    def is_on(self) -> bool:
        """Tell whether jurors may ask at all."""
        return self.share > 0

    def needed(self, seats: int) -> int:
        """Say how many of a panel must ask the same."""
        return max(FEWEST, -int(-(self.share * seats) // 1))

    def to_json(self) -> dict[str, object]:
        """As it is frozen into a dispute."""
        return {
            "share": str(self.share),
            "window_hours": self.window_hours,
            "confirm_hours": self.confirm_hours,
        }


NEVER = AskTerms()


def most_asked(
    codes: Iterable[str], form: Sequence[Ask], *, seats: int, terms: AskTerms
) -> Ask | None:
    """Find what enough jurors ask for; of several the one that most do, then the first.

    *codes* holds the question of every juror who sits and has put one.
    """
    counts = Counter(codes)
    asked = [one for one in form if counts[one.code] >= terms.needed(seats)]
    if not terms.is_on or not asked:
        return None
    return max(asked, key=lambda one: (counts[one.code], -form.index(one)))


def read_terms(table: Table) -> AskTerms:
    """Read `[ask]` of a policy; problems go to it."""
    if not table.has("share"):
        for name in ("window_hours", "confirm_hours"):
            if table.has(name):
                table.skip(name)
                table.note(name, "does not go without share")
        table.finish()
        return NEVER
    terms = AskTerms(
        share=table.ratio("share"),
        window_hours=table.integer(
            "window_hours", low=1, high=_MOST_HOURS, default=_ANSWER_HOURS
        ),
        confirm_hours=table.integer(
            "confirm_hours", low=1, high=_MOST_HOURS, default=_CONFIRM_HOURS
        ),
    )
    table.finish()
    if not terms.is_on:
        table.note("share", "must be more than nothing; without the table nobody asks")
    return terms


def read_ask(table: Table) -> Ask:
    """Read one thing that can be asked for; problems go to the table."""
    ask = Ask(
        code=table.text("code"),
        side=table.code("side", Side),
        text=table.own_words(),
        hint=table.words("hint"),
        points=table.strings("points"),
    )
    table.finish()
    return ask


def asks_for(asks: Sequence[Ask], reason: Reason) -> tuple[Ask, ...]:
    """Give the form of one reason, in the order of its points, the general last."""
    order = [one.code for one in reason.questions]
    found = [one for one in (ask.for_reason(reason) for ask in asks) if one]
    return tuple(
        sorted(
            found,
            key=lambda one: min(map(order.index, one.points), default=len(order)),
        )
    )
