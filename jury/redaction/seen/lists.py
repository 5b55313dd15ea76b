"""Rows of people, and pages about one: lists of chats, remarks, profiles, bills.

In a list a name stands first beside its portrait, on the ground of the page; what is
said in a chat stands on a ground of its own. A profile says an account beneath its
name, a bill shows in the middle whom it paid, over the sum.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from jury.redaction.seen.bars import is_of_the_phone, with_portrait_above
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Picture, Seen, grown

_FIRST: Final = 0.65
_SAME_GROUND: Final = 6
# So close to a portrait there is no room for the rim of a bubble.
_NO_BUBBLE: Final = 0.16
_ACCOUNT: Final = re.compile(
    r"^(?:微信号|账号|帐号|会员名|旺旺|抖音号|快手号|淘宝号|小红书号|用户名|ID|Username)"
    r"\s?[:：]\s?\S",
    re.IGNORECASE,
)
_SUM: Final = re.compile(r"^[-+一]\s?[¥￥$£]?\s?\d[\d,，]*[.．]\d{2}\s?元?$")
# What stands over a sum on a bill without being whom it paid.
_STATUS: Final = re.compile("成功|金额|退款|实付|合计|余额|到账|交易|订单|支付")
_PROFILE_ROWS: Final = 3
_LONGEST: Final = 24
_CENTRAL: Final = 0.15
_ALIGNED: Final = 0.25
_AT_MARGIN, _INDENTED, _SHORT = 0.04, 0.25, 7
_CENTRED: Final = 0.06


def find_listed(
    picture: Picture, portraits: Sequence[Seen], lines: Sequence[Line]
) -> list[Seen]:
    """The names in a list of people, a profile or a bill."""
    return [
        *_beside(picture, portraits, lines),
        *_profiles(lines),
        *_paid(picture, lines),
    ]


def _beside(
    picture: Picture, portraits: Sequence[Seen], lines: Sequence[Line]
) -> Iterator[Seen]:
    is_chat = _is_chat(picture.shape[1], portraits, lines)
    for portrait in portraits:
        near = [line for line in lines if _is_first(line, portrait.box)]
        if near:
            name = min(near, key=lambda line: line.box[1])
            is_said = (
                is_chat
                and len(near) == 1
                and _is_central(name, portrait.box)
                and _is_at_margin(portrait, portraits)
            )
            if not is_said and _share_ground(picture, portrait.box, name.box):
                yield _covered(name)


def _is_first(line: Line, portrait: Area) -> bool:
    left, top, across, down = portrait
    x, y, _, high = line.box
    heads = top - 0.3 * down < y + high / 2 < top + _FIRST * down
    near = -_NO_BUBBLE * across < x - (left + across) < across
    return heads and near and line.height < 0.75 * down


def _is_chat(width: int, portraits: Sequence[Seen], lines: Sequence[Line]) -> bool:
    """Whether two sides speak: portraits at both margins, or words end at the right.

    What stands at the right of a list is short, or the same in each row.
    """
    middles = [one.box[0] + one.box[2] / 2 for one in portraits]
    if middles and max(middles) - min(middles) > width / 2:
        return True
    ends = [line.box[0] + line.box[2] for line in lines]
    right = max(ends, default=0)
    mine = {
        line.text
        for line, end in zip(lines, ends, strict=True)
        if right - end < _AT_MARGIN * width
        and line.box[0] > _INDENTED * width
        and len(line.text) > _SHORT
        and not is_of_the_phone(line.text)
    }
    return len(mine) > 1


def _is_at_margin(portrait: Seen, portraits: Sequence[Seen]) -> bool:
    """Beneath another, or the first of its row; a card shows one of its own."""
    x, _, wide, _ = portrait.box
    beside = [one.box[0] - x for one in portraits if one != portrait]
    return min(beside, default=0) > -wide or any(
        abs(by) < _ALIGNED * wide for by in beside
    )


def _is_central(line: Line, portrait: Area) -> bool:
    """Beside the middle of a portrait, as what was said; names stand higher."""
    middle = line.box[1] + line.box[3] / 2
    return abs(middle - (portrait[1] + portrait[3] / 2)) < _CENTRAL * portrait[3]


def _share_ground(picture: Picture, portrait: Area, words: Area) -> bool:
    """Whether the words stand on what lies beside the portrait, and in no bubble."""
    x, y, wide, high = words
    edge = portrait[0] + portrait[2]
    if x - edge < _NO_BUBBLE * portrait[2]:
        return True
    between = picture[max(0, y) : y + high, edge : edge + max(2, (x - edge) // 4)]
    # Light falls unevenly on what was photographed: its beginning is the nearest.
    around = picture[max(0, y) : y + high, max(0, x) : x + min(wide, 2 * high)]
    if not between.size or not around.size:
        return False
    ground, own = (np.median(p.reshape(-1, 3), axis=0) for p in (between, around))
    return float(np.abs(ground - own).max()) <= _SAME_GROUND


def _profiles(lines: Sequence[Line]) -> Iterator[Seen]:
    """The rows over an account, and the portrait beside them."""
    for account in lines:
        if not _ACCOUNT.match(account.text):
            continue
        rows = _rows_over(account, lines)
        yield from (_covered(row) for row in rows)
        top = min(row.box[1] for row in rows)
        side = round(1.3 * (account.box[1] + account.box[3] - top))
        left = max(0, account.box[0] - side)
        if len(rows) > 1 and account.box[0] > 2 * account.height:
            box = (left, top - side // 8, account.box[0] - left - 4, side)
            yield Seen("portrait", box, 0.5)


def _rows_over(account: Line, lines: Sequence[Line]) -> list[Line]:
    """The account, and what stands closely over it at the same margin."""
    rows = [account]
    for line in sorted(lines, key=lambda line: -line.box[1]):
        last = rows[-1]
        gap = last.box[1] - (line.box[1] + line.box[3])
        begins = abs(line.box[0] - account.box[0]) < account.height
        close = -0.4 * last.height < gap < 1.5 * max(line.height, last.height)
        if line is not account and begins and close and len(rows) <= _PROFILE_ROWS:
            rows.append(line)
    return rows


def _paid(picture: Picture, lines: Sequence[Line]) -> Iterator[Seen]:
    """Whom a bill paid: in the middle over the sum, with a picture above."""
    middle = picture.shape[1] / 2
    centred = [
        line
        for line in lines
        if abs(line.box[0] + line.box[2] / 2 - middle) < _CENTRED * picture.shape[1]
    ]
    for total in centred:
        over = [
            line
            for line in centred
            if 0 <= total.box[1] - (line.box[1] + line.box[3]) < 2 * total.height
        ]
        if over and _SUM.match(total.text):
            name = max(over, key=lambda line: line.box[1])
            is_name = len(name.text) <= _LONGEST and not _STATUS.search(name.text)
            if is_name and name.height < total.height:
                yield Seen("name", with_portrait_above(picture, name), name.confidence)


def _covered(line: Line) -> Seen:
    box = grown(line.box, 0.3 * line.height, 0.15 * line.height)
    return Seen("name", box, line.confidence)
