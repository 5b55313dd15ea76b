"""Numbers that lead to a person: telephones, papers, cards, orders, parcels.

``runs.py`` collects runs of digits, ``spoken.py`` those that are partly words, and
``starts.py`` looks for a pattern only where one can begin. ``phones.py``, ``cards.py``
and ``orders.py`` judge what is plainly written, ``abroad.py`` numbers of other
countries that are half said; ``disguised.py``, ``told.py`` (beside a word of contact),
``tongues.py``, ``encoded.py``, ``ciphers.py`` and ``acrostic.py`` what is meant to be
read by people only. ``beats.py`` finds rows in a code that no table knows, by the ways
of ``ways.py`` to read one; ``dripped.py`` what comes message by message. ``dates.py``
and ``plain_talk.py`` tell what holds no identifier.
"""
