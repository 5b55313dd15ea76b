"""Labels in place of what was found: stored as codes, shown in the reader's language.

A stored template is the text with codes such as ``⟦phone:1⟧`` in it. The brackets of
codes and of shown labels never survive from what people write, so no label is forged,
and a label tells nothing of the length or form of what it covers.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from jury.redaction.findings import Finding

_CODE = re.compile(r"⟦([a-z_]+)(?::([0-9]+))?⟧")
_FORGERY: Final = str.maketrans("⟦⟧⟨⟩", "[]<>")
_SIDES: Final = frozenset({"buyer", "seller"})

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "buyer": ("Buyer", "买家"),
    "seller": ("Seller", "卖家"),
    "courier": ("Courier", "快递员"),
    "name": ("Person", "第三人"),
    "phone": ("Phone", "电话"),
    "id_card": ("ID card", "身份证"),
    "bank_card": ("Bank card", "银行卡"),
    "passport": ("Document", "证件"),
    "plate": ("Plate", "车牌"),
    "company_code": ("Company code", "企业代码"),
    "handle": ("Account", "账号"),
    "email": ("Email", "邮箱"),
    "url": ("Link", "链接"),
    "order_no": ("Order no.", "订单号"),
    "courier_no": ("Parcel no.", "运单号"),
    "number": ("Number", "号码"),
    "address": ("Address", "地址"),
    # Of the order, where a policy keeps it from jurors.
    "date": ("Date", "日期"),
    "sum": ("Sum", "金额"),
    "item": ("Item", "商品"),
    "place": ("Place", "地点"),
}


class Pseudonyms:
    """The numbering of labels inside one dispute, by first appearance.

    Keeps keyed digests of entities, never their values, so that it can be stored
    beside a dispute: ``Pseudonyms(salt, dumped)`` goes on where it was.
    """

    def __init__(self, salt: bytes, codes: Mapping[str, str] | None = None) -> None:
        self._salt = salt
        self._codes = dict(codes or {})

    def code_for(self, finding: Finding) -> str:
        """The label code of a finding; a new entity takes the next number."""
        if finding.entity in _SIDES:
            return finding.entity
        family = "courier" if finding.entity.startswith("courier:") else finding.kind
        digest = self._digest(finding.entity)
        if digest not in self._codes:
            self._codes[digest] = f"{family}:{self._next_number(family)}"
        return self._codes[digest]

    def dump(self) -> dict[str, str]:
        """A JSON-able mapping of entity digest to label code."""
        return dict(self._codes)

    def _next_number(self, family: str) -> int:
        taken = [c for c in self._codes.values() if c.rpartition(":")[0] == family]
        return len(taken) + 1

    def _digest(self, entity: str) -> str:
        return hmac.new(self._salt, entity.encode(), hashlib.sha256).hexdigest()


def redact(text: str, findings: Sequence[Finding], pseudonyms: Pseudonyms) -> str:
    """The template to store: ``text`` with a label code for each finding.

    ``findings`` are sorted and disjoint, with offsets in ``text`` as given.
    """
    safe = text.translate(_FORGERY)
    parts: list[str] = []
    at = 0
    for finding in findings:
        parts += [safe[at : finding.start], f"⟦{pseudonyms.code_for(finding)}⟧"]
        at = finding.end
    return "".join([*parts, safe[at:]])


def codes_in(template: str) -> list[str]:
    """The codes of a template, in the order in which they stand in it."""
    return [found[0][1:-1] for found in _CODE.finditer(template)]


def uncover(template: str, code: str, words: Sequence[str]) -> str:
    """The template with ``words`` in the places of ``code``, one after the other.

    Raises ValueError when there are more places than words, or fewer.
    """
    at, parts = 0, []
    places = [found for found in _CODE.finditer(template) if found[0][1:-1] == code]
    for found, said in zip(places, words, strict=True):
        parts += [template[at : found.start()], said.translate(_FORGERY)]
        at = found.end()
    return "".join([*parts, template[at:]])


def render(template: str, locale: str) -> str:
    """The template with labels in the language of ``locale`` (``en``, ``zh-Hans``)."""
    return _CODE.sub(lambda found: label(found[0][1:-1], locale), template)


def plain(parts: Iterable[tuple[bool, str]]) -> str:
    """Parts as one string: where there are no chips, brackets mark the labels."""
    return "".join(f"⟨{text}⟩" if is_label else text for is_label, text in parts)


def segments(template: str, locale: str) -> list[tuple[bool, str]]:
    """The template as (is_label, text) parts, labels in the language of ``locale``."""
    return list(_segments(template, locale))


def label(code: str, locale: str) -> str:
    """What a label code reads like in plain text: ⟨Phone 1⟩ or ⟨电话1⟩."""
    word, number = _said(code, locale)
    gap = " " if number and word.isascii() else ""
    return f"⟨{word}{gap}{number}⟩"


def chip(code: str, locale: str) -> str:
    """What it reads like on a page, where the chip is the mark: 电话 1."""
    return " ".join(_said(code, locale)).strip()


def _said(code: str, locale: str) -> tuple[str, str]:
    family, _, number = code.partition(":")
    english, chinese = _WORDS.get(family, ("Removed", "已隐去"))
    return (chinese if locale.lower().startswith("zh") else english), number


def _segments(template: str, locale: str) -> Iterator[tuple[bool, str]]:
    at = 0
    for found in _CODE.finditer(template):
        if found.start() > at:
            yield False, template[at : found.start()]
        yield True, chip(found[0][1:-1], locale)
        at = found.end()
    if at < len(template):
        yield False, template[at:]
