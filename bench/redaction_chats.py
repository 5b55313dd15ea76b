"""What redaction does to chats of our own making, beside what others install.

`python -m bench.redaction_chats`: addresses, numbers and evidence are planted, so no
data set is needed. The others are measured in the same run where they are installed
(`pip install jieba presidio-analyzer`); no model is fetched for them.
"""

import importlib
import importlib.util
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from bench.redaction import covered, find_all, row, share
from bench.redaction_sets import Span
from bench.service_chat import documents
from jury.redaction import NOTHING_KNOWN, Finding, find
from jury.redaction.detect import find_structured
from tests.redaction.test_more_disguises import accounts, left_over, phones

Texts = list[tuple[str, Span]]
Reader = Callable[[str], list[Span]]

_CITIES: Final = "浙江省杭州市 广东省深圳市 四川省成都市 北京市 上海市 苏州市 武汉 西安"
_AREAS: Final = "西湖区 福田区 武侯区 朝阳区 浦东新区 姑苏区 洪山区 雁塔区"
_ROADS: Final = "文三路 人民南路 建国大道 中山北路 学府街 和平里东街 青年巷 滨江大道"
_HOMES: Final = (
    "阳光花园 锦绣家园 翠苑小区 金地名都 万科城 书香苑 丽景公寓 天安大厦 李家村三组 "
    "师范大学东区宿舍 南山工业园A区 城关镇中心小学 幸福里 老纺织厂家属院"
)
_DOORS: Final = "8幢801室 3栋2单元502 12号楼1203 5座B室 2单元301室 17-3-602"
_CARRIERS: Final = (
    "麻烦寄到{}，谢谢|我家在{}，快递员说找不到|收货地址改成{}可以吗|{}|"
    "退货地址是{}，请注明订单|人在{}，随时可以上门取件|快递送到{}就行|"
    "地址：{} 尽快发货|我住{}，他却送去了别处|换货请寄{}收"
)
# What jurors decide by, with the place where it is said.
_EVIDENCE: Final = (
    "这台{}用了两年|卖家说{}是全新的|我买的是{}，发来的不对|{}，你看清楚|"
    "页面写着{}，实物不是|当时谈好{}|问过客服，{}没问题|为什么不是{}？"
)
TOKENS: Final = {
    "amount": "3899元|￥1299.00|128.5元|两千三百块|1.2万|退一半350|满300减40",
    "date": "2024年5月3日|3月15号|2023-11-11|昨天下午三点|双十一|上周五|10月1日",
    "model": "iPhone 13 Pro|XC90|RTX4090|WH-1000XM5|Switch OLED|ThinkPad X1|802.611.50",
    "brand": "华为|耐克|优衣库|索尼|Nike|戴森|海尔|小米|周大福|Gucci",
    "size": "42码|XL|180/96A|128GB|27寸|1.5米|500ml|3件套",
    "city": "杭州|成都|乌鲁木齐|深圳|哈尔滨|石家庄|上海",
    "courier": "顺丰|中通|圆通快递|韵达|极兔|京东物流|申通",
}
# Numbers that look like somebody's and are not.
ALIKES: Final = (
    "IKEA 802.611.50|2019年版7.5折|电压220V 50Hz 1200W|尺寸120x60x75cm|v good，真的"
    "|比例16:9，1920x1080|我弟幺妹都喜欢|can we chat tomorrow|卫星电视收不到"
    "|价格1299.00元，原价1599.00元|2024-05-03 12:30:45|CPU i7-12700K|v我50"
    "|型号SM-G9980|保质期20240503至20260503|版本10.0.19045|重量1250g 净重1100g"
)


def main() -> None:
    """Print every table."""
    dice = random.Random(5)
    print_disguises()
    print_addresses(dice)
    print_evidence(dice)
    print_speed(dice)
    print_names_beside_others()


def print_disguises() -> None:
    """The second set of disguises, which no rule was made for."""
    print("\nDisguises that no rule was made for: covered, of that many")
    for name, cases in (("phones", phones()), ("accounts", accounts())):
        count: Counter[str] = Counter()
        for _, text, span in cases:
            count.update(
                all=1, hit=not left_over(text, find(text, NOTHING_KNOWN), span)
            )
        row(name, share(count["hit"], count["all"]), count["all"])


def print_addresses(dice: random.Random) -> None:
    """Addresses in sentences: everything from the road to the door."""
    print("\nAddresses in chats: road to door covered, of that many")
    texts = list(told_addresses(dice, 600))
    found = find_all(text for text, _ in texts)
    hits = sum(covered(f, span) for f, (_, span) in zip(found, texts, strict=True))
    row("our own chats", share(hits, len(texts)), len(texts))


def told_addresses(dice: random.Random, count: int) -> Iterator[tuple[str, Span]]:
    for _ in range(count):
        city = dice.choice(_CITIES.split()) + dice.choice(_AREAS.split())
        road = f"{dice.choice(_ROADS.split())}{dice.randrange(1, 400)}号"
        parts = [
            road if dice.random() < 0.7 else "",
            dice.choice(_HOMES.split()),
            dice.choice(_DOORS.split()),
        ]
        door = "".join(parts)
        before, _, after = dice.choice(_CARRIERS.split("|")).partition("{}")
        start = len(before) + len(city)
        yield before + city + door + after, (start, start + len(door))


def print_evidence(dice: random.Random) -> None:
    """Tokens that jurors need, and look-alikes: any character of them covered."""
    print("\nEvidence: destroyed, of that many; look-alikes touched")
    total: Counter[str] = Counter()
    for name, listed in TOKENS.items():
        texts = list(planted(dice, listed.split("|")))
        found = find_all(text for text, _ in texts)
        lost = sum(touches(f, span) for f, (_, span) in zip(found, texts, strict=True))
        total.update(lost=lost, all=len(texts))
        row(name, share(lost, len(texts)), len(texts))
    row("all", share(total["lost"], total["all"]), total["all"])
    alikes = ALIKES.split("|")
    touched = sum(bool(found) for found in find_all(alikes))
    row("look-alikes", share(touched, len(alikes)), len(alikes))


def planted(dice: random.Random, tokens: list[str]) -> Iterator[tuple[str, Span]]:
    for carrier in _EVIDENCE.split("|"):
        for token in dice.sample(tokens, min(6, len(tokens))):
            before, _, after = carrier.partition("{}")
            yield before + token + after, (len(before), len(before) + len(token))


def touches(findings: Iterable[Finding], span: Span) -> bool:
    return any(f.start < span[1] and span[0] < f.end for f in findings)


def print_speed(dice: random.Random) -> None:
    """Characters a second: identifiers alone, everything; the yardstick is a count."""
    texts = [text for text, _ in told_addresses(dice, 400)]
    texts += [text for text, _, _ in documents(3, 1600)]
    size = sum(map(len, texts))
    print("\nSpeed on one core, characters a second")
    for name, act in (
        ("identifiers alone", lambda: [find_structured(text) for text in texts]),
        ("everything, one by one", lambda: [find(t, NOTHING_KNOWN) for t in texts]),
        ("everything, together", lambda: find_all(texts)),
        ("yardstick: a dict a char", lambda: [Counter(text) for text in texts]),
    ):
        begun = time.process_time()
        act()
        row(name, f"{size / (time.process_time() - begun):,.0f}")


def print_names_beside_others() -> None:
    """Third persons in service chat, and characters covered beside them."""
    print("\nThird persons in our chats: covered, characters beside them a text")
    texts: Texts = [(text, span) for text, span, _ in documents(1, 1400)]
    found = find_all(text for text, _ in texts)
    _beside("ours", texts, [[(f.start, f.end) for f in each] for each in found])
    for name, reader in (("jieba", _jieba()), ("presidio", _presidio())):
        if reader is None:
            row(name, "not installed")
        else:
            _beside(name, texts, [reader(text) for text, _ in texts])


def _beside(name: str, texts: Texts, said: list[list[Span]]) -> None:
    count: Counter[str] = Counter()
    for (_, span), spans in zip(texts, said, strict=True):
        marks = {at for each in spans for at in range(*each)}
        wanted = set(range(*span))
        count.update(hit=wanted <= marks, extra=len(marks - wanted))
    row(name, share(count["hit"], len(texts)), f"{count['extra'] / len(texts):.2f}")


def _jieba() -> Reader | None:
    """What its part-of-speech tags call a person."""
    if not importlib.util.find_spec("jieba"):
        return None
    tagger: Any = importlib.import_module("jieba.posseg")

    def read(text: str) -> list[Span]:
        spans, at = list[Span](), 0
        for pair in tagger.cut(text):
            if pair.flag.startswith("nr"):
                spans.append((at, at + len(pair.word)))
            at += len(pair.word)
        return spans

    return read


def _presidio() -> Reader | None:
    """Its recognisers by pattern: its names need a model that no package brings."""
    if not importlib.util.find_spec("presidio_analyzer"):
        return None
    registry = importlib.import_module("presidio_analyzer").RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    patterns = [each for each in registry.recognizers if hasattr(each, "patterns")]

    def read(text: str) -> list[Span]:
        return [
            (result.start, result.end)
            for each in patterns
            for result in each.analyze(text, each.supported_entities, None) or ()
        ]

    return read


if __name__ == "__main__":
    main()
