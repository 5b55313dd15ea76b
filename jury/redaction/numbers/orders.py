"""Order and parcel numbers by their cue or prefix, and the net below everything.

The net: any other long run of digits is masked, unless its neighbourhood says that it
is a model, a size, a quantity or a product code, which jurors need to read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.numbers.runs import Run, Window, windows
from jury.redaction.numbers.starts import matches
from jury.redaction.writing.normal import Normal

_CARRIERS: Final = (
    "快递|顺丰|中通|圆通|申通|韵达|百世|极兔|邮政|德邦|京东物流|丰网|天天|菜鸟|物流|运单|面单|包裹|取件"
    "|(?<![a-z])(?:ems|ups|dhl|fedex|usps|tracking|waybill|parcel|shipment|courier)(?![a-z])"
)
_ORDER: Final = (
    "订单|交易|流水|下单|退款|售后|工单|服务单|发票|凭证|受理|保单|合同|投诉|预约|会员|客户|"
    "(?<![a-z])(?:order|transaction|invoice|refund|ticket|case|ref(?:erence)?|receipt"
    "|booking|confirmation|reservation|policy|member|customer|claim|rma|return)(?![a-z])"
)
_NUMBERED: Final = (
    r"(?:\s?(?:单?号码?|编号|卡号|单|#"
    r"|(?:number|num|no|id|code|for|label)(?![a-z])\.?))"
)
_THEN: Final = r"[\s:：#是为=(\[【\"'“]*(?:is\s)?"
# What every number with a cue or a prefix holds.
_CODE_BEGINS: Final = re.compile(r"[a-z0-9][a-z0-9\-]{5}|[0-9]{2}\s[0-9]{2}")
_CODE: Final = (
    r"(?:(?=[a-z0-9\-]*[0-9]{4})[a-z0-9][a-z0-9\-]{4,31}[a-z0-9]"
    r"|(?=(?:[a-z\-]*[0-9]){4})[a-z0-9][a-z0-9\-]{6,31}[a-z0-9]"
    r"|(?:[0-9]{2,6}[\s]){1,5}[0-9]{2,6})"
)
_ORDER_NO = re.compile(rf"(?:{_ORDER}){_NUMBERED}?{_THEN}({_CODE})(?![a-z0-9])")
_COURIER_NO = re.compile(
    rf"(?:{_CARRIERS}){_NUMBERED}?{_THEN}({_CODE})(?![a-z0-9])"
    r"|单号" + _THEN + rf"({_CODE})(?![a-z0-9])"
)
_ORDER_STARTS: Final = re.compile(
    "[订交流下退售工服发凭受保合投预会客]|order|transaction|invoice|refund|ticket|case|ref"
    "|receipt|booking|confirmation|reservation|policy|member|customer|claim|rma|return"
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
    r"(?:型号|货号|款号|料号|条码|条形码|色号|(?:商品|产品|物料|零件|配件)(?:编号|编码|号)|国标|专利|gb/?t?|标准|0x|错误码|错误代码|error|批号|批次|版本|model|sku|style|upc|ean|isbn|art(?:icle)?\.?|cat(?:alog(?:ue)?)?\.?|part|pn|p/n|(?<![a-z])v(?=[\s:.0-9]))"
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
# Numbers of all else that counts people, papers and contracts.
_LABELLED = re.compile(
    r"(?:编号|编码|序号|序列号|串号|(?<![型货款色批条])号码|卡号|账号|帐号|学号|工号|证号|证|户号|单子|我的?单"
    r"|(?<![a-z])(?:imei|imsi|meid|sn|s/n|serial|account|acct|student|employee|licen[cs]e"
    r"|number|hkid|id)(?![a-z]))(?:\s?(?:(?:number|no|id|num)(?![a-z])\.?|号|#))?"
    + _THEN
    + rf"({_CODE})(?![a-z0-9])"
)
_LABELLED_STARTS: Final = re.compile(
    "[编序串号卡账帐学工证户单我]|imei|imsi|meid|sn|s/n|serial|acc|student|employee|licen"
    "|number|hkid|id"
)
_DIGITS: Final = re.compile("[0-9]+")
_WORD: Final = re.compile("[a-z0-9]+")
_LONG_WORD: Final = re.compile("[a-z0-9]{12}")
_SORTS: Final = re.compile("sort|代码")
_INSURED_STARTS: Final = re.compile(r"[a-z]{2}\s?[0-9]{2}")
_MACHINE = re.compile(r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])")
_SORT_CODE = re.compile(
    r"(?:sort\s?code|银行代码)\D{0,5}([0-9]{2}-?[0-9]{2}-?[0-9]{2})(?!\d)"
)
_INSURED = re.compile(
    r"(?<![a-z0-9])[a-ceghj-prs-z][a-ceghj-npr-tw-z]\s?(?:[0-9]{2}\s?){3}[a-d](?![a-z0-9])"
)
_DASHED = re.compile(
    r"(?<![a-z0-9\-.])[a-z]{0,4}[0-9]{2,}[a-z0-9]{0,8}(?:-[a-z0-9]{2,16}){1,5}(?![a-z0-9\-.])"
)
_MIXED = re.compile(
    r"(?<![a-z0-9\-.])(?=(?:[a-z]*[0-9]){9})[a-z0-9]{12,40}(?![a-z0-9])"
)
_SIZE = re.compile(r"(?:[0-9]{1,5}[x-]){1,3}[0-9]{1,5}[cm]?m")
# What makers print on shoes and watches: "DD1391-100", "126610LN-0001".
_STYLE = re.compile(r"[0-9]{6}-[0-9]{3}|[0-9]{5,6}[a-z]{1,4}-[0-9]{4}")
# "169-5159-10368-20": sums off, from which sums on, where blanks were lost.
_COUPON = re.compile(r"(?:券|满减|优惠|满送)[^0-9]{0,8}\Z")
_SUMS_OFF = re.compile(r"[0-9]{1,4}(?:-[0-9]{1,6}){1,5}")
_LONGEST_CODE: Final = 24
_JOINED_BEFORE = re.compile(r"(?:[a-z0-9]+[\-_])*[a-z0-9]+\Z|(?:[a-z0-9]+[\-_])+\Z")
_JOINED_BEHIND = re.compile(r"[a-z0-9]*(?:[\-_][a-z0-9]+)*")
_SUM_CUE = re.compile(
    "(?:总价|价格?|原价|现价|标价|售价|预算|金额|共计|合计|总计|余额|总共|total|price"
    "|销量|粉丝数?|阅读量?|播放量?|浏览量?|跑分|得分|点赞数?|收藏数?|积分|人气|热度|里程|公里数|步数"
    "|快门数?|views?|followers?|score|sold)"
    r"[\s:是为共]{0,3}\Z"
)
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
    if view.digit_count > 3 and _CODE_BEGINS.search(text):
        yield from _find_cued(view.bare)
    for found in _TAIL.finditer(view.digits):
        yield _hit("number", found.span(1), found[1], weight=55)
    for found in matches(_CODES, text, _CODES_START):
        which = str(found.lastgroup)
        yield _hit("number", found.span(which), found[which], weight=57)
    for found in matches(_SOCIAL, view.digits, _SOCIAL_STARTS):
        yield _hit("number", found.span(), found[0], weight=56)
    if view.digit_count > 5:
        yield from _find_shaped(view.bare)
        yield from _find_long_runs(view, runs)


def _find_cued(text: str) -> Iterator[Hit]:
    for found in matches(_ORDER_NO, text, _ORDER_STARTS):
        if _digits_in(found[1]) > 3:
            yield _hit("order_no", found.span(1), found[1], weight=64)
    for found in matches(_COURIER_NO, text, _COURIER_STARTS):
        group = 1 if found[1] else 2
        yield _hit("courier_no", found.span(group), found[group], weight=63)
    labelled = _digits_in(text) > 5
    for found in matches(_LABELLED, text, _LABELLED_STARTS) if labelled else ():
        if _digits_in(found[1]) > 5 and not _is_model(text, found.start(1)):
            yield _hit("number", found.span(1), found[1], weight=54)
    for found in matches(_PREFIXED, text, _PREFIXED_STARTS):
        yield _hit("courier_no", found.span(), found[0], weight=66)


def _find_shaped(text: str) -> Iterator[Hit]:
    """What its form gives away: addresses of machines, accounts, parts by dashes."""
    for found in matches(_MACHINE, text, _DIGITS) if text.count(".") > 2 else ():
        if _is_machine(text, found):
            yield _hit("number", found.span(), found[0], weight=53)
    for found in _SORT_CODE.finditer(text) if _SORTS.search(text) else ():
        yield _hit("number", found.span(1), found[1], weight=53)
    for found in matches(_INSURED, text, _INSURED_STARTS):
        yield _hit("number", found.span(), found[0], weight=53)
    coded = [*matches(_MIXED, text, _WORD)] if _LONG_WORD.search(text) else []
    coded += matches(_DASHED, text, _WORD) if "-" in text else ()
    for found in coded:
        sized = _SIZE.fullmatch(found[0]) or _STYLE.fullmatch(found[0])
        sized = sized or _coupon_sums(text, found)
        if (
            _digits_in(found[0]) > 8
            and not sized
            and not _is_model(text, found.start())
        ):
            yield _hit("number", found.span(), found[0], weight=19)


def _coupon_sums(text: str, found: re.Match[str]) -> re.Match[str] | None:
    said = _COUPON.search(text, max(0, found.start() - 12), found.start())
    return _SUMS_OFF.fullmatch(found[0]) if said else None


def _is_machine(text: str, found: re.Match[str]) -> bool:
    """Four parts below 256, most of two digits and more, or said to be an address."""
    parts = found[0].split(".")
    if max(map(int, parts)) > 255 or _is_model(text, found.start()):
        return False
    said = "ip" in text[max(0, found.start() - 12) : found.start()]
    return said or sum(len(part) > 1 for part in parts) > 2


def _digits_in(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _hit(kind: str, span: tuple[int, int], value: str, *, weight: int) -> Hit:
    value = re.sub(r"\s", "", value)
    return Hit(kind, *span, f"{kind}:{value.strip('-')}", weight)


def _find_long_runs(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    for run in runs:
        covered = 0
        for window in windows(run, 7, 40):
            if not _is_long(window, view.text) or window.span[0] < covered:
                continue
            covered = window.span[1]
            if _is_spared(window, view.text):
                continue
            start, end = _whole_code(view.text, window.span)
            value = re.sub(r"[^0-9a-z]", "", view.digits[start:end])
            yield Hit("number", start, end, f"number:{value}", 20)


def _is_long(window: Window, text: str) -> bool:
    """Seven touching digits, or groups of four that only a blank or dash parts."""
    shape = window.shape
    if len(shape) == 1:
        return len(set(window.value)) > 1 and window.value not in _COUNTING
    if min(shape[:-1]) < 4 or len(window.value) < 12:
        return False
    if shape[-1] < 4 and len(shape) < 4:
        return False
    start, end = window.span
    return not re.search(r"[^0-9\s\-]|[\s\-]{2}", text[start:end])


def _is_spared(window: Window, text: str) -> bool:
    start, end = window.span
    if _is_model(text, start):
        return True
    value = window.value
    if len(value) < 9 and _SUM_CUE.search(text[max(0, start - 10) : start]):
        return True
    if len(value) > 9:
        return False
    is_round = len(value.rstrip("0")) <= 2
    return is_round or bool(_UNIT.match(text, end))


def _is_model(text: str, start: int) -> bool:
    return bool(_MODEL_CUE.search(text[max(0, start - 16) : start]))


def _whole_code(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Take along what touches a long number, and what dashes join to it."""
    start, end = span
    before = _JOINED_BEFORE.search(text, max(0, start - _LONGEST_CODE), start)
    behind = _JOINED_BEHIND.match(text, end, end + _LONGEST_CODE)
    return before.start() if before else start, behind.end() if behind else end
