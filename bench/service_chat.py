"""Chats of buyers, sellers and support with a third person in each: texts with truth.

Carrier sentences and names are of our own making; names come in the shapes that people
write. `python -m bench.service_chat [SEED]` prints what is covered of each shape.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from bench.redaction_sets import Span
from jury.redaction import NOTHING_KNOWN, Message, find_in_chats

Name = Callable[[random.Random], str]

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢"
    "蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟"
    "龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂"
    "丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴"
)
_COMPOUND: Final = ("欧阳", "上官", "司马", "诸葛", "慕容", "夏侯", "皇甫", "尉迟")
_GIVEN: Final = (
    "伟 芳 娜 敏 静 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 玉兰 建国 建华 志强 "
    "志明 秀英 秀兰 海燕 晓东 晓红 丽娟 俊杰 浩然 子轩 梓涵 雨桐 欣怡 诗涵 思远 一诺 "
    "宇航 嘉怡 佳琪 雅婷 婉婷 国庆 卫东 红梅 春花 大勇 小军 文博 天宇 若曦 可馨 语嫣 "
    "沐宸 奕辰 亦菲 景行 知远 望舒 牧之 鹏 飞 斌 波 辉 鑫 凯 婷 雪 慧 莹 倩 颖 琳 蕾 "
    "薇 丹 萍 燕 玲 瑶 璐 琪 阳 帆 昊 睿 博 晨 晗 永强 永红 德华 学友 富城 家辉 家乐 "
    "伟强 伟业 少华 少聪 振宇 振东 炳坤 水生 金水 土根 阿妹 巧云 翠花 彩霞 月娥 淑芬 "
    "淑珍 爱华 爱民 援朝 抗美 跃进 卫红 向阳 新民 守信 立新 长江 海涛"
)
_FOREIGN: Final = (
    "约翰 玛丽 迈克尔 詹妮弗 大卫·米勒 安娜·伊万诺娃 罗伯特 艾米丽 阿卜杜拉·艾力 "
    "买买提·吐尔逊 古丽娜尔 扎西次仁 卓玛央金 巴特尔 汤姆 杰克 丽莎 凯文 彼得 苏珊娜"
)
_MASKS: Final = ("某", "某某", "**")
_TITLES: Final = (
    "姐 哥 总 老师 师傅 经理 先生 女士 阿姨 叔 主任 老板 医生 小姐 太太 大哥"
)
_ENGLISH: Final = (
    "Tony Lisa Kevin Amy Jack Lucy Emily Jason Linda Vivian Cindy Eric Mandy Peter "
    "Grace Olivia Priya Fatima Yuki Carlos"
)
_LAST: Final = (
    "Smith Johnson Wong Nguyen Patel Garcia Miller O'Brien Schneider Kowalski Tanaka "
    "Ali"
)
_PINYIN: Final = "Zhang Wei|Li Na|Wang Fang|Chen Jie|Liu Yang|Zhao Lei|Huang Min"


def _full(dice: random.Random) -> str:
    return dice.choice(_SURNAMES) + dice.choice(_GIVEN.split())


SHAPES: Final[dict[str, Name]] = {
    "full": _full,
    "compound": lambda dice: dice.choice(_COMPOUND) + dice.choice(_GIVEN.split()),
    "two surnames": lambda dice: dice.choice(_SURNAMES[:30]) + _full(dice),
    "titled": lambda dice: dice.choice(_SURNAMES[:120]) + dice.choice(_TITLES.split()),
    "full titled": lambda dice: _full(dice) + dice.choice(_TITLES.split()[3:8]),
    "short": lambda dice: dice.choice("小老阿") + dice.choice(_SURNAMES[:120]),
    "given": lambda dice: dice.choice(
        [name for name in _GIVEN.split() if len(name) == 2]
    ),
    "doubled": lambda dice: 2 * dice.choice("婷娜丽莹倩萍丹雪敏静露蕾涛强伟军磊楠琪妮"),
    "foreign": lambda dice: dice.choice(_FOREIGN.split()),
    "masked": lambda dice: dice.choice(_SURNAMES[:60]) + dice.choice(_MASKS),
    "english first": lambda dice: dice.choice(_ENGLISH.split()),
    "english full": lambda dice: (
        f"{dice.choice(_ENGLISH.split())} {dice.choice(_LAST.split())}"
    ),
    "pinyin": lambda dice: dice.choice(_PINYIN.split("|")),
    "mixed": lambda dice: (
        dice.choice(_ENGLISH.split()) + dice.choice(_TITLES.split()[:4])
    ),
}

_CHINESE: Final = (
    "收件人写{}就行|麻烦改成{}收|{}，13800000000，麻烦今天发|快递是{}签收的，不是我|"
    "我问了门卫，说是{}拿走的|东西被{}代签了|客服{}答应给我退款的|"
    "你们的客服{}态度太差了|送货的{}说包裹破了|快递员{}根本没打电话|"
    "昨天{}跟我说可以退|我让{}帮我收一下|这个是给{}买的生日礼物|{}说她没有收到货|"
    "付款的是我老公{}|我妈{}用的，尺码不对|请联系{}，他在公司|"
    "我同事{}也买了同款，没问题|找{}验的货，成色没问题|卖家{}一直不回消息|"
    "退款打到{}的支付宝|户名{}，你核对下|师傅叫{}，是他安装的|"
    "你好，我是{}，昨天下的单|我叫{}，之前联系过你们|麻烦转给{}处理|上次是{}接待我的|"
    "{}已经确认过了，可以退|和{}说好了包邮的|当时{}在场，可以作证|视频里说话的是{}|"
    "寄件人{}，地址不变|发票抬头写{}|身份证上的名字是{}|这台电脑是从{}手里收的|"
    "是{}把箱子拆开的|货到付款，{}给的钱|邻居{}帮我拿的快递|你们店长{}亲口答应的|"
    "@{} 你来说说怎么回事|{}你好，货收到了吗|谢谢{}，麻烦你了|已经让{}去仓库看了|"
    "我朋友{}说这是假货|{}：在吗？东西还有没有|维修师傅{}检测说主板坏了|"
    "物业{}可以证明|签收人：{}|聊天记录里{}承认了|不是我弄坏的，是{}摔的"
)

_IN_ENGLISH: Final = (
    "Please ship it to {} instead|The courier {} left it at the door|"
    "I spoke with {} from support yesterday|It was signed for by {}|"
    "My name is {} and I bought this last week|{} told me I could return it|"
    "Ask {} about the refund|Hi {}, any update on my parcel?|Thanks, {}|"
    "Best regards, {}|this is for my wife {}|I paid {} in cash|"
    "according to {}, the box was open|{} from your team promised a refund|"
    "my friend {} has the same phone|The package was delivered to {}'s house|"
    "contact {} at the front desk|I got it from {} two years ago|"
    "Dear {}, the item arrived broken"
)


def documents(seed: int, count: int) -> Iterator[tuple[str, Span, str]]:
    """That many texts, each with the span of its name and the shape of that."""
    dice = random.Random(seed)
    shapes = list(SHAPES)
    for place in range(count):
        shape = shapes[place % len(shapes)]
        latin = shape.startswith("english") or shape == "pinyin"
        english = latin and dice.random() < 0.7
        carrier = dice.choice((_IN_ENGLISH if english else _CHINESE).split("|"))
        before, _, after = carrier.partition("{}")
        name = SHAPES[shape](dice)
        yield before + name + after, (len(before), len(before) + len(name)), shape


def main() -> None:
    """Print what is covered of each shape of name."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rows = list(documents(seed, 4200))
    chats = [([Message("", text)], NOTHING_KNOWN) for text, _, _ in rows]
    count: Counter[str] = Counter()
    for (_, (start, end), shape), (found,) in zip(
        rows, find_in_chats(chats), strict=True
    ):
        marks = {at for each in found for at in range(each.start, each.end)}
        hit = marks.issuperset(range(start, end))
        extra = len(marks) - len(marks & set(range(start, end)))
        count.update(
            {shape: 1, f"{shape} hit": hit, "all": 1, "all hit": hit, "extra": extra}
        )
    for shape in [*SHAPES, "all"]:
        print(f"{shape:<16}{100 * count[f'{shape} hit'] / count[shape]:>7.1f} %")
    print(
        f"characters covered beside a name: {count['extra'] / count['all']:.2f} a text"
    )


if __name__ == "__main__":
    main()
