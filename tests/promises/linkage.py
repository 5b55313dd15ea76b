"""An attacker who searches a marketplace's listings for what a juror reads.

Orders and listings come from word lists of this file and a seed. The attacker has every
listing in a full-text index, title, text, price, day, city and nickname, and takes
whatever is left in a juror's file: rare words, sums, days, cities, the kind of goods.
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

FIRST_DAY = datetime(2026, 3, 1, 9, tzinfo=UTC)
KINDS = {
    "cameras": (
        "佳能 尼康 索尼 富士 Leica Pentax Olympus Ricoh",
        "镜头 相机 机身 闪光灯",
    ),
    "phones": (
        "小米 华为 荣耀 Pixel Nokia Xperia Fairphone 魅族",
        "手机 平板 手表 耳机",
    ),
    "shoes": ("李宁 安踏 回力 Asics Salomon Hoka Mizuno Brooks", "跑鞋 球鞋 拖鞋 靴子"),
    "bags": (
        "Coach Furla Longchamp 小CK Kipling 稻草人 Radley 七匹狼",
        "背包 挎包 钱包 箱子",
    ),
    "kitchen": (
        "苏泊尔 美的 九阳 Bosch Philips Smeg 东菱 Kenwood",
        "烤箱 水壶 电饭煲 咖啡机",
    ),
    "bikes": (
        "捷安特 美利达 凤凰 Brompton Dahon Trek Tern 永久",
        "公路车 折叠车 山地车 头盔",
    ),
    "music": (
        "雅马哈 Roland Casio Korg 珠江 Fender Ibanez 星海",
        "吉他 电钢琴 音箱 合成器",
    ),
    "games": ("任天堂 Steam Xbox 世嘉 Atari 北通 Razer 雷蛇", "手柄 主机 掌机 键盘"),
}
GRADES = ("like_new", "good", "fair", "poor")
CITIES = "杭州 成都 武汉 南京 西安 厦门 青岛 长沙 昆明 大连"
COLOURS = "墨绿 藏青 米白 酒红 银灰 橙黄"
REMARKS = (
    "去年{month}月入手，一直放在柜子里，{colour}的那一款，配了两块{brand}电池。",
    "{colour}，搬家到{city}出掉，{model}用了{months}个月，发票找不到了。",
    "Bought {months} months ago in {city}, the {model} in {colour}, hardly touched.",
)
CLAIMS = (
    "我{day}花{price}元买的{brand}{thing}{model}，打开一看是坏的，卖家不认。",
    "{day}付款{price}块，说是{colour}的{brand}，收到有裂痕，和页面不符。",
    "On {english_day} I paid ¥{price} for the {brand} {model}. It does not switch on.",
    "The {model} came from {city} with a crack. I want the {price} yuan back.",
)
CHATS = (
    "{brand}{model}还在吗？{price}元包邮可以吗",
    "在的，{city}发货，{day}能寄出",
    "页面上写了：{remark}",
    "Is the {brand} {model} still there for {price} yuan?",
)


@dataclass(frozen=True)
class Listing:
    """One listing as everybody can read and search it."""

    no: int
    category: str
    grade: str
    title: str
    text: str
    price_minor: int
    on: date
    city: str
    nickname: str
    words: tuple[tuple[str, str], ...]


def make_listings(number: int, *, seed: int) -> list[Listing]:
    """So many listings, each a thing of its own."""
    chance = random.Random(seed)
    return [_listing(no, chance) for no in range(number)]


def _listing(no: int, chance: random.Random) -> Listing:
    category = chance.choice(sorted(KINDS))
    brands, things = (one.split() for one in KINDS[category])
    letters = "".join(chance.choices("ABCDEFGHKMPRSTXZ", k=2))
    words = {
        "brand": chance.choice(brands),
        "thing": chance.choice(things),
        "model": f"{letters}{chance.randrange(100, 10000)}",
        "colour": chance.choice(COLOURS.split()),
        "city": chance.choice(CITIES.split()),
        "month": str(chance.randrange(1, 13)),
        "months": str(chance.randrange(2, 40)),
    }
    sold = FIRST_DAY + timedelta(days=chance.randrange(180))
    minor = 100 * round(chance.lognormvariate(6.2, 1.0))
    words["price"] = str(minor // 100)
    words["day"] = f"{sold.month}月{sold.day}号"
    words["english_day"] = f"{sold.day} {sold:%B}"
    words["remark"] = chance.choice(REMARKS).format(**words)
    return Listing(
        no=no,
        category=category,
        grade=chance.choice(GRADES),
        title="{brand} {model} {colour} {thing}".format(**words),
        text=words["remark"],
        price_minor=minor,
        on=sold.date(),
        city=words["city"],
        nickname=f"{letters.lower()}_{chance.randrange(10**6)}",
        words=tuple(words.items()),
    )


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

    def study(self, files: Iterable[CaseFile]) -> None:
        """Learn what stands in many files: the court says it, or everybody."""
        counts = Counter(word for one in files for word in set(grams(_texts(one))))
        often = max(counts.values(), default=0) / 20
        self.usual = frozenset(word for word, count in counts.items() if count > often)

    def guess(self, file: CaseFile) -> int:
        """The listing that fits best; of those that fit as well, any."""
        left = [one for one in left_in(file) if one is not None]
        said = set(grams(_texts(file))) - self.usual
        numbers = {one for one in left if isinstance(one, int)}
        days = {one.date() for one in left if isinstance(one, datetime)}
        bands = [one for one in left if isinstance(one, Band)]
        alike = self.by_kind[file.category, file.condition_grade]
        scored = [
            (
                sum(1 / self.known[word] for word in said & self.words[one.no]),
                one.price_minor in numbers or str(one.price_minor // 100) in said,
                one.on in days,
                all(band.holds(one.price_minor) for band in bands),
                self.chance.random(),
                one.no,
            )
            for one in self._found(said) or alike
        ]
        weighted = [
            (1000 * price + 100 * day + 500 * band + 100 * words, luck, no)
            for words, price, day, band, luck, no in scored
        ]
        return max(weighted)[2]

    def _found(self, said: set[str]) -> list[Listing]:
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


def _texts(file: CaseFile) -> str:
    return " ".join(one for one in left_in(file) if isinstance(one, str))


def grams(text: str) -> Iterable[str]:
    """Words, numbers, and every two Chinese characters in a row."""
    for run in re.findall("[a-z0-9_]+|[\u4e00-\u9fff]+", text.lower()):
        if run[0].isascii():
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def _public(one: Listing) -> str:
    return f"{one.title} {one.text} {one.city} {one.nickname} {one.price_minor // 100}"
