"""Listings of a marketplace that never was, from word lists and a seed."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

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
