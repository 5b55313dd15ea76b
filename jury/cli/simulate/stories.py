"""Disputes with a planted truth that only a reader of the file can know.

Every story tells both worlds. One fact, in the courier's record or in what the
platform wrote, says which of the two it is; nothing else in the file does.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """The telling fact: as it reads when the buyer is right, and when not.

    `tells` are the words by which a reader knows it; redaction leaves them alone.
    """

    place: str
    for_buyer: str
    for_seller: str
    tells: tuple[str, str]

    def text(self, *, buyer_is_right: bool) -> str:
        """The fact in one of the two worlds."""
        return self.for_buyer if buyer_is_right else self.for_seller


@dataclass(frozen=True)
class Story:
    """One kind of dispute in one language, judged as on a ladder of two rungs."""

    reason: str
    language: str
    category: str
    title: str
    listing: str
    claim: str
    fact: Fact
    chat: tuple[tuple[str, str], ...]
    statements: Mapping[str, str]
    caption: str
    sentence: str


STORIES: tuple[Story, ...] = (
    Story(
        reason="counterfeit",
        language="zh-Hans",
        category="shoes",
        title="运动鞋 42 码",
        listing="专柜购入，只穿过两次，盒子和吊牌都在，保证正品。",
        claim="收到以后觉得不对，走线歪，胶味很重，我认为是仿品，要求全额退款。",
        fact=Fact(
            "platform",
            "平台鉴定师看过实物：走线和吊牌与正品对不上，是仿品。",
            "平台鉴定师看过实物：走线和吊牌与正品完全吻合，是正品。",
            ("与正品对不上", "与正品完全吻合"),
        ),
        chat=(
            ("buyer", "这双鞋的走线怎么和专柜的不一样？"),
            ("seller", "批次不同而已，我在专柜买的。"),
        ),
        statements={
            "buyer": "我和朋友的同款放在一起比过，鞋舌的字体明显不同。",
            "seller": "鞋子是我在专柜买的，穿过两次，价格便宜只是因为尺码不合适。",
        },
        caption="鞋舌和走线的照片",
        sentence="鉴定结论说得很清楚。",
    ),
    Story(
        reason="not_received",
        language="zh-Hans",
        category="books",
        title="二手教材一套",
        listing="整套出售，有少量笔记，包邮，付款后当天寄出。",
        claim="等了两个星期，包裹一直没有到我手里，要求退款。",
        fact=Fact(
            "courier",
            "快件在中转站遗失，未能投递。",
            "快件已由收件人当面签收，签字留存。",
            ("在中转站遗失", "由收件人当面签收"),
        ),
        chat=(
            ("buyer", "书到底寄了没有？我一直没收到。"),
            ("seller", "当天就寄了，物流能查到。"),
        ),
        statements={
            "buyer": "我每天都在家，没有接到快递员的电话，驿站也说没有我的包裹。",
            "seller": "我付款当天就交给快递了，单子还在，后面的事情我管不了。",
        },
        caption="寄件回执的照片",
        sentence="快递记录写得明白。",
    ),
    Story(
        reason="signed_by_third_person",
        language="zh-Hans",
        category="audio",
        title="蓝牙音箱",
        listing="九成新，充电线齐全，音质好，支持当面验货。",
        claim="快递显示签收，可不是我签的，我没有拿到东西。",
        fact=Fact(
            "courier",
            "快件由路过的住户签收，收件人事先并不知情。",
            "快件按收件人留言放在指定代收点，收件人已凭码取走。",
            ("事先并不知情", "已凭码取走"),
        ),
        chat=(
            ("buyer", "签收的不是我，您能问问快递吗？"),
            ("seller", "系统显示已经签收，应该在您那里。"),
        ),
        statements={
            "buyer": "那天我在上班，家里没有人，也没有让任何人代收。",
            "seller": "我只能看到已签收三个字，该做的我都做了。",
        },
        caption="物流页面的照片",
        sentence="签收的经过决定了结果。",
    ),
    Story(
        reason="counterfeit",
        language="en",
        category="watches",
        title="Dress watch",
        listing="Bought in a shop three years ago, worn rarely, sold as genuine.",
        claim="The movement looks wrong and so does the print. I want the money back.",
        fact=Fact(
            "platform",
            "Our inspector has seen the piece: the movement is a copy.",
            "Our inspector has seen the piece: the movement is the maker's own.",
            ("movement is a copy", "movement is the maker's own"),
        ),
        chat=(
            ("buyer", "Why does the print on the dial look blurred?"),
            ("seller", "It is an old model, they all look like that."),
        ),
        statements={
            "buyer": "A friend who repairs watches doubted it after a single look.",
            "seller": "I bought it in a shop and wore it to a few weddings, no more.",
        },
        caption="The dial from close by",
        sentence="The inspection settles it.",
    ),
    Story(
        reason="not_received",
        language="en",
        category="cameras",
        title="Lens, 50 mm",
        listing="Clean glass, smooth ring, both caps, sent the day after payment.",
        claim="Two weeks have passed and nothing has reached me. Please refund it.",
        fact=Fact(
            "courier",
            "The parcel was lost at the sorting centre and not delivered.",
            "The parcel was handed to the addressee in person, with signature.",
            ("lost at the sorting centre", "handed to the addressee in person"),
        ),
        chat=(
            ("buyer", "Has the lens been sent at all?"),
            ("seller", "Yes, the day after you paid."),
        ),
        statements={
            "buyer": "I was at home on each of those days and nobody rang.",
            "seller": "I handed it over at the counter and kept the slip.",
        },
        caption="The slip from the counter",
        sentence="The courier's record says what happened.",
    ),
    Story(
        reason="signed_by_third_person",
        language="en",
        category="bags",
        title="Leather bag",
        listing="Good condition, one small scratch, sent with insurance.",
        claim="Somebody else signed for it. I never had it in my hands.",
        fact=Fact(
            "courier",
            "Signed by a passer-by; the addressee had named nobody.",
            "Left at the shop that the addressee had named, and fetched by code.",
            ("had named nobody", "and fetched by code"),
        ),
        chat=(
            ("buyer", "The signature is not mine. Could you ask?"),
            ("seller", "It says delivered, that is all I can see."),
        ),
        statements={
            "buyer": "I was at work and had asked nobody to take it for me.",
            "seller": "I sent it insured and well packed; more I cannot do.",
        },
        caption="The tracking page",
        sentence="How it was signed for decides it.",
    ),
)


def truth_in(words: str) -> bool | None:
    """What the file says to somebody who reads it: whether the buyer is right.

    None when the telling fact is not there or was covered.
    """
    for story in STORIES:
        for buyer_is_right, tell in zip((True, False), story.fact.tells, strict=True):
            if tell in words:
                return buyer_is_right
    return None
