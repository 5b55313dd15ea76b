"""What jurors may not see: finding it, labelling it, covering it. Pure.

Texts: ``detect.py`` is the way in. It folds a text (``normal.py``, ``scripts.py``),
collects runs of digits (``runs.py``), and asks the detectors: ``known.py`` first (what
the order knows; variants in ``known_people.py``, ``known_places.py``), then
``phones.py``, ``cards.py``, ``contacts.py``, ``numbers.py``, ``addresses.py`` and
``names.py``. ``hits.py`` settles overlaps; ``labels.py`` puts labels in; ``cleaning.py``
makes what people send safe to store.
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
from jury.redaction.labels import Pseudonyms, label, redact, render, segments

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
    "redact",
    "render",
    "segments",
]
