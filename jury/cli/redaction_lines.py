"""One line of `redact-text`: what it may hold, and what comes of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from jury.redaction import (
    Finding,
    Found,
    Known,
    KnownPerson,
    Message,
    Pseudonyms,
    find_in_chats,
    points_elsewhere,
    redact,
    render,
)

# Bytes of a line, and characters of one text: what is longer takes minutes.
LONGEST_LINE: Final = 4_000_000
_LONGEST_TEXT: Final = 100_000
_PERSON_KEYS: Final = tuple(field.name for field in fields(KnownPerson))
# Labels restart each line and no digest leaves this module.
_SALT: Final = b"one line"


class BadLine(Exception):
    """A line that is not a document; the argument is a sentence that says why."""


@dataclass(frozen=True)
class _Document:
    """A text is a chat of one message that nobody sent."""

    messages: Sequence[Message]
    known: Known
    is_chat: bool


def redacted_lines(lines: Iterable[bytes], locale: str) -> list[Mapping[str, object]]:
    """The answer to each line: an error when it is not a document.

    Lines that are given together are read together, which is much faster.
    """
    read = [_read(line) for line in lines]
    documents = [line for line in read if isinstance(line, _Document)]
    found = iter(find_in_chats([(each.messages, each.known) for each in documents]))
    return [
        _redacted(line, next(found), locale)
        if isinstance(line, _Document)
        else {"error": str(line)}
        for line in read
    ]


def _read(line: bytes) -> _Document | BadLine:
    try:
        document = _document(line)
        known = _known(_mapping(document.get("known", {}), "known"))
        if "messages" in document:
            given = _list(document["messages"], "messages")
            return _Document([_message(item) for item in given], known, is_chat=True)
        text = _text(document["text"])
        return _Document([Message("", text)], known, is_chat=False)
    except BadLine as refusal:
        return refusal


def _redacted(document: _Document, found: Found, locale: str) -> Mapping[str, object]:
    pseudonyms = Pseudonyms(_SALT)
    texts = [
        render(redact(message.text, findings, pseudonyms), locale)
        for message, findings in zip(document.messages, found, strict=True)
    ]
    if not document.is_chat:
        return {
            "text": texts[0],
            "findings": [_shown(each) for each in found[0]],
            **_for_review([document.messages[0].text]),
        }
    return {
        "text": "\n".join(texts),
        "messages": texts,
        "findings": [
            {**_shown(finding), "message": place}
            for place, findings in enumerate(found)
            for finding in findings
        ],
        **_for_review([message.text for message in document.messages]),
    }


def _for_review(texts: Sequence[str]) -> dict[str, object]:
    """What a person should look at: texts that send their reader to a picture."""
    places = [place for place, text in enumerate(texts) if points_elsewhere(text)]
    if not places:
        return {}
    return {"review": [{"code": "points_elsewhere", "message": n} for n in places]}


def _shown(finding: Finding) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "by": finding.by,
        "start": finding.start,
        "end": finding.end,
    }


def _document(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadLine(
            f"the line is longer than {LONGEST_LINE:,} bytes: give it in parts"
        )
    try:
        text = line.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise BadLine("the line is not UTF-8") from error
    # Some editors begin a file with a mark that nobody sees.
    bare = text.removeprefix("\ufeff")
    if not bare.startswith("{"):
        return {"text": text}
    try:
        document = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise BadLine("the line opens with { but is not JSON") from error
    document = _mapping(document, "the line")
    _only(document, ("text", "messages", "known"), "the line")
    if ("text" in document) == ("messages" in document):
        raise BadLine('give either "text" or "messages"')
    return document


def _message(given: object) -> Message:
    message = _mapping(given, "a message")
    _only(message, ("sender", "text"), "a message")
    if "text" not in message:
        raise BadLine('a message needs "text"')
    sender = _string(message.get("sender", ""), "sender")
    return Message(sender, _text(message["text"]))


def _known(given: Mapping[str, Any]) -> Known:
    """What a misspelt key would hide must not pass: unknown keys are refused."""
    _only(given, ("buyer", "seller", "couriers", "numbers"), "known")
    couriers = _list(given.get("couriers", []), "couriers")
    return Known(
        _person(given.get("buyer", {}), "buyer"),
        _person(given.get("seller", {}), "seller"),
        tuple(_person(courier, "couriers") for courier in couriers),
        _strings(given.get("numbers", []), "numbers"),
    )


def _person(given: object, where: str) -> KnownPerson:
    person = _mapping(given, where)
    _only(person, _PERSON_KEYS, where)
    return KnownPerson(**{key: _strings(person[key], key) for key in person})


def _mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadLine(f"{what} is not an object")
    return value


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadLine(f'"{what}" is not a list')
    return value


def _strings(value: object, what: str) -> tuple[str, ...]:
    return tuple(_string(item, what) for item in _list(value, what))


def _string(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise BadLine(f'"{what}" is not a text')
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BadLine(f'"{what}" holds half a character')
    return value


def _text(value: object) -> str:
    text = _string(value, "text")
    if len(text) > _LONGEST_TEXT:
        raise BadLine(
            f"a text is longer than {_LONGEST_TEXT:,} characters: give it in parts, "
            "cut between sentences"
        )
    return text


def _only(given: Mapping[str, Any], keys: tuple[str, ...], what: str) -> None:
    if set(given) - set(keys):
        raise BadLine(f"{what} has unknown keys; known are {', '.join(keys)}")
