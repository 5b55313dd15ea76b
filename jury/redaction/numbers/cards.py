"""Papers and plates: identity cards, bank cards, company codes, passports, plates."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from jury.redaction.hits import Hit
from jury.redaction.numbers.runs import Run, windows
from jury.redaction.numbers.starts import matches
from jury.redaction.writing.normal import Normal

_ID_SEPARATED = re.compile(
    r"(?<![0-9a-z])[1-9][0-9]{5}[\s\-]?(?:19|20)[0-9]{2}[\s\-]?[0-9]{2}[\s\-]?[0-9]{2}"
    r"[\s\-]?[0-9]{3}[0-9x](?![0-9a-z])"
)
_ID_18 = re.compile(
    r"(?<![0-9])[1-9](?:[\s\-.*_·]?[0-9]){16}[\s\-.*_·]?[0-9x](?![0-9])"
)
_ID_15 = re.compile(
    r"(?<![0-9])[1-8][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"[0-9]{3}(?![0-9x])"
)
_ID_FORM = re.compile(
    r"[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"[0-9]{3}[0-9x]"
)
_ID_CUE = re.compile(
    r"(?:身份证|证件|社保|社会保障|户口|实名|identity|\bid)"
    r"(?:号码|卡号|card|号|no\.?|number|\s|[是为:：#])*\Z"
)
_CARD_CUE = re.compile(
    r"(?:卡号|银行卡|储蓄卡|信用卡|借记卡|账号|账户|[工农建中交招浦民兴光邮]行(?:卡|账号)?|银行"
    r"|打款|转账|card|visa|mastercard|amex|account|iban)[^0-9\n]{0,14}\Z"
)
_ORDER_CUE = re.compile(r"(?:单号|订单|运单|编号|快递|order|tracking)[^0-9\n]{0,6}\Z")
_ISSUERS = re.compile(r"(?:62|4|5[1-5]|2[2-7]|3[47]|35|60|81)")
_CHINESE_ISSUERS = re.compile(r"62[0-9]{14,17}\Z")
_DIGITS: Final = re.compile("[0-9]+")
_COUNTRY: Final = re.compile("[a-z]{2}[0-9]{2}")
_LONG_WORD: Final = re.compile("[0-9a-z]{18}")
_USCC = re.compile(r"(?<![0-9a-z])[0-9a-hj-npqrtuwxy]{18}(?![0-9a-z])")
_USCC_CUE = re.compile(
    r"(?:信用代码|社会信用|税号|代码|执照号?|注册号)[^0-9a-z]{0,4}\Z"
)
_USCC_FORM = re.compile("[1-9ANY][1-9][0-9]{6}[0-9A-Z]{10}")
_IBAN = re.compile(
    r"(?<![a-z0-9])[a-z]{2}[0-9]{2}(?:\s?[a-z0-9]{4}){2,7}(?:\s?[a-z0-9]{1,3})?(?![a-z0-9])"
)
# Hong Kong and Macau: the check digit stands in brackets.
_BRACKETED = re.compile(
    r"(?<![a-z0-9])(?:[a-z]{1,2}[0-9]{6}|[157]/?[0-9]{6}/?)\s?\([0-9a]\)"
)
_PASSPORT = re.compile(
    r"(?:护照|passport|通行证|回乡证|台胞证|军官证|士兵证|义务兵证|驾驶证|驾照"
    r"|driver'?s? licen[cs]e)(?:号码|号|no\.?|number|[\s是为:#])*"
    r"([a-z]{0,2}[0-9]{6,12}|[a-z][0-9]{7,9})(?![0-9a-z])"
)
_MILITARY = re.compile(r"([军武兵士政文空海南北]字第?[0-9]{6,8}号?)")
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
# Short names of provinces that are no words, nor colours.
_PLAIN = "京津沪渝冀豫辽湘皖鲁苏浙赣鄂桂晋蒙陕闽粤琼"
_PLATE = re.compile(
    rf"(?<![全最崭成])(?:[{_PROVINCES}]|[{_PLAIN}]\s)[a-hj-np-z][·.•\-\s]?(?:"
    r"[a-hjk][a-hj-np-z0-9][0-9]{4}|[0-9]{5}[a-hjk]"
    r"|(?=(?:[a-z]*[0-9]){3})[a-hj-np-z0-9]{4}[a-hj-np-z0-9挂学警港澳试超领使]"
    r")(?![0-9a-z])"
    r"|(?<![0-9])(?:使[0-9]{6}|[0-9]{6}使)(?![0-9])"
)


_PLATE_STARTS: Final = re.compile(f"[{_PROVINCES}]|[0-9]+")


def find_cards(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """Every identity paper, bank card, company code and plate in a text."""
    if view.digit_count < 3:
        return
    yield from _find_id_cards(view)
    yield from _find_bank_cards(view.text, runs)
    yield from _find_company_codes(view.text)
    yield from _find_papers(view.text)
    for found in matches(_PLATE, view.text, _PLATE_STARTS):
        value = re.sub(r"[·.•\-\s]", "", found[0])
        yield Hit("plate", found.start(), found.end(), f"plate:{value}", 60)


def _find_id_cards(view: Normal) -> Iterator[Hit]:
    if view.digit_count < 15:
        return
    for pattern in (_ID_18, _ID_SEPARATED):
        for found in matches(pattern, view.digits, _DIGITS):
            value = re.sub(r"[^0-9x]", "", found[0])
            cued = _ID_CUE.search(view.text[max(0, found.start() - 16) : found.start()])
            checks = _id_checks(value)
            if cued or checks:
                weight = 95 if checks else 75
                yield Hit(
                    "id_card", found.start(), found.end(), f"id_card:{value}", weight
                )
    for found in matches(_ID_15, view.digits, _DIGITS):
        if _ID_CUE.search(view.text[max(0, found.start() - 16) : found.start()]):
            yield Hit("id_card", found.start(), found.end(), f"id_card:{found[0]}", 75)


def _id_checks(value: str) -> bool:
    """Check digit, a date of birth and a region that can be."""
    return bool(_ID_FORM.fullmatch(value)) and mod_11_2.is_valid(value.upper())


def _find_bank_cards(text: str, runs: Sequence[Run]) -> Iterator[Hit]:
    for run in runs:
        for window in windows(run, 13, 19):
            value = window.value
            start, end = window.span
            if len(set(value)) < 2:
                continue
            before = text[max(0, start - 24) : start]
            weight = _card_weight(value, window.shape, before)
            if weight:
                yield Hit("bank_card", start, end, f"bank_card:{value}", weight)


def _card_weight(value: str, shape: tuple[int, ...], before: str) -> int:
    """How surely this is a bank card; 0 when it is none."""
    cued = bool(_CARD_CUE.search(before))
    if len(shape) > 1 and not (cued or _is_card_shape(shape)):
        return 0
    checks = luhn.is_valid(value)
    if checks and (cued or (_ISSUERS.match(value) and not _ORDER_CUE.search(before))):
        return 90
    if cued and (len(value) >= 15 or checks):
        return 72
    plain_chinese = _CHINESE_ISSUERS.match(value) and not _ORDER_CUE.search(before)
    return 65 if plain_chinese else 0


def _is_card_shape(shape: tuple[int, ...]) -> bool:
    """Groups of four, the last one shorter or longer, or American Express."""
    return shape == (4, 6, 5) or all(size == 4 for size in shape[:-1])


def _find_company_codes(text: str) -> Iterator[Hit]:
    for found in matches(_USCC, text, _LONG_WORD):
        value = found[0].upper()
        before = text[max(0, found.start() - 16) : found.start()]
        cued = _USCC_CUE.search(before) and _USCC_FORM.match(value)
        if len(set(value)) > 3 and (cued or uscc.is_valid(value)):
            yield Hit(
                "company_code",
                found.start(),
                found.end(),
                f"company_code:{value}",
                93,
            )


def _find_papers(text: str) -> Iterator[Hit]:
    for pattern in (_PASSPORT, _MILITARY):
        for found in pattern.finditer(text):
            start, end = found.span(1)
            yield Hit("passport", start, end, f"passport:{found[1]}", 88)
    for found in _BRACKETED.finditer(text) if "(" in text else ():
        value = re.sub(r"[^0-9a-z]", "", found[0])
        yield Hit("id_card", *found.span(), f"id_card:{value}", 87)
    for found in matches(_IBAN, text, _COUNTRY):
        value = re.sub(r"\s", "", found[0])
        if _iban_checks(value):
            yield Hit("bank_card", found.start(), found.end(), f"bank_card:{value}", 92)


def _iban_checks(value: str) -> bool:
    if not 15 <= len(value) <= 34:
        return False
    turned = value[4:] + value[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1
