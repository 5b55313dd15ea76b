"""What people write to each other about a parcel, with what tells whom marked.

A saying is a row of stretches; those that tell whom are marked.
"""

import random
from collections.abc import Callable

from bench._letters import CHATTER, home, mobile, name

Stretch = tuple[str, bool]
Saying = list[Stretch]

MORE_CHATTER = (
    "亲，这个有货吗",
    "包邮吗？能不能刀一点",
    "昨天下午三点多到的",
    "你看一下图二，右下角裂了",
    "箱子外面没破，里面泡沫碎了",
    "我当时就录了开箱视频",
    "不退不换，详情页写得很清楚",
    "平台介入吧，我没意见",
    "[图片]",
    "哈哈哈好的",
    "已经过了七天了",
    "退 50 块，不用寄回来",
    "正品支持验货",
    "尺码 170/92A，偏小一码",
)
ENGLISH = (
    "Is this still available?",
    "The screen has a crack in the corner",
    "It worked when I packed it",
    "I want my money back, $85.00",
    "Can you do 20% off?",
    "Shipped yesterday with DHL",
    "Photos attached, see the second one",
    "Sounds good, thanks!",
    "iPhone 13, 128 GB, blue",
    "That is not what we agreed",
)
FIRST = ("Emma", "Oliver", "Sophie", "James", "Hannah", "Daniel", "Grace", "Lucas")
LAST = ("Wilson", "Turner", "Bennett", "Murphy", "Kowalski", "Schmidt", "Okafor")
STREETS = ("Baker Street", "Maple Avenue", "Station Road", "Elm Drive", "Mill Lane")
TOWNS = ("London NW1 6XE", "Austin, TX 78701", "Leeds LS1 4DY", "Denver, CO 80202")


def chinese(dice: random.Random) -> Saying:
    """One message in Chinese, one in three of which tells whom."""
    if dice.random() < 0.6:
        return [(dice.choice((*CHATTER, *MORE_CHATTER)), False)]
    return dice.choice(_CHINESE)(dice)


def english(dice: random.Random) -> Saying:
    """One message in English, one in three of which tells whom."""
    if dice.random() < 0.6:
        return [(dice.choice(ENGLISH), False)]
    return dice.choice(_ENGLISH)(dice)


def person(dice: random.Random) -> str:
    """An English name."""
    return f"{dice.choice(FIRST)} {dice.choice(LAST)}"


def street(dice: random.Random) -> str:
    """An English address in one line."""
    return f"{dice.randint(2, 420)} {dice.choice(STREETS)}, {dice.choice(TOWNS)}"


def digits(dice: random.Random, count: int) -> str:
    """So many digits, the first no zero."""
    first = dice.choice("123456789")
    return first + "".join(dice.choices("0123456789", k=count - 1))


def handle(dice: random.Random) -> str:
    """The name of an account."""
    letters = "".join(dice.choices("abcdefghkmnprstuwxyz", k=dice.randint(4, 7)))
    return f"{letters}{dice.choice(('', '_'))}{dice.randint(10, 9999)}"


def foreign_phone(dice: random.Random) -> str:
    """A mobile number of another country, as phones write it."""
    return dice.choice(
        (
            f"+44 7{digits(dice, 3)} {digits(dice, 6)}",
            f"+1 (415) 555-{dice.randint(1000, 9999)}",
            f"+1 512 555 {dice.randint(1000, 9999)}",
        )
    )


def _door(dice: random.Random) -> Saying:
    """An address, of which the city may stay to be read."""
    where = home(dice)
    below = where.index("市") + 1
    return [(where[:below], False), (where[below:], True)]


_CHINESE: tuple[Callable[[random.Random], Saying], ...] = (
    lambda dice: [("我电话 ", False), (mobile(dice), True)],
    lambda dice: [("打这个 ", False), (mobile(dice), True), (" 找我", False)],
    lambda dice: [("收件人：", False), (name(dice), True)],
    lambda dice: [("加微信 ", False), (handle(dice), True)],
    lambda dice: [("我微信号是", False), (handle(dice), True), ("，加我聊", False)],
    lambda dice: [("QQ ", False), (digits(dice, dice.randint(8, 10)), True)],
    lambda dice: [("寄到", False), *_door(dice)],
    lambda dice: [(f"{name(dice)}，{mobile(dice)}", True), ("，", False), *_door(dice)],
    lambda dice: [("订单号", False), (digits(dice, 19), True), ("，查一下", False)],
    lambda dice: [("顺丰单号 ", False), (f"SF{digits(dice, 13)}", True)],
    lambda dice: [("我叫", False), (name(dice), True), ("，你直接打我电话", False)],
    lambda dice: [("支付宝 ", False), (f"{handle(dice)}@163.com", True)],
)
_ENGLISH: tuple[Callable[[random.Random], Saying], ...] = (
    lambda dice: [("Call me on ", False), (foreign_phone(dice), True)],
    lambda dice: [("My name is ", False), (person(dice), True)],
    lambda dice: [("Ship it to ", False), (street(dice), True)],
    lambda dice: [("Email: ", False), (f"{handle(dice)}@gmail.com", True)],
    lambda dice: [("Tracking number ", False), (f"1Z{digits(dice, 16)}", True)],
    lambda dice: [("Order no. ", False), (digits(dice, 12), True)],
    lambda dice: [("WhatsApp me ", False), (foreign_phone(dice), True)],
)
