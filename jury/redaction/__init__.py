"""What jurors may not see: finding it, labelling it, covering it. Pure.

Texts: ``detect.py`` is the way in. It folds a text (``normal.py``, ``scripts.py``),
collects runs of digits (``runs.py``), and asks the detectors. ``known.py`` comes first:
what the order knows, its variants in ``known_people.py`` and ``known_places.py``. Then
``phones.py``, ``cards.py``, ``links.py``, ``handles.py``, ``numbers.py``,
``addresses.py``, ``streets.py`` and ``names.py``. ``hits.py`` settles overlaps,
``labels.py`` puts labels in, ``cleaning.py`` makes what people send safe to store.

Pictures: ``pictures.py`` is the way in; ``picture_child.py`` decodes them apart. What
they show is found and covered by ``seen/`` (its own file says how), which stands on the
media extra and is imported only by those who ask for it. ``film/`` follows what
pictures show through the frames of a video.
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
    "redact",
    "render",
    "segments",
]
