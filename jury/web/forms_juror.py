"""What a juror's forms carry: a ballot in the making, and why one steps aside.

A half-filled ballot is kept as it was ticked, so that nothing is lost; only what goes
with the chosen outcome is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from jury.domain.ballots import Draft
from jury.domain.errors import N_
from jury.web.languages import language_of

UNDECIDED = "undecided"
NOT_CHOSEN = N_("Please choose an outcome, or say that you cannot decide.")
_MOST_TICKS = 100
_LONGEST_TICK = 60
_LONGEST_SENTENCE = 400

# Why somebody may step aside: every code of `services.seats`, in words.
RECUSALS: Mapping[str, str] = {
    "know_a_party": N_("I think I know one of them"),
    "same_dispute_of_mine": N_("I have such a dispute myself"),
    "upsetting": N_("The subject upsets me"),
    "outside_my_knowledge": N_("I know too little about such things"),
    "no_time": N_("I cannot make the time after all"),
    "other": N_("Another reason"),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one ballot says: a rung, None for "cannot decide", or -1 for nothing yet."""

    choice: int | None
    reasons: tuple[str, ...]
    sentence: str
    language: str


@dataclass(frozen=True, slots=True)
class BallotForm:
    """What stands in the ballot's fields now.

    `choice` is empty, the number of a rung, or "undecided". A tick is "CHOICE:CODE",
    since the same reason may stand by several outcomes.
    """

    choice: str = ""
    ticks: tuple[str, ...] = ()
    sentence: str = ""

    @classmethod
    def from_fields(cls, fields: MultiDict[str, str]) -> BallotForm:
        """Read what was posted."""
        return cls.from_kept(
            {
                "choice": fields.get("choice", ""),
                "reasons": fields.getlist("reasons"),
                "sentence": fields.get("sentence", ""),
            }
        )

    @classmethod
    def from_kept(cls, kept: Mapping[str, object]) -> BallotForm:
        """Read what `to_kept` gave; anything else in it is dropped."""
        reasons = kept.get("reasons")
        ticks = reasons if isinstance(reasons, list) else []
        return cls(
            choice=_bounded(kept.get("choice"), _LONGEST_TICK),
            ticks=tuple(_bounded(one, _LONGEST_TICK) for one in ticks[:_MOST_TICKS]),
            sentence=_bounded(kept.get("sentence"), _LONGEST_SENTENCE),
        )

    def to_kept(self) -> dict[str, object]:
        """Give the form in which a draft is stored: what goes with the choice."""
        return {
            "choice": self.choice,
            "reasons": ticks(self.choice, self.reasons),
            "sentence": self.sentence,
        }

    @property
    def is_undecided(self) -> bool:
        """Tell whether the juror cannot decide."""
        return self.choice == UNDECIDED

    @property
    def rung(self) -> int | None:
        """The chosen rung; None for "cannot decide", -1 when nothing is chosen."""
        if self.is_undecided:
            return None
        return int(self.choice) if _is_number(self.choice) else -1

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons ticked beside the choice, each once."""
        prefix = f"{self.choice}:"
        codes = [
            tick.removeprefix(prefix)
            for tick in self.ticks
            if tick.startswith(prefix) or ":" not in tick
        ]
        return tuple(dict.fromkeys(codes))

    @property
    def line(self) -> str:
        """The sentence as one line."""
        return " ".join(self.sentence.split())

    def to_spoken(self) -> Spoken:
        """Give what the review page says of it."""
        return Spoken(self.rung, self.reasons, self.line, language_of(self.line))

    def as_draft(self) -> Draft:
        """Give what the rules of the ballot judge."""
        if not self.is_undecided:
            return Draft(choice=self.rung, chips=self.reasons, sentence=self.line)
        why = self.reasons
        return Draft(
            choice=None,
            chips=why[1:],
            cannot_decide=why[0] if why else None,
            sentence=self.line,
        )


def ticks(choice: object, codes: Sequence[str]) -> list[str]:
    """The values of the chips that stand by one choice."""
    return [f"{choice}:{code}" for code in codes]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def _bounded(value: object, longest: int) -> str:
    return value[:longest] if isinstance(value, str) else ""
