"""What the pages show of a dispute, as values: every text covered and rendered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from jury.domain.law.matches import Band
from jury.domain.law.showing import SHOWN, Showing
from jury.redaction import plain


@dataclass(frozen=True)
class TextView:
    """A covered text: (is_label, text) parts in the reader's language."""

    source: str
    parts: tuple[tuple[bool, str], ...]
    language: str
    written_at: datetime | None = None

    @property
    def plain(self) -> str:
        """The whole as one string."""
        return plain(self.parts)


@dataclass(frozen=True)
class PointView:
    """One factual question with both sides' answers."""

    number: int
    question: str
    filer_stance: bool | None
    filer_words: TextView | None
    other_stance: bool | None
    other_words: TextView | None
    exhibit_ids: tuple[str, ...]

    @property
    def is_unanswered(self) -> bool:
        """Whether a side has said nothing; that counts as contested."""
        return self.filer_stance is None or self.other_stance is None

    @property
    def is_agreed(self) -> bool:
        """Whether both sides gave the same answer."""
        return not self.is_unanswered and self.filer_stance == self.other_stance


@dataclass(frozen=True)
class PartView:
    """One page or still of an exhibit that has several; `at_ms` is in the film."""

    number: int
    kind: str
    at_ms: int | None
    width: int
    height: int


@dataclass(frozen=True)
class ExhibitView:
    """One exhibit as this reader may see it."""

    id: str
    number: int
    version: int
    side: str
    kind: str
    caption: TextView
    state: str
    withheld_code: str | None
    point_no: int | None
    # None where the policy keeps dates from the reader.
    filed_at: datetime | None
    width: int | None
    height: int | None
    is_mine: bool
    round_number: int
    of_return: bool = False
    parts: tuple[PartView, ...] = ()
    # What of a film is played: in two sizes, and its poster.
    film: tuple[PartView, ...] = ()
    # Why a moderator let its sound be heard; None where it is mute.
    sound_reason: str | None = None
    # What stands written under its boxes, as the labels of texts.
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class MessageView:
    """One chat message."""

    seq: int
    sender: str
    text: TextView
    sent_at: datetime
    day: int | None = None


@dataclass(frozen=True)
class TimelineEntry:
    """One moment on the one axis of order, courier, chat and exhibits."""

    at: datetime
    kind: str
    label: str
    text: TextView | None = None
    count: int = 1
    exhibit_id: str | None = None
    # Counted from the payment, where the policy has days in place of dates.
    day: int | None = None


@dataclass(frozen=True)
class RungView:
    """One outcome that the ballot offers, in words and in money."""

    index: int
    code: str
    title: str
    explanation: str
    buyer_minor: int
    seller_minor: int
    freight_minor: int
    freight_bearer: str
    # On top of the held sum, from the seller's deposit.
    deposit_minor: int = 0


@dataclass(frozen=True, kw_only=True)
class AskedView:
    """What a side was asked for while jurors sat, and what it answered.

    `numbers` are the exhibits that it brought; `is_own`: the reader's jury asked.
    """

    side: str
    what: str
    words: TextView | None
    numbers: tuple[int, ...]
    withheld: int
    is_own: bool

    @property
    def is_unanswered(self) -> bool:
        """Whether nothing came of it."""
        return not (self.words or self.numbers or self.withheld)


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """Everything a page shows of a dispute."""

    dispute_id: str
    reason_title: str
    question: str
    filed_by: str
    claim: TextView
    category: str
    language: str
    currency: str
    price_minor: int
    freight_minor: int
    held_minor: int
    asked_minor: int
    condition_grade: str
    listing: TextView | None
    lines: tuple[TextView, ...]
    points: tuple[PointView, ...]
    statements: Mapping[str, Mapping[str, TextView]]
    first_side: str
    exhibits: tuple[ExhibitView, ...]
    withheld_count: int
    chat: tuple[MessageView, ...]
    timeline: tuple[TimelineEntry, ...]
    rule: str
    burden: str
    ladder: tuple[RungView, ...]
    showing: Showing = SHOWN
    # Where sums are told as shares: between which bounds the price is.
    price_band: Band | None = None
    asked: tuple[AskedView, ...] = ()


def with_texts(file: CaseFile, change: Callable[[TextView], TextView]) -> CaseFile:
    """The file with everything that people wrote in it changed."""

    def said(view: TextView | None) -> TextView | None:
        return change(view) if view else None

    return replace(
        file,
        claim=change(file.claim),
        listing=said(file.listing),
        lines=tuple(map(change, file.lines)),
        points=tuple(
            replace(
                one,
                filer_words=said(one.filer_words),
                other_words=said(one.other_words),
            )
            for one in file.points
        ),
        statements={
            side: {kind: change(view) for kind, view in kinds.items()}
            for side, kinds in file.statements.items()
        },
        exhibits=tuple(
            replace(one, caption=change(one.caption)) for one in file.exhibits
        ),
        asked=tuple(replace(one, words=said(one.words)) for one in file.asked),
        chat=tuple(replace(one, text=change(one.text)) for one in file.chat),
        timeline=tuple(replace(one, text=said(one.text)) for one in file.timeline),
    )
