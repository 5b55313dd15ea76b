"""Keeping texts twice: as they were written, and as jurors will read them.

What stands in `redacted_text` is words and label codes; the labels are numbered
once a dispute, so that one phone number is the same label wherever it stands.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from jury.domain.errors import N_, Invalid
from jury.domain.lifecycle import Side
from jury.redaction import (
    Finding,
    Known,
    KnownPerson,
    Message,
    Pseudonyms,
    TextEmpty,
    TextTooLong,
    clean_text,
    find,
    find_in_messages,
    redact,
)
from jury.storage.base import current_session
from jury.storage.disputes import (
    ChatMessage,
    Dispute,
    RedactedText,
    last_revision,
)

ChatFindings = tuple[tuple[Finding, ...], ...]
LONGEST = 5000
LANGUAGES = ("zh-Hans", "en")
# The label of a passage that a moderator covered by hand.
COVERED = "⟦covered⟧"
_GAP = "\0。\0"
_LABEL = re.compile(r"(⟦[^⟧]*⟧)")


class Person(Protocol):
    """One side, as its order names it."""

    @property
    def display_name(self) -> str: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def nicknames(self) -> Sequence[str]: ...
    @property
    def phone(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def handles(self) -> Sequence[str]: ...


class Sent(Protocol):
    """One message of a chat log."""

    @property
    def sender(self) -> str: ...
    @property
    def text(self) -> str: ...


def clean(text: str, *, field: str, most: int = LONGEST, empty: bool = False) -> str:
    """The text fit to be kept; raises Invalid naming `field`."""
    try:
        return clean_text(text, max_length=most, required=not empty).strip()
    except TextEmpty as refusal:
        raise Invalid({field: N_("Please write something here.")}) from refusal
    except TextTooLong as refusal:
        raise Invalid({field: N_("This text is too long.")}) from refusal


def keep_redacted(
    dispute: Dispute,
    source: str,
    text: str,
    *,
    language: str,
    side: Side | None = None,
) -> RedactedText:
    """Cover `text` and keep the result as the next revision of `source`."""
    findings = find(text, known_of(dispute))
    return _keep(dispute, source, (text, findings), language=language, side=side)


def covered_words(dispute: Dispute, text: str) -> str:
    """A text as jurors would read it, with nothing of it kept."""
    pseudonyms = Pseudonyms(dispute.secret.encode(), dispute.labels)
    return redact(text, find(text, known_of(dispute)), pseudonyms)


def find_in_chat(messages: Iterable[Sent], known: Known) -> ChatFindings:
    """What to cover in a chat log: a number may be split over messages."""
    log = [Message(sender=one.sender, text=one.text) for one in messages]
    return find_in_messages(log, known)


def keep_chat(
    dispute: Dispute, messages: Sequence[ChatMessage], found: ChatFindings
) -> None:
    """Keep a chat log as jurors will read it, with all that was found covered."""
    pseudonyms = Pseudonyms(dispute.secret.encode(), dispute.labels)
    # Rows of a log are new and many: they are counted and flushed together.
    current_session().add_all(
        [
            _row(
                dispute,
                f"chat:{row.seq}",
                redact(row.text, findings, pseudonyms),
                language=dispute.language,
                side=Side(row.sender) if row.sender in set(Side) else None,
            )
            for row, findings in zip(messages, found, strict=True)
        ]
    )
    dispute.labels = pseudonyms.dump()


def cover_more(dispute: Dispute, row: RedactedText, passage: str) -> RedactedText:
    """Cover a passage that the detectors left; raises Invalid when it is not there."""
    if not stands_in(row, passage):
        raise Invalid({"passage": N_("These words do not stand in the text.")})
    return replace_template(dispute, row, _without(row.template, [passage]))


def cover_unseen(
    dispute: Dispute, row: RedactedText, passages: Sequence[str]
) -> RedactedText:
    """Cover passages that nobody looked at; the whole text if one cannot be found."""
    is_found = all(stands_in(row, passage) for passage in passages)
    template = _without(row.template, passages) if is_found else COVERED
    return replace_template(dispute, row, template)


def stands_in(row: RedactedText, passage: str) -> bool:
    """Whether these words can be read in the text, apart from its labels."""
    words = _LABEL.split(row.template)[::2]
    return bool(passage) and any(passage in part for part in words)


def readable(row: RedactedText) -> str:
    """What can be read of a text; nothing reads on across what is covered."""
    return _GAP.join(_LABEL.split(row.template)[::2])


def replace_template(
    dispute: Dispute, row: RedactedText, template: str
) -> RedactedText:
    """Keep another form of a covered text as its next revision."""
    return _add(
        dispute,
        row.source,
        template,
        language=row.language,
        side=Side(row.side) if row.side else None,
    )


def _without(template: str, passages: Sequence[str]) -> str:
    """The template with every place of every passage covered, overlapping ones too."""
    parts = _LABEL.split(template)
    parts[::2] = ["".join(_covered(part, passages)) for part in parts[::2]]
    return "".join(parts)


def _covered(text: str, passages: Sequence[str]) -> Iterator[str]:
    at = 0
    for start, end in _places(text, passages):
        if start >= at:
            yield text[at:start]
            yield COVERED
        at = max(at, end)
    yield text[at:]


def _places(text: str, passages: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for passage in passages:
        start = text.find(passage)
        while start >= 0:
            found.append((start, start + len(passage)))
            start = text.find(passage, start + 1)
    return sorted(found)


def template_of(dispute: Dispute, text: str) -> str:
    """Cover a text that is kept elsewhere; the dispute's labels go on."""
    return _label(dispute, text, find(text, known_of(dispute)))


def known_of(dispute: Dispute) -> Known:
    """What the order says about everybody in it."""
    parcels = dispute.order_facts.get("parcel_numbers", ())
    return known_from(
        dispute.party(Side.BUYER),
        dispute.party(Side.SELLER),
        numbers=(dispute.order_ref, dispute.refund_ref),
        parcels=parcels,
    )


def known_from(
    buyer: Person, seller: Person, *, numbers: Iterable[str], parcels: Iterable[str]
) -> Known:
    """What is known of two sides and their order, however it is kept."""
    return Known(
        buyer=_person(buyer),
        seller=_person(seller),
        numbers=_given(*numbers),
        parcels=_given(*parcels),
    )


def _person(party: Person) -> KnownPerson:
    return KnownPerson(
        names=_given(party.display_name, *party.names),
        nicknames=_given(*party.nicknames),
        phones=_given(party.phone),
        addresses=_given(party.address),
        emails=_given(party.email),
        handles=_given(*party.handles),
    )


def _given(*values: str) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _keep(
    dispute: Dispute,
    source: str,
    found: tuple[str, Iterable[Finding]],
    *,
    language: str,
    side: Side | None,
) -> RedactedText:
    template = _label(dispute, *found)
    return _add(dispute, source, template, language=language, side=side)


def _label(dispute: Dispute, text: str, findings: Iterable[Finding]) -> str:
    pseudonyms = Pseudonyms(dispute.secret.encode(), dispute.labels)
    template = redact(text, tuple(findings), pseudonyms)
    dispute.labels = pseudonyms.dump()
    return template


def _add(
    dispute: Dispute,
    source: str,
    template: str,
    *,
    language: str,
    side: Side | None,
) -> RedactedText:
    row = _row(dispute, source, template, language=language, side=side)
    row.revision = last_revision(dispute.id, source) + 1
    current_session().add(row)
    return row


def _row(
    dispute: Dispute, source: str, template: str, *, language: str, side: Side | None
) -> RedactedText:
    return RedactedText(
        dispute_id=dispute.id,
        source=source,
        revision=1,
        side=side.value if side else None,
        template=template,
        language=language,
        digest=_digest(dispute, template),
    )


def _digest(dispute: Dispute, template: str) -> str:
    """Salted, so that a short text cannot be found by trying."""
    return hmac.digest(dispute.secret.encode(), template.encode(), hashlib.sha256).hex()
