"""Pictures of the disputes in Chinese."""

from collections.abc import Callable, Mapping

from jury.cli.demo.drawings import papers, things
from jury.cli.demo.drawings.canvas import Canvas, either
from jury.cli.demo.drawings.picture import Picture, photograph, screenshot


def _phone_inside() -> Picture:
    canvas = Canvas(11, (196, 198, 202))
    things.phone_open(canvas)
    words = [
        either("换屏 换电池", "screen + battery"),
        either("08.14 质保三月", "14 Aug, 3 months"),
    ]
    things.sticker(canvas, (630, 360, 786, 430), words)
    return photograph(canvas)


def _phone_bill() -> Picture:
    canvas = Canvas(12)
    canvas.wood()
    lines = [
        (either("客户：陈思远", "Customer: Chen Siyuan"), True),
        (either("电话：13916024817", "Phone: 13916024817"), True),
        (either("机型：星河 12 128G", "Model: Galaxy River 12, 128G"), False),
        (either("检测：屏幕为后压屏，非原装", "Found: screen not the maker's"), False),
        (
            either("检测：电池为第三方，循环 212 次", "Found: battery not the maker's"),
            False,
        ),
        (either("检测：主板有拆修痕迹", "Found: board was opened before"), False),
        (either("检测费：50 元", "Fee: 50"), False),
    ]
    slip = papers.Slip(either("手机检测单", "Phone inspection"), lines)
    papers.slip(canvas, (240, 80, 960, 680), slip)
    return photograph(canvas)


def _phone_front() -> Picture:
    canvas = Canvas(13, (222, 212, 198))
    canvas.wood()
    things.phone_front(canvas, (400, 60, 800, 840))
    return photograph(canvas)


def _shoe_side() -> Picture:
    canvas = Canvas(21, (214, 206, 196))
    canvas.wood()
    things.shoe(canvas)
    return photograph(canvas)


def _shoe_label() -> Picture:
    canvas = Canvas(22, (92, 108, 140))
    canvas.paper((290, 190, 910, 710), (240, 240, 238))
    rows = (
        "US 8.5   UK 7.5   EUR 42",
        "CN 260 (2)   CM 26",
        either("产地：越南", "MADE IN VIETNAM"),
        "ART DV-0833 · 08/23 - 11/23",
        "XC-77120 4861 53",
    )
    for number, row in enumerate(rows):
        canvas.write((340, 240 + number * 74), row, 36)
    canvas.ring((320, 520, 780, 620), things.RED, 6)
    return photograph(canvas)


def _shoe_receipt() -> Picture:
    canvas = Canvas(23)
    canvas.wood()
    lines = [
        (either("会员：赵凯", "Member: Zhao Kai"), True),
        (either("手机：18759036628", "Phone: 18759036628"), True),
        (either("运动鞋 DV-0833  1 双", "Trainers DV-0833  1 pair"), False),
        (either("实付：799.00 元", "Paid: 799.00"), False),
        (either("门店：奥莱城二店", "Shop: outlet no. 2"), False),
    ]
    slip = papers.Slip(either("购物小票", "Receipt"), lines, has_code=True)
    papers.slip(canvas, (260, 60, 940, 800), slip)
    return photograph(canvas)


def _return_opened() -> Picture:
    canvas = Canvas(41, (190, 184, 176))
    canvas.wood()
    things.carton(canvas, (250, 180, 950, 720), is_open=True)
    things.bricks(canvas)
    return photograph(canvas)


def _return_slip() -> Picture:
    canvas = Canvas(42)
    canvas.wood()
    lines = [
        (either("寄件人：周子涵", "From: Zhou Zihan"), True),
        (either("电话：13570298461", "Phone: 13570298461"), True),
        (either("单号：SF1390274466015", "No. SF1390274466015"), True),
        (either("揽收重量：0.62 kg", "Weight at pick-up: 0.62 kg"), False),
        (either("签收重量：1.94 kg", "Weight at delivery: 1.94 kg"), False),
    ]
    slip = papers.Slip(
        either("快递称重凭证", "Courier's weights"), lines, has_code=True
    )
    papers.slip(canvas, (260, 60, 940, 800), slip)
    return photograph(canvas)


def _return_packed() -> Picture:
    canvas = Canvas(43, (206, 190, 166))
    things.headphones(canvas)
    return photograph(canvas)


def _lost_tracking() -> Picture:
    events = [
        (
            either("已签收，签收人：他人代收", "Delivered, taken by: somebody else"),
            False,
        ),
        (
            either(
                "派送中，快递员 刘师傅\n13800135572",
                "Out for delivery, courier Liu\n13800135572",
            ),
            True,
        ),
        (either("到达 杭州滨江营业点", "Arrived at the local depot"), False),
        (either("运输中，离开 宁波转运中心", "Left the sorting centre"), False),
        (either("已揽收", "Picked up"), False),
    ]
    canvas = papers.tracking_screen("YT7720419358826", events)
    return screenshot(canvas)


def _lost_chat() -> Picture:
    messages = [
        (
            True,
            either(
                "师傅您好，包裹放哪里了？\n我家门口没有",
                "Where did you leave it?\nNot at my door",
            ),
            False,
        ),
        (False, either("放驿站了吧，我记不清", "At the pick-up shop, I think"), False),
        (True, either("驿站说没有我的件", "The shop says they have nothing"), False),
        (False, either("那我再查一下", "I will look again"), False),
        (
            True,
            either("我的电话 15068823107\n许嘉怡", "My number 15068823107\nXu Jiayi"),
            True,
        ),
    ]
    return screenshot(papers.chat_screen(either("快递员", "Courier"), messages))


def _lost_receipt() -> Picture:
    canvas = Canvas(63)
    canvas.wood()
    lines = [
        (either("寄件人：孙浩", "From: Sun Hao"), True),
        (either("收件人：许嘉怡 15068823107", "To: Xu Jiayi 15068823107"), True),
        (either("单号：YT7720419358826", "No. YT7720419358826"), True),
        (either("物品：书籍  重量：3.1 kg", "Books, 3.1 kg"), False),
        (either("保价：未保价", "Insured: no"), False),
    ]
    slip = papers.Slip(either("寄件存根", "Sender's slip"), lines, has_code=True)
    papers.slip(canvas, (230, 60, 970, 800), slip)
    return photograph(canvas)


PICTURES: Mapping[str, Callable[[], Picture]] = {
    "phone-inside": _phone_inside,
    "phone-bill": _phone_bill,
    "phone-front": _phone_front,
    "shoe-side": _shoe_side,
    "shoe-label": _shoe_label,
    "shoe-receipt": _shoe_receipt,
    "return-opened": _return_opened,
    "return-slip": _return_slip,
    "return-packed": _return_packed,
    "lost-tracking": _lost_tracking,
    "lost-chat": _lost_chat,
    "lost-receipt": _lost_receipt,
}
