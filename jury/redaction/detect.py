"""Everything together: the findings of one text, and of a chat."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.accounts.asked import find_answers
from jury.redaction.accounts.handles import find_handles
from jury.redaction.accounts.links import find_links
from jury.redaction.accounts.said_links import find_said_links
from jury.redaction.accounts.spelled_out import find_spelled_out
from jury.redaction.findings import NOTHING_KNOWN, Finding, Known, Message
from jury.redaction.hits import Hit, merge, to_findings, with_brackets
from jury.redaction.known.order import find_known
from jury.redaction.names.announced import find_names
from jury.redaction.names.latin import find_english_names
from jury.redaction.names.unannounced import find_people
from jury.redaction.numbers.abroad import find_abroad
from jury.redaction.numbers.acrostic import find_acrostic
from jury.redaction.numbers.cards import find_cards
from jury.redaction.numbers.ciphers import find_ciphers
from jury.redaction.numbers.disguised import find_backwards, find_disguised_phones
from jury.redaction.numbers.dripped import find_dripped
from jury.redaction.numbers.encoded import find_encoded
from jury.redaction.numbers.orders import find_numbers
from jury.redaction.numbers.phones import find_phones
from jury.redaction.numbers.plain_talk import is_han, is_plain_talk
from jury.redaction.numbers.runs import Run, find_runs
from jury.redaction.numbers.spoken import find_loose_runs
from jury.redaction.numbers.told import find_told
from jury.redaction.numbers.tongues import find_in_tongues
from jury.redaction.places.chinese import find_addresses, find_split_addresses
from jury.redaction.places.latin import find_streets
from jury.redaction.splits import find_split
from jury.redaction.writing.normal import Normal, as_written, normalise

Chat = tuple[Sequence[Message], Known]
Found = tuple[tuple[Finding, ...], ...]
Piece = tuple[int, Finding]
# Between texts that have nothing to do with each other, shorter ones are accidents.
_WHOLE: Final = 11
_LATIN: Final = re.compile("[a-z]")
# What somebody says behind a piece, or between two pieces, and means nothing by.
_HUMMED: Final = re.compile(
    r"(?<=\n)(?:后[面半]?[部段截]?分?|剩下的?|接[着下]来?|再来?|最后|然后|另一半|rest|and\sthen|then|second\shalf)"
    r"(?:是|为|is|[\s:：]){0,3}(?=[0-9])|"
    r"(?:(?<=[0-9])|(?<=\n))(?:[哈哦噢呢啊嗯呀吧哟嘿~～，,。.…!！]|好的|然后|还有|接着|对了){1,6}(?=\n|\Z)"
)


def find(text: str, known: Known) -> tuple[Finding, ...]:
    """All findings of a text: sorted, disjoint, half-open offsets in code points."""
    return find_in_messages([Message("", text)], known)[0]


def find_in_messages(messages: Sequence[Message], known: Known) -> Found:
    """The findings of each message, numbers split over several of them included.

    Pieces of one number share one entity, so every piece gets the same label.
    """
    return find_in_chats([(messages, known)])[0]


def find_pieces(
    text: str, others: Sequence[str], known: Known, *, before: int = 0
) -> list[Piece]:
    """What stands in pieces at the ends of a text and of the others.

    Of one of them and the text, whichever comes first; and of several, as they are
    read one after the other, forwards or backwards: so many stand `before` the text.
    Each piece comes with the place of its text among the others; -1 is the text.
    """
    places = list(range(len(others)))
    # Each of the others stands once before the text and once behind it.
    pairs = [turn for place in [*places, *places[:1]] for turn in (place, -1)][:-1]
    page = [*places[:before], -1, *places[before:]]
    return [
        (turns[turn], finding)
        for turns in (pairs, page, page[::-1])
        for glue in ("\n", "")
        for turn, (_weight, finding) in find_split(
            [Message("", text if at < 0 else others[at]) for at in turns],
            lambda joined: _claims_over_ends(joined, known),
            glue,
        )
        if finding.by == "known" or len(finding.entity) >= len("phone:") + _WHOLE
    ]


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
    if len(messages) > 1:
        folded = [view for view, _ in read]
        for find in (find_answers, find_dripped):
            for place, claim in find(messages, folded):
                claims[place].append(claim)
    for glue in ("\n", "") if len(messages) > 1 else ():
        split = find_split(messages, lambda text: _claims_over_ends(text, known), glue)
        for place, claim in split:
            claims[place].append(claim)
    pairs = zip(messages, claims, strict=True)
    return tuple(merge(found, message.text) for message, found in pairs)


def _claims(text: str, view: Normal, known: Known) -> list[tuple[int, Finding]]:
    if not view.text:
        return []
    han = is_han(text)
    talk = han and is_plain_talk(view.text)
    # What is known may be as short as four digits, by whatever sound.
    read = not talk or known != NOTHING_KNOWN
    runs = find_runs(view) if read else []
    loose = find_loose_runs(view) if read else []
    claims = to_findings(
        view, find_known(text, view, runs=[*runs, *loose], known=known), "known"
    )
    written = as_written(text)
    if not talk:
        claims += to_findings(view, _structured(view, runs, loose), "structured")
        claims += to_findings(written, find_encoded(text), "structured")
    claims += to_findings(view, find_addresses(view), "address")
    claims += to_findings(view, find_names(view), "name")
    if not han:
        claims += to_findings(written, find_streets(text), "address")
        claims += to_findings(written, find_english_names(text), "name")
    return claims


def find_structured(text: str) -> list[tuple[int, Finding]]:
    """Identifiers alone, as they are claimed: numbers, accounts, links."""
    view = normalise(text)
    if is_han(text) and is_plain_talk(view.text):
        return []
    return [
        *to_findings(view, find_identifiers(view), "structured"),
        *to_findings(as_written(text), find_encoded(text), "structured"),
    ]


def find_identifiers(view: Normal) -> Iterator[Hit]:
    """What every detector of identifiers finds, whatever kind of text it is."""
    return _structured(view, find_runs(view), find_loose_runs(view))


def _structured(
    view: Normal, runs: Sequence[Run], loose: Sequence[Run]
) -> Iterator[Hit]:
    for find in (
        find_phones(view, runs),
        find_abroad(view),
        find_disguised_phones(view, loose),
        find_backwards(view, runs),
        find_in_tongues(view),
        find_told(view, runs, loose),
        find_acrostic(view),
        find_ciphers(view),
    ):
        yield from (with_brackets(view.text, hit) for hit in find)
    yield from find_cards(view, runs)
    if _LATIN.search(view.text):
        yield from find_links(view)
        yield from find_said_links(view)
        yield from find_spelled_out(view)
    yield from find_handles(view, runs, loose)
    yield from find_numbers(view, runs)


def _claims_over_ends(text: str, known: Known) -> list[tuple[int, Finding]]:
    """Of what a sender wrote in pieces: what is known, telephone numbers, addresses."""
    view = normalise(text)
    runs = find_runs(view)
    hits = find_known(text, view, runs=[*runs, *find_loose_runs(view)], known=known)
    claims = to_findings(view, hits, "known")
    if "\n" not in text:
        return claims + to_findings(view, find_split_addresses(view), "address")
    # What shows nothing folds to nothing, and the digits beside it meet.
    silenced = _HUMMED.sub(lambda hummed: "\u200b" * len(hummed[0]), text)
    view = normalise(silenced) if silenced != text else view
    phones = find_phones(view, find_runs(view))
    return claims + to_findings(view, phones, "structured")
