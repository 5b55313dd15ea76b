"""Accounts by their form alone, behind a label that no list of platforms knows."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.numbers.starts import matches

GOODS: Final = re.compile(
    "iphone|ipad|ipod|macbook|airpods?|imac|galaxy|switch|rtx|gtx|redmi|mate|nova|honor"
    "|oppo|vivo|reno|find|xbox|gopro|mini|canon|nikon|sony|think|pixel|oneplus|huawei"
    "|xiaomi|kindle|windows|mini|size|nike|adidas|lego|model|ryzen|intel|core|usb|type"
)
# What only accounts look like, and the label of whatever platform before it: some
# characters and a colon; "ID" and "user" want no colon.
_SHAPED = re.compile(
    r"(?:[a-z]{2,12}_[a-z0-9_]{2,12}|[a-z]{3,12}[0-9]{2,9})(?![a-z0-9_\-.])"
)
_SHAPE_BEGINS = re.compile("[a-z]{2,}[0-9_]")
_LABEL = re.compile(
    r"(?:(?<![^\s,，。;；:：!！?？(（我的加号是])[一-鿿a-z]{1,8}(?:(?:号|\s?id)?\s?:|(?:号|\s?id)\s?[是叫])"
    r"|(?:我的?|咱的?|俺的?)[一-鿿a-z]{1,6}(?:号|\s?id)?[是叫\s]"
    r"|(?<![a-z])u?id\s?(?:is|[是为])?|(?<![a-z])(?:user|account|profile)\s?(?:is)?"
    r"|用户|会员|账户|[闲咸]鱼[上里]叫)\s?[“\"'@]?\Z"
)
_LONGEST_LABEL: Final = 14
# What is written before a colon of goods: a model stands behind it, not an account.
_OF_GOODS = re.compile(
    r"(?:[型款货料件版系色码品牌机卡板盘屏镜芯显存置口寸格批图名库]|model|sku|type|item|code|size|name"
    r"|cpu|gpu|ram|ssd|file|ver|spec|art|part|brand|style|color|colour|lot)\s?号?\s?[:是叫\s]\s?\Z"
)
# The same by the word before the figures.
_MODEL = re.compile(
    "(?:lenovo|dell|asus|acer|msi|samsung|meizu|haier|midea|gree|dyson|bose|jbl|casio|seiko|omega"
    "|rolex|beats|logitech|razer|ddr|lpddr|nvme|sata|hdmi|wifi|ipx|cpu|gpu|ssd|hdd|lcd|oled|led"
    "|android|harmony|miui|emui|ios|win|mac|watch|pad|book|air|pro|max|plus|ultra|note|series"
    "|gen|ver|version|tws|fifa|nba|gta|build|err|error|lot|page|vol|isbn|grade|rev)[0-9_]"
    # "wcg2009": something and its year.
    r"|[a-z]{2,5}(?:19|20)[0-9]{2}\Z"
)
_LONGEST_KIND: Final = 10


def _is_sold(value: str) -> bool:
    return bool(GOODS.match(value) or _MODEL.match(value))


def find_labelled(text: str) -> Iterator[Hit]:
    """What looks like an account and is labelled as one, unless goods are."""
    for found in matches(_SHAPED, text, _SHAPE_BEGINS):
        start = found.start()
        first = max(0, start - _LONGEST_LABEL)
        if not _LABEL.search(text, first, start) or _is_sold(found[0]):
            continue
        if not _OF_GOODS.search(text, max(0, start - _LONGEST_KIND), start):
            yield Hit("handle", *found.span(), f"handle:{found[0]}", 42)
