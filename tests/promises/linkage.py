"""An attacker who searches a marketplace's listings for what a juror reads.

The attacker has every listing in a full-text index, title, text, price, day, city and
nickname, and takes whatever is left in a juror's file: rare words, sums, days, cities,
the kind of goods.
"""

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

from jury.domain.matches import Band
from jury.redaction import find, redact
from jury.redaction.findings import NOTHING_KNOWN
from jury.redaction.labels import Pseudonyms, segments
from jury.services.case_views import (
    CaseFile,
    MessageView,
    RungView,
    TextView,
    TimelineEntry,
)
from tests.promises.listings import CHATS, CLAIMS, Listing


def file_of(sold: Listing, chance: random.Random) -> CaseFile:
    """The file of a dispute over a listing, with all of the order in it."""
    words = dict(sold.words)
    zero = datetime(sold.on.year, sold.on.month, sold.on.day, 9, tzinfo=UTC)
    chat = tuple(
        MessageView(
            no,
            "buyer",
            _view(f"chat:{no}", line, words),
            zero - timedelta(hours=9 - no),
        )
        for no, line in enumerate(chance.sample(CHATS, 3), start=1)
    )
    moments = {"paid_at": 0, "shipped_at": 1, "received_at": chance.randrange(3, 8)}
    courier = _view("courier:1", "快件已从{city}发出", words)
    timeline = [
        TimelineEntry(zero + timedelta(days=days), "order", name)
        for name, days in moments.items()
    ]
    timeline.append(
        TimelineEntry(zero + timedelta(days=1), "courier", "courier", courier)
    )
    case = _view("statement:buyer:case", chance.choice(CLAIMS), words)
    half = sold.price_minor // 2
    return CaseFile(
        dispute_id="dsp",
        reason_title="Not as described",
        question="The buyer says: not as described",
        filed_by="buyer",
        claim=_view("claim", chance.choice(CLAIMS), words),
        category=sold.category,
        language="zh-Hans",
        currency="CNY",
        price_minor=sold.price_minor,
        freight_minor=1200,
        held_minor=sold.price_minor + 1200,
        asked_minor=sold.price_minor,
        condition_grade=sold.grade,
        listing=_view("listing", sold.text, {}),
        lines=(_view("line:1", sold.title, {}),),
        points=(),
        statements={"buyer": {"case": case}, "seller": {}},
        first_side="buyer",
        exhibits=(),
        withheld_count=0,
        chat=chat,
        timeline=tuple(timeline),
        rule="",
        burden="seller",
        ladder=(RungView(0, "half", "Half", "", half, half + 1200, 0, "nobody"),),
    )


def _view(source: str, said: str, words: dict[str, str]) -> TextView:
    text = said.format(**words) if words else said
    template = redact(text, find(text, NOTHING_KNOWN), Pseudonyms(b"salt"))
    return TextView(source, tuple(segments(template, "en")), "zh-Hans")


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
