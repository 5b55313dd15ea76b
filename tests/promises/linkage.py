"""An attacker who searches a marketplace's listings for what a juror reads.

The attacker has every listing in a full-text index, title, text, price, day, city and
nickname, and takes whatever is left in a juror's file: rare words, sums, days, cities,
the kind of goods.
"""

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

from jury.domain.law.matches import Band
from jury.redaction import find_in_chats, redact
from jury.redaction.findings import NOTHING_KNOWN, Message
from jury.redaction.labels import Pseudonyms, segments
from jury.services.reading.case_views import (
    CaseFile,
    MessageView,
    RungView,
    TextView,
    TimelineEntry,
)
from tests.promises.listings import CHATS, CLAIMS, Listing


@dataclass(frozen=True)
class Order:
    """What was written about an order that is disputed, in its own words."""

    sold: Listing
    chat: tuple[str, ...]
    days_to_arrive: int
    case: str
    claim: str

    @classmethod
    def of(cls, sold: Listing, chance: random.Random) -> "Order":
        """Somebody bought it, talked about it, and complains."""
        words = dict(sold.words)
        return cls(
            sold,
            tuple(line.format(**words) for line in chance.sample(CHATS, 3)),
            chance.randrange(3, 8),
            chance.choice(CLAIMS).format(**words),
            chance.choice(CLAIMS).format(**words),
        )

    @property
    def courier(self) -> str:
        """What the courier told."""
        return f"快件已从{self.sold.city}发出"

    @property
    def texts(self) -> tuple[str, ...]:
        """All that has to be screened."""
        own = self.sold.text, self.sold.title
        return (*self.chat, self.courier, self.case, self.claim, *own)


def files_of(orders: Sequence[Order]) -> list[CaseFile]:
    """The file of a dispute over each, with all of the order in it."""
    texts = list(dict.fromkeys(text for one in orders for text in one.texts))
    # Together it takes a third of the time that one text after the other does.
    found = find_in_chats([([Message("", text)], NOTHING_KNOWN) for text in texts])
    screened = {
        text: redact(text, findings, Pseudonyms(b"salt"))
        for text, (findings,) in zip(texts, found, strict=True)
    }

    def view(source: str, text: str) -> TextView:
        return TextView(source, tuple(segments(screened[text], "en")), "zh-Hans")

    return [_file_of(one, view) for one in orders]


def _file_of(order: Order, view: Callable[[str, str], TextView]) -> CaseFile:
    sold = order.sold
    zero = datetime(sold.on.year, sold.on.month, sold.on.day, 9, tzinfo=UTC)
    chat = tuple(
        MessageView(
            no, "buyer", view(f"chat:{no}", line), zero - timedelta(hours=9 - no)
        )
        for no, line in enumerate(order.chat, start=1)
    )
    moments = {"paid_at": 0, "shipped_at": 1, "received_at": order.days_to_arrive}
    timeline = [
        TimelineEntry(zero + timedelta(days=days), "order", name)
        for name, days in moments.items()
    ]
    courier = view("courier:1", order.courier)
    timeline.append(
        TimelineEntry(zero + timedelta(days=1), "courier", "courier", courier)
    )
    half = sold.price_minor // 2
    return CaseFile(
        dispute_id="dsp",
        reason_title="Not as described",
        question="The buyer says: not as described",
        filed_by="buyer",
        claim=view("claim", order.claim),
        category=sold.category,
        language="zh-Hans",
        currency="CNY",
        price_minor=sold.price_minor,
        freight_minor=1200,
        held_minor=sold.price_minor + 1200,
        asked_minor=sold.price_minor,
        condition_grade=sold.grade,
        listing=view("listing", sold.text),
        lines=(view("line:1", sold.title),),
        points=(),
        statements={
            "buyer": {"case": view("statement:buyer:case", order.case)},
            "seller": {},
        },
        first_side="buyer",
        exhibits=(),
        withheld_count=0,
        chat=chat,
        timeline=tuple(timeline),
        rule="",
        burden="seller",
        ladder=(RungView(0, "half", "Half", "", half, half + 1200, 0, "nobody"),),
    )


def left_in(value: object) -> Iterator[object]:
    """Every text, number and moment in a file, however deep; marks are not text."""
    if isinstance(value, TextView):
        yield " ".join(text for is_label, text in value.parts if not is_label)
    elif isinstance(value, Band):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from left_in(getattr(value, one.name))
    elif isinstance(value, dict):
        yield from left_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from left_in(inner)
    else:
        yield value


@dataclass(frozen=True)
class Left:
    """What a juror's file has left to search by."""

    kind: tuple[str, str]
    words: frozenset[str]
    numbers: frozenset[int]
    days: frozenset[date]
    bands: tuple[Band, ...]

    @classmethod
    def of(cls, file: CaseFile) -> "Left":
        """Everything that stands in a file, sorted by what it is."""
        found = list(left_in(file))
        texts = " ".join(one for one in found if isinstance(one, str))
        return cls(
            (file.category, file.condition_grade),
            frozenset(grams(texts)),
            frozenset(one for one in found if isinstance(one, int)),
            frozenset(one.date() for one in found if isinstance(one, datetime)),
            tuple(one for one in found if isinstance(one, Band)),
        )


class Attacker:
    """Somebody with every listing in a full-text index, and time."""

    def __init__(self, listings: list[Listing], *, seed: int) -> None:
        """Index everything that is public."""
        self.listings = listings
        self.chance = random.Random(seed)
        self.index = sqlite3.connect(":memory:")
        self.index.execute("CREATE VIRTUAL TABLE listings USING fts5 (words)")
        self.words = [frozenset(grams(_public(one))) for one in listings]
        self.index.executemany(
            "INSERT INTO listings (rowid, words) VALUES (?, ?)",
            ((no, " ".join(words)) for no, words in enumerate(self.words)),
        )
        self.index.execute("CREATE VIRTUAL TABLE known USING fts5vocab (listings, row)")
        self.known = dict(self.index.execute("SELECT term, doc FROM known"))
        self.usual: frozenset[str] = frozenset()
        self.by_kind: dict[tuple[str, str], list[Listing]] = {}
        for one in listings:
            self.by_kind.setdefault((one.category, one.grade), []).append(one)

    def study(self, files: Iterable[Left]) -> None:
        """Learn what stands in many files: the court says it, or everybody."""
        counts = Counter(word for one in files for word in one.words)
        often = max(counts.values(), default=0) / 20
        self.usual = frozenset(word for word, count in counts.items() if count > often)

    def guess(self, left: Left) -> int:
        """The listing that fits best; of those that fit as well, any."""
        said = left.words - self.usual
        fits = [
            one
            for one in self._found(said) or self.by_kind[left.kind]
            if all(band.holds(one.price_minor) for band in left.bands)
        ]
        scored = [
            (
                100 * sum(1 / self.known[word] for word in said & self.words[one.no])
                + 1000 * self._is_priced(one, left)
                + 100 * (one.on in left.days),
                self.chance.random(),
                one.no,
            )
            for one in fits or self.by_kind[left.kind]
        ]
        return max(scored)[2]

    @staticmethod
    def _is_priced(one: Listing, left: Left) -> bool:
        """Whether the price stands in the file, as a sum or in a sentence."""
        said = str(one.price_minor // 100)
        return one.price_minor in left.numbers or said in left.words

    def _found(self, said: frozenset[str]) -> list[Listing]:
        """Listings with the rarest of the words, at most fifty."""
        rare = sorted(
            (self.known[one], one)
            for one in said
            if self.known.get(one, 0) and self.known[one] < len(self.listings) / 200
        )[:12]
        if not rare:
            return []
        wanted = " OR ".join(f'"{one}"' for _count, one in rare)
        query = "SELECT rowid FROM listings WHERE words MATCH ? ORDER BY rank LIMIT 50"
        rows = self.index.execute(query, (wanted,)).fetchall()
        return [self.listings[no] for (no,) in rows]


def grams(text: str) -> Iterable[str]:
    """Words, numbers, and every two Chinese characters in a row."""
    for run in re.findall("[a-z0-9_]+|[\u4e00-\u9fff]+", text.lower()):
        if run[0].isascii():
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def _public(one: Listing) -> str:
    return f"{one.title} {one.text} {one.city} {one.nickname} {one.price_minor // 100}"
