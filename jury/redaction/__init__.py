"""What jurors may not see: finding it, labelling it, covering it. Pure.

Texts: ``detect.py`` is the way in. It folds a text (``writing``) and asks the
detectors in their order of authority: ``known`` (what the order knows of its people),
``numbers``, ``accounts``, ``places``, ``names``; for Chinese names that nothing
announces a small trained reader (``tagger``), for names in Latin letters the lists in
``latin``. ``splits.py`` joins what a sender wrote in pieces, ``hits.py`` settles
overlaps, ``labels.py`` puts labels in; ``pointers.py`` tells a text that points to a
picture, ``earlier.py`` what an appeal says of the first round.

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
