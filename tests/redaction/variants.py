"""Made-up people, and every way in which what an order knows of them gets written."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jury.redaction import KnownPerson

# (simplified, traditional, syllables with tones); no real person is meant.
NAMES: Final = (
    ("张伟明", "張偉明", "zhāng wěi míng"),
    ("刘丽华", "劉麗華", "liú lì huá"),
    ("欧阳晓东", "歐陽曉東", "ōuyáng xiǎo dōng"),
    ("陈静", "陳靜", "chén jìng"),
    ("吕国强", "呂國強", "lǚ guó qiáng"),
    ("赵学礼", "趙學禮", "zhào xué lǐ"),
    ("孙庆云", "孫慶雲", "sūn qìng yún"),
    ("郑义", "鄭義", "zhèng yì"),
    ("单雄信", "單雄信", "shàn xióng xìn"),
    ("冯锦绣", "馮錦繡", "féng jǐn xiù"),
    ("马骏驰", "馬駿馳", "mǎ jùn chí"),
    ("诸葛瑾瑜", "諸葛瑾瑜", "zhūgě jǐn yú"),
    ("曾赟", "曾贇", "zēng yūn"),
    ("许凯旋", "許凱旋", "xǔ kǎi xuán"),
    ("黄梓涵", "黃梓涵", "huáng zǐ hán"),
    ("于国庆", "于國慶", "yú guó qìng"),
)
WESTERN: Final = (
    ("John", "Smith"),
    ("Grace", "Hill"),
    ("Oluwaseun", "Adeyemi"),
    ("Mary", "O'Brien"),
    ("Jürgen", "Müller"),
    ("Will", "Carter"),
    ("Ana", "Souza"),
    ("Frank", "Mason"),
)
STREETS: Final = ("文三路", "中山北路", "人民大道", "学院街", "桂花巷")
ESTATES: Final = ("阳光花园", "翠湖新村", "万科城市花园", "锦绣家园", "幸福小区")
TOWNS: Final = (
    "浙江省杭州市西湖区",
    "江苏省苏州市吴中区",
    "北京市海淀区",
    "广东省深圳市南山区",
)
CARRIERS: Final = (
    "{}",
    "我是{}。",
    "请联系{}",
    "是{}说的",
    "已经发给{}了",
    "收件人写{}，谢谢",
    "「{}」在吗",
    "please ask {} about it",
    "it was {}, I think",
    "\n{}\n",
)
_HOSTS: Final = ("qq.com", "163.com", "mail.org.cn")
_TITLES: Final = (
    "先生",
    "女士",
    "小姐",
    "师傅",
    "老师",
    "总",
    "姐",
    "哥",
    "经理",
    "老板",
    "同学",
    "阿姨",
)
_STYLES: Final = (
    "０１２３４５６７８９",
    "零一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "⓿❶❷❸❹❺❻❼❽❾",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
    "༠༡༢༣༤༥༦༧༨༩",
    "〇一二三四五六七八九",
)


@dataclass(frozen=True)
class Person:
    """Somebody an order knows, with what is needed to write of them in other ways."""

    known: KnownPerson
    name: tuple[str, str, str] | tuple[str, str]
    house: tuple[str, str, str, str, str, str]


def make_person(dice: random.Random) -> Person:
    """Somebody new for each throw."""
    name = dice.choice((*NAMES, *NAMES, *WESTERN))
    whole = name[0] if len(name) == 3 else " ".join(name)
    town, street = dice.choice(TOWNS), dice.choice(STREETS)
    house = (
        town,
        street,
        str(dice.randrange(3, 999)),
        dice.choice(ESTATES),
        str(dice.randrange(1, 40)),
        f"{dice.randrange(1, 30)}0{dice.randrange(1, 9)}",
    )
    address = f"{town}{street}{house[2]}号{house[3]}{house[4]}幢{house[5]}室"
    word = "".join(dice.choices("bcdfghkmnpqrstwyz", k=4))
    return Person(
        KnownPerson(
            names=(whole,),
            nicknames=(
                dice.choice(
                    ("小鹿乱撞", "一只猫_", "Sunny_Girl", "tb_9981234", "雨~荷")
                ),
            ),
            phones=(f"1{dice.choice('3456789')}{dice.randrange(10**8, 10**9)}",),
            addresses=(address,),
            emails=(f"{word}{dice.randrange(10, 99)}@" + dice.choice(_HOSTS),),
            handles=(
                f"{word}_{dice.randrange(1000, 9999)}",
                str(dice.randrange(10**7, 10**9)),
            ),
        ),
        name,
        house,
    )


def names_of(person: Person) -> Iterator[str]:
    """The name in every way: whole, titled, masked, in Latin letters."""
    if len(person.name) == 2:
        yield from _western(*person.name)
        return
    name, traditional, pinyin = person.name
    cut = 2 if name[:2] in {"欧阳", "诸葛"} else 1
    surname, given = name[:cut], name[cut:]
    yield from (name, traditional, " ".join(name), "·".join(name))
    yield from (surname + title for title in _TITLES)
    yield from (traditional[:cut] + "先生", traditional[:cut] + "總", "姓" + surname)
    if len(given) > 1:
        yield from (given, traditional[cut:], f"{surname}*{given[-1]}", f"{surname}**")
        yield from (f"*{given}", f"**{given[-1]}", f"{surname}**{given[-1]}")
    else:
        yield from (f"{surname}*", f"*{given}")
    yield from ("小" + surname, "老" + surname) if surname not in "单于" else ()
    yield from (f"{surname}某", f"{surname}某某")
    yield from _in_latin(pinyin.split())


def _in_latin(syllables: list[str]) -> Iterator[str]:
    plain = [_without_tones(one) for one in syllables]
    family, own = plain[0], plain[1:]
    joined = "".join(own)
    yield " ".join(syllables)
    yield "".join(syllables).capitalize()
    yield from (f"{family}{joined}", f"{family} {joined}", f"{joined} {family}")
    yield from (
        f"{family.capitalize()} {joined.capitalize()}",
        f"{family.upper()} {joined.upper()}",
    )
    yield f"{joined.capitalize()}, {family.capitalize()}"
    yield from ("-".join(own).title() + " " + family.title(), " ".join(plain))
    letters = "".join(one[0] for one in plain)
    if len(letters) > 2 and family not in {"ouyang", "zhuge"}:
        yield from (
            letters,
            letters.upper(),
            ".".join(letters),
            letters[1:] + letters[0],
        )
    yield from (
        f"Mr {family.capitalize()}",
        f"Ms. {family.capitalize()}",
        f"Miss {family}",
    )
    yield from (f"{family[0].upper()}**{family[-1]}", f"{family}先生")


def _without_tones(syllable: str) -> str:
    table = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
    return syllable.translate(table)


def _western(first: str, last: str) -> Iterator[str]:
    whole = f"{first} {last}"
    yield from (
        whole,
        whole.upper(),
        whole.lower(),
        f"{last}, {first}",
        f"{last} {first}",
    )
    yield from (
        f"{first[0]}. {last}",
        f"{first} {last[0]}.",
        f"Mr {last}",
        f"Mrs. {last}",
    )
    yield from (f"{first}{last}".lower(), f"{first}.{last}".lower(), f"{first}_{last}")
    yield from (f"{first[0]}*** {last[0]}****", f"{first[0]}**{first[-1]}")
    if first not in {"Will", "Grace", "Frank"}:
        yield from (first, first.lower(), first.upper())
    if last not in {"Hill", "Carter", "Mason"}:
        yield from (last, last.lower())


def numbers_of(number: str, dice: random.Random) -> Iterator[str]:
    """A number grouped, in other scripts, masked, its end alone."""
    yield from (number, number[::-1], f"尾号{number[-4:]}", f"后四位是{number[-4:]}")
    yield f"ending in {number[-4:]}"
    yield from (f"{number[:3]}****{number[-4:]}", f"{number[:3]} **** {number[-4:]}")
    for gap in (" ", "-", ".", "_", "😊", "然后", "\n", "*", "，再"):
        yield gap.join((number[:3], number[3:7], number[7:]))
    for style in _STYLES:
        written = "".join(style[int(digit)] for digit in number)
        yield from (written, written[:3] + " " + number[3:])
    yield from (" ".join(number), "\u200b".join(number), ".".join(number))
    mixed = [dice.choice(_STYLES)[int(digit)] for digit in number]
    yield "".join(mixed)
    yield f"前面{number[:3]}，中间{number[3:7]}，最后{number[7:]}"


def addresses_of(person: Person) -> Iterator[str]:
    """The address from any part on, and each part that speaks for itself."""
    town, street, road_no, estate, block, room = person.house
    yield from (
        f"{street}{road_no}号",
        f"{street} {road_no} 号",
        f"{estate}{block}幢{room}室",
    )
    yield from (
        estate,
        f"{estate}{block}栋{room}",
        f"{estate}{block}-{room}",
        f"{room}室",
    )
    yield from (
        f"{block}栋{room}",
        f"{block}号楼{room}室",
        f"{block}幢",
        f"{block}号楼",
    )
    yield from (f"{street}{road_no}号{estate}", f"{block}-{room}", f"{block}栋 {room}")
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    yield f"{block}幢{room}室".translate(digits)
    yield from (person.known.addresses[0], f"{town[-3:]}{street}{road_no}号")
    trad = str.maketrans("园华城锦绣万号楼东学国", "園華城錦繡萬號樓東學國")
    yield f"{estate}{block}号楼{room}室".translate(trad)


def accounts_of(person: Person) -> Iterator[str]:
    """E-mails and accounts plain, spelled and spaced."""
    email, (handle, _) = person.known.emails[0], person.known.handles
    local, host = email.split("@")
    yield from (
        email,
        email.upper(),
        f"{local}＠{host}",
        f"{local} at {host.replace('.', ' dot ')}",
    )
    yield from (
        f"{local}艾特{host.replace('.', '点')}",
        f"{local}#{host}",
        f"{local} (at) {host}",
    )
    yield from (f"{local} 艾特 {host.split('.')[0]}", local)
    yield from (handle, handle.upper(), " ".join(handle), handle.replace("_", "下划线"))
    yield from (
        handle.replace("_", " "),
        handle.replace("_", ""),
        handle.replace("_", "_然后"),
    )
    nickname = person.known.nicknames[0]
    yield from (
        nickname,
        f"@{nickname}",
        nickname.upper(),
        nickname[0] + "***" + nickname[-1],
    )
