"""What jurors may not see: finding it, labelling it, covering it. Pure.

Texts: ``detect.py`` is the way in. It folds a text (``normal.py``, ``scripts.py``),
collects runs of digits (``runs.py``), and asks the detectors, which look for a
pattern only where one can begin (``starts.py``); ``plain_talk.py`` tells texts that
hold no identifier. ``known.py`` comes first: what the order knows, its variants in
``known_people.py``, ``known_western.py``, ``known_places.py`` and
``known_accounts.py``; ``guards.py`` looks at the place where a name is a word too.
Then ``phones.py``, ``disguised.py`` (on runs of ``spoken.py``), ``cards.py``,
``tongues.py``, ``encoded.py``, ``links.py``, ``handles.py`` (by the names in
``messengers.py``; by form alone in ``labelled.py``), ``numbers.py``,
``addresses.py`` (with ``anchors.py``, ``cities.py`` and ``chains.py``),
``streets.py`` (with ``street_ends.py``), ``names.py`` (names with a cue),
``english.py`` and ``english_shapes.py`` (with the lists in ``latin``), and
``people.py``, which asks a small trained reader (``tagger``) for Chinese names that
nothing announces, and with ``foreign.py`` for names of foreigners; ``slots.py`` says
where to expect one, ``spared.py`` what is none. ``splits.py`` joins what a sender
wrote in pieces, ``hits.py`` settles overlaps, ``labels.py`` puts labels in,
``cleaning.py`` makes what people send safe to store; ``pointers.py`` tells a text
that points to a picture.

Of an order ``order_words.py`` covers, for those courts that want it, what somebody
could search a listing by; it reads rendered texts, after all else.

Pictures: ``pictures.py`` is the way in; ``picture_child.py`` decodes them apart. What
they show is found and covered by ``seen/`` (its own file says how), which stands on the
media extra and is imported only by those who ask for it. ``film/`` follows what
pictures show through the frames of a video.
"""

from jury.redaction.detect import (
    Found,
    find,
    find_in_chats,
    find_in_messages,
    find_pieces,
)
from jury.redaction.findings import (
    KINDS,
    NOTHING_KNOWN,
    Finding,
    Known,
    KnownPerson,
    Message,
)
from jury.redaction.known.order_words import Repeated, cover_order, repeated_of
from jury.redaction.labels import Pseudonyms, label, plain, redact, render, segments
from jury.redaction.pointers import points_elsewhere
from jury.redaction.writing.cleaning import (
    TextEmpty,
    TextRefused,
    TextTooLong,
    clean_text,
)

__all__ = [
    "KINDS",
    "NOTHING_KNOWN",
    "Finding",
    "Found",
    "Known",
    "KnownPerson",
    "Message",
    "Pseudonyms",
    "Repeated",
    "TextEmpty",
    "TextRefused",
    "TextTooLong",
    "clean_text",
    "cover_order",
    "find",
    "find_in_chats",
    "find_in_messages",
    "find_pieces",
    "label",
    "plain",
    "points_elsewhere",
    "redact",
    "render",
    "repeated_of",
    "segments",
]
