"""What a side has typed on the page of its dispute, whichever button it pressed.

All its texts stand in one form, so every answer can bring back what was not saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from jury.services.submissions.submit import Writing, stands_already
from jury.web.languages import language_of
from jury.web.party.own import OwnDispute

POINTS = "points"
_STANCES = {"yes": True, "no": False}


@dataclass(frozen=True)
class Typed:
    """Everything in the form by kind; `errors` by KIND.FIELD, `refusal` of it all."""

    texts: Mapping[str, str] = field(default_factory=dict)
    stances: Mapping[str, bool] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    unsent: tuple[str, ...] = ()

    @property
    def failed(self) -> frozenset[str]:
        """The kinds that were refused."""
        return frozenset(name.rpartition(".")[0] for name in self.errors)


def read_typed(fields: MultiDict[str, str]) -> Typed:
    """What the posted form holds."""
    return Typed(
        texts={
            name.removeprefix("text:"): value
            for name, value in fields.items()
            if name.startswith("text:")
        },
        stances={
            name.removeprefix("stance:"): _STANCES[value]
            for name, value in fields.items()
            if name.startswith("stance:") and value in _STANCES
        },
    )


def writings_of(typed: Typed, scope: str) -> list[Writing]:
    """What the pressed button sends: one text, or every point that was touched."""
    if scope != POINTS:
        return [_writing(typed, scope)]
    kinds = dict.fromkeys((*typed.texts, *typed.stances))
    return [
        _writing(typed, kind)
        for kind in kinds
        if kind.startswith("point:") and _is_touched(typed, kind)
    ]


def unsent_of(typed: Typed, own: OwnDispute) -> tuple[str, ...]:
    """The kinds of which something else was typed than is kept."""
    written = own.written()
    kinds = dict.fromkeys((*typed.texts, *typed.stances))
    return tuple(
        kind
        for kind in kinds
        if _is_touched(typed, kind)
        and not stands_already(written.get(kind), _writing(typed, kind))
    )


def _is_touched(typed: Typed, kind: str) -> bool:
    return kind in typed.stances or bool(typed.texts.get(kind, "").strip())


def _writing(typed: Typed, kind: str) -> Writing:
    text = typed.texts.get(kind, "")
    return Writing(
        kind=kind,
        text=text,
        language=language_of(text),
        stance=typed.stances.get(kind),
    )
