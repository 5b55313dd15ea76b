"""A small trained reader of Chinese: how likely each character is part of a name.

``words.py`` cuts a text into the words that the model knows, ``network.py`` reads them
both ways and weighs the tags against each other. All numbers are in ``people.npz``,
loaded at the first question: the lexer of LAC 2.1.2, (c) Baidu, Inc., Apache-2.0 (see
LICENSE there), packed by ``scripts/pack_tagger.py``. NumPy is all that it needs.
"""

from jury.redaction.tagger.network import Reading, read

__all__ = ["Reading", "read"]
