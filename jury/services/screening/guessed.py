"""What was covered for its looks alone: marks of a text, and the words beneath them.

The order knows who both sides are. Other names, addresses and long numbers are told by
how they look: a brand may look like a name, a serial number like a telephone. Nothing
beneath a mark is kept beside it. It is read off the text as it was written, and only
while the marks there are still those that its findings make.
"""

from collections import defaultdict
from collections.abc import Mapping

from jury.redaction import Finding, Pseudonyms, find
from jury.redaction.labels import codes_in
from jury.services.screening import texts
from jury.storage.disputes import Dispute, RedactedText, list_chat, list_statements
from jury.storage.exhibits import get_exhibit

LOOKS_LIKE = frozenset(
    {"name", "address", "phone", "number", "order_no", "courier_no", "bank_card"}
)
Marks = Mapping[str, tuple[str, ...]]


def marks_of(dispute: Dispute, row: RedactedText) -> Marks:
    """The marks that stand for a guess: the code of each, its words in their order."""
    text = _as_written(dispute, row)
    codes = codes_in(row.template)
    if text is None or not codes:
        return {}
    known = texts.known_of(dispute)
    pseudonyms = Pseudonyms(dispute.secret.encode(), dispute.labels)
    words: dict[str, list[str]] = defaultdict(list)
    sure = set()
    for one in find(text, known):
        code = pseudonyms.code_for(one)
        said = text[one.start : one.end]
        words[code].append(said)
        if not _is_guess(one) or any(part.by == "known" for part in find(said, known)):
            sure.add(code)
    return {
        code: tuple(said)
        for code, said in words.items()
        if code not in sure and codes.count(code) == len(said)
    }


def _is_guess(finding: Finding) -> bool:
    return finding.by != "known" and finding.kind in LOOKS_LIKE


def _as_written(dispute: Dispute, row: RedactedText) -> str | None:
    """The text before anything of it was covered, where it is kept."""
    kind, _, rest = row.source.partition(":")
    if kind == "claim":
        return dispute.claim
    if kind == "caption":
        return get_exhibit(dispute.id, rest).caption
    if kind == "chat":
        sent = {str(one.seq): one.text for one in list_chat(dispute.id)}
        return sent.get(rest)
    said = {
        _source(one.kind, one.side): one.text for one in list_statements(dispute.id)
    }
    return said.get(row.source)


def _source(kind: str, side: str) -> str:
    is_point = kind.startswith("point:")
    return f"{kind}:{side}" if is_point else f"statement:{side}:{kind}"
