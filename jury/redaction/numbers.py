"""Order and parcel numbers by their cue or prefix, and the net below everything.

The net: any other long run of digits is masked, unless its neighbourhood says that it
is a model, a size, a quantity or a product code, which jurors need to read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.normal import Normal
from jury.redaction.runs import Run, Window, windows
from jury.redaction.starts import matches

_CARRIERS: Final = (
    "快递|顺丰|中通|圆通|申通|韵达|百世|极兔|邮政|德邦|京东物流|丰网|天天|菜鸟|物流|运单|面单|包裹|取件"
    "|(?<![a-z])(?:ems|ups|dhl|fedex|usps|tracking|waybill|parcel|shipment|courier)(?![a-z])"
)
_ORDER: Final = (
    "订单|交易|流水|下单|退款|售后|工单|服务单|发票|"
    "(?<![a-z])(?:order|transaction|invoice|refund|ticket|case|ref(?:erence)?|receipt)(?![a-z])"
)
_NUMBERED: Final = r"(?:\s?(?:单?号码?|编号|单|number|num|no\.?|id|code|#))"
_THEN: Final = r"[\s:：#是为=(\[【\"'“]*(?:is\s)?"
_FOUR_DIGITS: Final = re.compile("[0-9]{4}")
_CODE: Final = r"(?=[a-z0-9\-]*[0-9]{4})[a-z0-9][a-z0-9\-]{4,31}[a-z0-9]"
_ORDER_NO = re.compile(rf"(?:{_ORDER}){_NUMBERED}?{_THEN}({_CODE})(?![a-z0-9])")
_COURIER_NO = re.compile(
    rf"(?:{_CARRIERS}){_NUMBERED}?{_THEN}({_CODE})(?![a-z0-9])"
    r"|单号" + _THEN + rf"({_CODE})(?![a-z0-9])"
)
_ORDER_STARTS: Final = re.compile(
    "[订交流下退售工服发]|order|transaction|invoice|refund|ticket|case|ref|receipt"
)
_COURIER_STARTS: Final = re.compile(
    "[快顺中圆申韵百极邮德京丰天菜物运面包取单]"
    "|ems|ups|dhl|fedex|usps|tracking|waybill|parcel|shipment|courier"
)
_PREFIXED_STARTS: Final = re.compile("[a-z]{1,6}[0-9]|1z")
_PREFIXED = re.compile(
    r"(?<![a-z0-9])(?:sf[0-9]{10,15}|(?:yt|jt|zto|sto|yd|best|ht|jdv?[a-z]{0,2}|db[kl]?|dpk|ky|ztocc?|fa|zjs|uc|yz|ems|jitu)[0-9]{9,18}"
    r"|[a-z]{2}[0-9]{9}[a-z]{2}|1z[0-9a-z]{16}|lp[0-9]{14,18})(?:-[0-9]{1,3}){0,2}-?(?![a-z0-9])"
)
_MODEL_CUE = re.compile(
    r"(?:型号|货号|款号|条码|条形码|色号|商品编号|商品编码|国标|专利|批号|批次|版本|model|sku|style|upc|ean|isbn|art(?:icle)?\.?|part|pn|p/n|v)"
    r"(?:\s?(?:no\.?|number|号|#))?[\s:：是为#]{0,3}[a-z0-9\-]{0,6}\Z"
)
_UNIT = re.compile(
    r"\s?(?:gb|tb|mb|kb|mah|wh|kwh|mm|cm|km|m|kg|g|ml|l|w|v|hz|mhz|fps|dpi|px|ppi|次|个|件|条|公里|万|亿|人|年|天|秒|分|粉丝|步|字|像素|点|播放|积分|金币|豆)(?![a-z])"
)
_SOCIAL = re.compile(r"(?<![0-9\-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![0-9\-])")
# Codes that open a locker, and what a car is known by.
_CODES = re.compile(
    r"(?:取件码|取货码|提货码|验证码|校验码|开箱码)(?:是|为|[:\s])*"
    r"(?P<pick>(?=[a-z\-]*[0-9])[0-9a-z](?:-?[0-9a-z]){2,11})(?![0-9a-z])"
    r"|(?:车架号|(?<![a-z])vin)(?:码|[:\s是为])*(?P<frame>[a-hj-npr-z0-9]{17})(?![0-9a-z])"
)
_SOCIAL_STARTS: Final = re.compile("[0-9]{3}-")
_CODES_START: Final = re.compile("[取提验校开车]|vin")
_COUNTING: Final = "01234567890123456789 9876543210"
_TAIL = re.compile(
    r"(?:尾号|尾数|末四位|后四位|后4位|末4位|最后四位|开头|last\s(?:four|4)(?:\sdigits)?|ending\s(?:in|with))"
    r"[\s:：是为(（]{0,3}([0-9]{3,6})(?![0-9])"
)


def find_numbers(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """Order and parcel numbers, tails of numbers, and every other long number."""
    if view.digit_count < 3:
        return
    text = view.text
    if _FOUR_DIGITS.search(text) or "1z" in text:
        yield from _find_cued(text)
    for found in _TAIL.finditer(view.digits):
        yield _hit("number", found.span(1), found[1], weight=55)
    for found in matches(_CODES, text, _CODES_START):
        which = str(found.lastgroup)
        yield _hit("number", found.span(which), found[which], weight=57)
    for found in matches(_SOCIAL, view.digits, _SOCIAL_STARTS):
        yield _hit("number", found.span(), found[0], weight=56)
    yield from _find_long_runs(view, runs)


def _find_cued(text: str) -> Iterator[Hit]:
    for found in matches(_ORDER_NO, text, _ORDER_STARTS):
        yield _hit("order_no", found.span(1), found[1], weight=64)
    for found in matches(_COURIER_NO, text, _COURIER_STARTS):
        group = 1 if found[1] else 2
        yield _hit("courier_no", found.span(group), found[group], weight=63)
    for found in matches(_PREFIXED, text, _PREFIXED_STARTS):
        yield _hit("courier_no", found.span(), found[0], weight=66)


def _hit(kind: str, span: tuple[int, int], value: str, *, weight: int) -> Hit:
    return Hit(kind, *span, f"{kind}:{value.strip('-')}", weight)


def _find_long_runs(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    for run in runs:
        covered = 0
        for window in windows(run, 7, 32):
            if not _is_long(window, view.text) or window.span[0] < covered:
                continue
            covered = window.span[1]
            if _is_spared(window, view.text):
                continue
            start, end = _with_letters(view.text, window.span)
            value = re.sub(r"[^0-9a-z]", "", view.digits[start:end])
            yield Hit("number", start, end, f"number:{value}", 20)


def _is_long(window: Window, text: str) -> bool:
    """Seven touching digits, or two groups of four that only a blank or dash parts."""
    if len(window.shape) == 1:
        return len(set(window.value)) > 1 and window.value not in _COUNTING
    if min(window.shape) < 4 or len(window.value) < 12:
        return False
    start, end = window.span
    return not re.search(r"[^0-9\s\-]|[\s\-]{2}", text[start:end])


def _is_spared(window: Window, text: str) -> bool:
    start, end = window.span
    if _MODEL_CUE.search(text[max(0, start - 16) : start]):
        return True
    if len(window.value) > 9:
        return False
    return window.value.endswith("00000") or bool(_UNIT.match(text, end))


def _with_letters(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Take the letters that touch a long number along: they are part of the code."""
    start, end = span
    while start > 0 and _is_code_letter(text[start - 1]) and span[0] - start < 6:
        start -= 1
    while end < len(text) and _is_code_letter(text[end]) and end - span[1] < 6:
        end += 1
    return start, end


def _is_code_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
