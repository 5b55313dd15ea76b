"""What jurors may not see: finding it, labelling it, covering it. Pure.

Texts: ``detect.py`` is the way in. It folds a text (``normal.py``, ``scripts.py``),
collects runs of digits (``runs.py``), and asks the detectors. ``known.py`` comes first:
what the order knows, its variants in ``known_people.py``, ``known_western.py``,
``known_places.py`` and ``known_accounts.py``; ``guards.py`` looks at the place where a
name is a word too. Then ``phones.py``, ``disguised.py`` (on runs of ``spoken.py``),
``cards.py``, ``links.py``, ``handles.py``, ``numbers.py``, ``addresses.py``,
``streets.py`` and ``names.py``. ``splits.py`` joins what a sender wrote in pieces,
``hits.py`` settles overlaps, ``labels.py`` puts labels in, ``cleaning.py`` makes what
people send safe to store; ``pointers.py`` tells a text that points to a picture.

Pictures: ``pictures.py`` is the way in; ``picture_child.py`` decodes them apart.
"""

from jury.redaction.cleaning import TextEmpty, TextRefused, TextTooLong, clean_text
from jury.redaction.detect import find, find_in_messages
from jury.redaction.findings import (
    KINDS,
    NOTHING_KNOWN,
    Finding,
    Known,
    KnownPerson,
    Message,
)
from jury.redaction.labels import Pseudonyms, label, plain, redact, render, segments
from jury.redaction.pointers import points_elsewhere

__all__ = [
    "KINDS",
    "NOTHING_KNOWN",
    "Finding",
    "Known",
    "KnownPerson",
    "Message",
    "Pseudonyms",
    "TextEmpty",
    "TextRefused",
    "TextTooLong",
    "clean_text",
    "find",
    "find_in_messages",
    "label",
    "plain",
    "points_elsewhere",
    "redact",
    "render",
    "segments",
]
