"""The pages of a return: what each side is shown and can do, and the moderators."""

import io
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Config
from jury.domain.lifecycle import Side
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import list_return_exhibits
from jury.storage.people import Role
from tests.returning import acts
from tests.web.people import (
    as_party,
    as_staff,
    look_again,
    shows,
    small_world,
    text_of,
)
from tests.world import World, make_picture, move_clock


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def test_the_buyer_sends_and_the_seller_accepts_on_their_pages(
    app: Flask, world: World
) -> None:
    dispute = acts.agreed(world)
    buyer = as_party(app, dispute, Side.BUYER)
    seller = as_party(app, dispute, Side.SELLER)
    page = f"/disputes/{dispute}/return"
    assert shows(
        buyer.get(f"/disputes/{dispute}"), "to be sent back", "It is your turn"
    )
    assert shows(buyer.get("/disputes"), "your turn")
    assert shows(buyer.get(page), "Open your order in the marketplace")
    refused = buyer.post(f"{page}/sent", data={"courier": "SF", "number": ""})
    assert refused.status_code == 422
    sent = {"courier": "SF", "number": acts.NUMBER}
    assert buyer.post(f"{page}/sent", data=sent).status_code == 303
    assert shows(seller.get(page), acts.NUMBER, "on its way back")
    assert seller.post(f"{page}/arrived").status_code == 303
    assert shows(seller.get(f"{page}/accept"), "This cannot be taken back")
    letter = seller.get(f"/disputes/{dispute}/verdict")
    assert shows(letter, "The money stays held until the item has come back")
    assert seller.post(f"{page}/accept").status_code == 303
    assert shows(buyer.get(page), "it counts as returned")


def test_a_contested_parcel_is_shown_heard_and_decided(
    app: Flask, world: World
) -> None:
    dispute = acts.agreed(world)
    acts.deliver(dispute)
    seller = as_party(app, dispute, Side.SELLER)
    buyer = as_party(app, dispute, Side.BUYER, lang="zh")
    page = f"/disputes/{dispute}/return"
    assert seller.post(f"{page}/contest", data={"text": "Paper."}).status_code == 422
    told = {"ground": "empty", "text": "Nothing but paper was in it."}
    assert seller.post(f"{page}/contest", data=told).status_code == 303
    picture = {"file": (io.BytesIO(make_picture()), "box.jpg"), "caption": "The box."}
    assert seller.post(f"{page}/exhibits", data=picture).status_code == 303
    large = {"caption": "The unpacking, filmed.", "size": "90000000"}
    sends = f"/disputes/{dispute}/uploads"
    begun = seller.post(f"{sends}?of_return=1", data=large)
    assert (begun.status_code, seller.head(begun.headers["Location"]).status_code) == (
        201,
        204,
    )
    assert seller.post(sends, data=large).status_code == 409
    look_again()
    (exhibit,) = list_return_exhibits(dispute)
    place = f"/disputes/{dispute}/exhibits/{exhibit.id}"
    assert buyer.get(place).status_code == 404
    moderator, _id = as_staff(app, "colleague", Role.MODERATOR)
    editor = f"/desk/disputes/{dispute}/exhibits/{exhibit.id}"
    assert moderator.get(editor).status_code == 200
    world.release(dispute, exhibit.id)
    assert shows(seller.get(place), "The other side sees it, covered.")
    assert buyer.get(place).status_code == 200
    assert buyer.post(f"{page}/words", data={"text": "里面有手机。"}).status_code == 303
    assert shows(buyer.get(page), "里面有手机。", "包裹是空的")
    look_again()
    (task,) = list_open_tasks_of(dispute)
    desk = f"/desk/tasks/{task.id}"
    moderator.post(f"{desk}/take")
    assert shows(moderator.get(desk), "Nothing but paper was in it.", acts.NUMBER)
    assert shows(moderator.get(desk), "What the seller says The parcel was empty")
    assert moderator.post(f"{desk}/rule", data={"for": "seller"}).status_code == 422
    ruling = {"for": "seller", "reason": "The weights differ."}
    assert moderator.post(f"{desk}/rule", data=ruling).status_code == 303
    assert shows(buyer.get(page), "The weights differ.", "请另一位审核员裁定")
    assert shows(buyer.get(page), "退货不成立：款项归卖家。 请先看理由")
    assert "请另一位审核员裁定" not in text_of(seller.get(page))
    move_clock(hours=49)
    assert shows(buyer.get(page), "退货不成立")
    assert shows(moderator.get(f"/desk/disputes/{dispute}"), "decides about the return")


def test_only_the_marketplace_says_where_the_goods_go(
    app: Flask, world: World, config: Config
) -> None:
    dispute = acts.agreed(world)
    told = replace(config, marketplace_return_url="https://m.example/back?from=jury")
    app.extensions["jury_settings"] = told
    page = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/return")
    assert "https://m.example/back?from=jury&amp;order=ORD-1" in page.text


def test_a_dispute_without_a_return_has_no_such_page(app: Flask, world: World) -> None:
    dispute = world.escalate()
    page = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/return")
    assert page.status_code == 404
