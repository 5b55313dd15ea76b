"""Two disputes that differ only in who the people are give jurors the same bytes."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from jury import clock
from jury.domain.law.showing import SHOWN, Showing
from jury.domain.lifecycle import Side
from jury.services.admission.intake import (
    CourierEvent,
    Intake,
    IntakeMessage,
    IntakeParty,
    OrderLine,
    PointAnswer,
)
from jury.services.law.lawbook import lawbook
from tests.promises import crawl
from tests.promises.crawl import Seen
from tests.promises.twins import Twins, twins
from tests.web import juror_world as juror
from tests.web.juror_acts import call_of, seat_of
from tests.web.test_less_shown import LESS
from tests.world import make_intake

__all__ = ["twins"]


@dataclass(frozen=True)
class Who:
    """One person, as their order and their own words name them."""

    name: str
    phone: str
    address: str
    email: str
    handle: str
    number: str


PAIRS = {
    Side.BUYER: (
        Who(
            "欧阳听雨",
            "13712348765",
            "浙江省杭州市西湖区文三路88号2单元301",
            "tingyu8@post-of-hers.cn",
            "tingyu_88",
            "SF1029384756019",
        ),
        Who(
            "Quillon Marchbanks",
            "15900001111",
            "江苏省南京市鼓楼区中山路321号6栋502室",
            "q.m@mailbox.example",
            "quillon_wx77",
            "YT8800553535123",
        ),
    ),
    Side.SELLER: (
        Who(
            "李雷",
            "13598761234",
            "四川省成都市武侯区人民南路四段9号1栋1101室",
            "leili@example.com",
            "leilei2020",
            "ORD-7301992",
        ),
        Who(
            "司马相如",
            "18612340000",
            "广东省深圳市南山区科技园路5号A座1203",
            "smxr1999@example.org",
            "sima_store",
            "ORD-5510283",
        ),
    ),
}


def intake_of(which: int) -> Intake:
    """The same dispute between the first two people, or between the second two."""
    buyer, seller = (PAIRS[side][which] for side in Side)
    now = clock.now()

    def party(side: Side, who: Who) -> IntakeParty:
        return IntakeParty(
            ref=f"{side}-{which}",
            display_name=who.name,
            phone=who.phone,
            address=who.address,
            email=who.email,
            handles=(who.handle,),
        )

    def said(who: Who) -> str:
        return (
            f"我叫{who.name}，电话 {who.phone}，地址：{who.address}。"
            f"邮箱 {who.email}，微信号 {who.handle}，单号 {who.number}。"
        )

    changed: dict[str, Any] = {
        "order_ref": seller.number,
        "parcel_numbers": (buyer.number,),
        "claim": f"主板修过。{said(buyer)}",
        "parties": {
            Side.BUYER: party(Side.BUYER, buyer),
            Side.SELLER: party(Side.SELLER, seller),
        },
        "listing_text": f"功能正常。{said(seller)}",
        "lines": (OrderLine(title="二手手机", quantity=1, price_minor=18000),),
        "courier_events": (
            CourierEvent(
                at=now - timedelta(days=7), text=f"已签收，联系 {buyer.phone}"
            ),
        ),
        "chat": (
            IntakeMessage(sender="buyer", text=said(buyer), sent_at=now),
            IntakeMessage(sender="seller", text=said(seller), sent_at=now),
        ),
        "answers": (PointAnswer(number=1, stance=True, text=f"问过{seller.name}。"),),
    }
    return make_intake(**changed)


def pages_of(app: Flask, which: int) -> Seen:
    """Every page of one juror, in both languages."""
    seller = PAIRS[Side.SELLER][which]
    caption = f"{seller.name}的维修单，{seller.phone}"
    picture = (Side.SELLER, caption, juror.make_picture())
    hearing = juror.make_hearing(intake_of(which), pictures=(picture,))
    called = juror.seat_juror(hearing, "amy")
    reader = crawl.juror(app, called.juror_id)
    places = [
        "/jury",
        call_of(called),
        seat_of(called),
        seat_of(called, "/ballot"),
        seat_of(called, f"/exhibits/{hearing.exhibits[0]}"),
    ]
    asked = [f"{one}?lang={lang}" for lang in ("en", "zh-Hans") for one in places]
    return crawl.look(reader, asked)


@pytest.mark.parametrize("twins", ["sqlite"], indirect=True)
@pytest.mark.parametrize("showing", [SHOWN, LESS], ids=["shown", "kept back"])
def test_a_juror_reads_the_same_bytes_whoever_the_people_are(
    twins: Twins, monkeypatch: pytest.MonkeyPatch, showing: Showing
) -> None:
    law = lawbook()
    changed = tuple(replace(policy, shown=showing) for policy in law.policies)
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=changed)
    )
    seen = []
    for which in (0, 1):
        with twins() as app:
            seen.append(pages_of(app, which))
    first, second = seen
    assert list(first) == list(second)
    assert [one for one in first if first[one] != second[one]] == []
    read = " ".join(page.decode() for page in first.values())
    assert [one for one in ("电话 1", "Phone 2", "账号 1") if one not in read] == []
