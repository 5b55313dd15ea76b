"""The two people most redaction tests know of, and a short way to read results."""

from jury.redaction import (
    Known,
    KnownPerson,
    Pseudonyms,
    find,
    redact,
    render,
)

BUYER = KnownPerson(
    names=("张伟明",),
    nicknames=("小鹿乱撞", "tb_9981234"),
    phones=("13812345678",),
    addresses=("浙江省杭州市西湖区文三路200号阳光花园8幢801室",),
    emails=("zhangwm88@qq.com",),
    handles=("zwm_2020", "776655443"),
)
SELLER = KnownPerson(
    names=("John Smith",),
    phones=("+86 139 0000 1111",),
    addresses=("1420 Market Street Apt 5B, San Francisco, CA 94103",),
)
COURIER = KnownPerson(names=("李铁柱",))
ORDER = "2024050399887766"
PARCEL = "SF1234567890123"
KNOWN = Known(BUYER, SELLER, (COURIER,), (ORDER, PARCEL))


def shown(text: str, known: Known = KNOWN) -> str:
    """The text as an English-reading juror sees it."""
    return render(redact(text, find(text, known), Pseudonyms(b"salt")), "en")


def kinds(text: str, known: Known | None = None) -> list[tuple[str, str]]:
    """(kind, covered text) of every finding."""
    found = find(text, known or Known())
    return [(finding.kind, text[finding.start : finding.end]) for finding in found]
