"""Addresses by rule.

``chinese.py`` reads Chinese ones, with ``anchors.py`` (what only an address has),
``cities.py`` (what stays readable) and ``chains.py`` (parts with commas between them);
``latin.py`` those in Latin letters, with their parts in ``latin_parts.py`` and those
that start from no number of a street in ``landmarks.py``; they end where
``street_ends.py`` says.
``words.py`` holds the words both are built from.
"""
