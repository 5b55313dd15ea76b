"""Why a good event was not taken: more than its status, what else was taken tells it.

The same 401 means another secret when it answers all events, and a mistake about one
kind of event when others were taken before.
"""

from collections.abc import Callable
from dataclasses import dataclass

from jury.trial import faults
from jury.trial.receiver import Event, is_taken, not_reached

# What a receiver answers that does not trust the signature.
DISTRUST = frozenset({400, 401, 403})
NOBODY = frozenset({404, 405})
LONGEST_SAID = 80


@dataclass(frozen=True)
class Suspicion:
    """What a story holds against a receiver that does not take a good event.

    `plainly` sends the event without what the story is about: who refuses that as well
    has another fault.
    """

    kind: type[faults.NotTaken] = faults.NotTaken
    plainly: Callable[[Event], int] | None = None

    def confirmed(self, told: Event) -> type[faults.NotTaken]:
        """The fault that it was, after trying."""
        if self.plainly and not is_taken(self.plainly(told)):
            return faults.NotTaken
        return self.kind


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One event, where it was sent, and what came back: a status, or what broke."""

    told: Event
    to: str
    answer: str
    said: str = ""


def fault_of(
    refusal: Refusal, suspicion: Suspicion, *, has_taken: bool
) -> faults.Fault:
    """What to say of it; `has_taken` is whether anything was ever taken."""
    type_ = refusal.told["type"]
    if not refusal.answer.isdecimal():
        return not_reached(type_, refusal.answer)
    kind = suspicion.confirmed(refusal.told)
    if kind is faults.NotTaken and not has_taken:
        kind = _of_everything(int(refusal.answer))
    return kind(type=type_, answer=_quoted(refusal), to=refusal.to)


def _of_everything(status: int) -> type[faults.NotTaken]:
    """What an answer means that everything gets."""
    if status in DISTRUST:
        return faults.SecretRefused
    if status in NOBODY or 300 <= status < 400:
        return faults.NobodyThere
    return faults.NothingTaken


def _quoted(refusal: Refusal) -> str:
    """The status, and how the receiver's own words begin."""
    words = " ".join(refusal.said.split())[:LONGEST_SAID]
    return f"{refusal.answer} “{words}”" if words else refusal.answer
