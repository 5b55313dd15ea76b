"""Everything together: the findings of one text, and of a chat."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from jury.redaction.addresses import find_addresses
from jury.redaction.cards import find_cards
from jury.redaction.english import find_english_names
from jury.redaction.findings import Finding, Known, Message
from jury.redaction.handles import find_handles
from jury.redaction.hits import Hit, merge, to_findings
from jury.redaction.known import find_known, find_known_digits
from jury.redaction.links import find_links
from jury.redaction.names import find_names
from jury.redaction.normal import Normal, as_written, normalise
from jury.redaction.numbers import find_numbers
from jury.redaction.people import find_people
from jury.redaction.phones import find_disguised_phones, find_phones
from jury.redaction.runs import Run, find_loose_runs, find_runs
from jury.redaction.streets import find_streets

Chat = tuple[Sequence[Message], Known]
Found = tuple[tuple[Finding, ...], ...]

_MESSAGES_JOINED: Final = 4
_CHARACTERS_JOINED: Final = 300
_ENDS_IN_DIGIT = re.compile(r"[0-9]\W{0,4}\Z")


def find(text: str, known: Known) -> tuple[Finding, ...]:
    """All findings of a text: sorted, disjoint, half-open offsets in code points."""
    return find_in_messages([Message("", text)], known)[0]


def find_in_messages(messages: Sequence[Message], known: Known) -> Found:
    """The findings of each message, numbers split over several of them included.

    Pieces of one number share one entity, so every piece gets the same label.
    """
    return find_in_chats([(messages, known)])[0]


def find_in_chats(chats: Sequence[Chat]) -> list[Found]:
    """The findings of many chats, each with what is known of it.

    The same as one after the other, and faster: names are looked for in all at once.
    """
    views = [[normalise(message.text) for message in chat] for chat, _ in chats]
    people = iter(find_people([view for chat in views for view in chat]))
    return [
        _found_in(messages, known, [(view, next(people)) for view in chat])
        for (messages, known), chat in zip(chats, views, strict=True)
    ]


def _found_in(
    messages: Sequence[Message], known: Known, read: Sequence[tuple[Normal, list[Hit]]]
) -> Found:
    claims = [
        _claims(message.text, view, known) + to_findings(view, people, "name")
        for message, (view, people) in zip(messages, read, strict=True)
    ]
    for first in range(len(messages) if len(messages) > 1 else 0):
        for place, claim in _split_numbers(messages, first, known):
            claims[place].append(claim)
    pairs = zip(messages, claims, strict=True)
    return tuple(merge(found, message.text) for message, found in pairs)


def _claims(text: str, view: Normal, known: Known) -> list[tuple[int, Finding]]:
    if not view.text:
        return []
    runs = find_runs(view)
    loose = find_loose_runs(view)
    claims = to_findings(
        view, find_known(text, view, runs=[*runs, *loose], known=known), "known"
    )
    claims += to_findings(view, _structured(view, runs, loose), "structured")
    claims += to_findings(view, find_addresses(view), "address")
    claims += to_findings(view, find_names(view), "name")
    written = as_written(text)
    claims += to_findings(written, find_streets(text), "address")
    claims += to_findings(written, find_english_names(text), "name")
    return claims


def _structured(
    view: Normal, runs: Sequence[Run], loose: Sequence[Run]
) -> Iterator[Hit]:
    yield from find_phones(view, runs)
    yield from find_disguised_phones(view, loose)
    yield from find_cards(view, runs)
    yield from find_links(view)
    yield from find_handles(view, runs)
    yield from find_numbers(view, runs)


def _split_numbers(
    messages: Sequence[Message], first: int, known: Known
) -> Iterator[tuple[int, tuple[int, Finding]]]:
    """Phones and known numbers that begin in message ``first`` and go on later."""
    if not _ENDS_IN_DIGIT.search(normalise(messages[first].text[-8:]).digits):
        return
    chain = _chain(messages, first)
    joined = "\n".join(messages[place].text for place in chain)
    view = normalise(joined)
    runs = find_runs(view)
    claims = to_findings(view, find_known_digits(runs, known), "known")
    claims += to_findings(view, find_phones(view, runs), "structured")
    for weight, finding in claims:
        base = 0
        for place in chain:
            length = len(messages[place].text)
            start, end = max(finding.start - base, 0), min(finding.end - base, length)
            if start < end:
                yield place, (weight, replace(finding, start=start, end=end))
            base += length + 1


def _chain(messages: Sequence[Message], first: int) -> list[int]:
    """The next messages of the same sender, as far as a number is split in practice."""
    chain: list[int] = []
    length = 0
    for place in range(first, min(first + 3 * _MESSAGES_JOINED, len(messages))):
        if messages[place].sender != messages[first].sender:
            continue
        length += len(messages[place].text)
        if chain and (len(chain) == _MESSAGES_JOINED or length > _CHARACTERS_JOINED):
            break
        chain.append(place)
    return chain
