"""Every refusal of the court, as one small tree.

    DisputeError            something the caller may mend; changes nothing
    ├── NotFound            no such thing, or not for you (the two look alike)
    ├── NotAllowed          you are known, but this is not yours to do
    ├── Invalid             the input breaks a rule; names every field
    ├── NotNow              the stage, the state or the clock forbids it
    │   ├── PollClosed      the poll has closed, or the seat went to another
    │   └── TooEarly        the file was not read yet; says what is missing
    ├── AlreadyDone         done before; doing it again changes nothing
    └── TooMany             a limit is reached

The edge turns a refusal into a status code and a sentence in the reader's
language: `sentence` is a gettext message, `params` fill its placeholders.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the gettext convention for "mark only"
    """Mark a message for the translation catalogues without translating it."""
    return message


class DisputeError(Exception):
    """A refusal: `code` for programs, `sentence` and `params` for people."""

    code: ClassVar[str] = "refused"
    sentence: str = N_("This cannot be done.")

    def __init__(self, sentence: str | None = None, **params: object) -> None:
        if sentence is not None:
            self.sentence = sentence
        self.params: Mapping[str, object] = params
        super().__init__(self.code)

    def __str__(self) -> str:
        return self.sentence % self.params if self.params else self.sentence


class NotFound(DisputeError):
    """There is no such thing, or the caller may not know that there is."""

    code = "not_found"
    sentence = N_("This page does not exist, or it is not for you.")


class NotAllowed(DisputeError):
    """The caller is known, but the act belongs to somebody else."""

    code = "not_allowed"
    sentence = N_("This is not yours to do.")


class Invalid(DisputeError):
    """The input breaks a rule; `fields` maps each bad field to its sentence."""

    code = "invalid"
    sentence = N_("Please correct the marked fields.")

    def __init__(
        self, fields: Mapping[str, str], sentence: str | None = None, **params: object
    ) -> None:
        super().__init__(sentence, **params)
        self.fields: Mapping[str, str] = dict(fields)

    def __str__(self) -> str:
        listed = "; ".join(f"{name}: {why}" for name, why in self.fields.items())
        return f"{self.sentence} {listed}" if listed else self.sentence


def pointer_to(location: Iterable[int | str]) -> str:
    """The JSON pointer of a field (RFC 6901); of each step a hundred signs at most."""
    steps = (str(one)[:100] for one in location)
    return "".join(f"/{one.replace('~', '~0').replace('/', '~1')}" for one in steps)


class NotNow(DisputeError):
    """The stage, the state or the clock forbids the act."""

    code = "not_now"
    sentence = N_("This is not possible at this stage.")


class PollClosed(NotNow):
    """The poll has closed, or the seat went to another juror."""

    code = "poll_closed"
    sentence = N_("The vote has closed. Nothing was counted.")


class TooEarly(NotNow):
    """The ballot came before the file was read; says what is missing."""

    code = "too_early"
    sentence = N_("Please read the whole file first.")

    def __init__(self, *, seconds_left: int, unopened: tuple[str, ...]) -> None:
        super().__init__()
        self.seconds_left = seconds_left
        self.unopened = unopened


class AlreadyDone(DisputeError):
    """It was done before; nothing changed now."""

    code = "already_done"
    sentence = N_("This was done already.")


class TooMany(DisputeError):
    """A limit is reached."""

    code = "too_many"
    sentence = N_("The limit is reached.")
