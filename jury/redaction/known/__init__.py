"""What the order knows of its people, and how that turns up in a text.

``order.py`` is the way in. ``people.py`` and ``western.py`` know the variants of a
name, ``places.py`` those of an address, ``accounts.py`` those of e-mails, accounts and
numbers, ``needles.py`` makes patterns of them; ``guards.py`` looks at the place where
a name is a word too. ``order_words.py`` covers, for those courts that want it, what
somebody could search a listing by; it reads rendered texts, after all else.
"""
