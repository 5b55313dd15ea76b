"""Accounts that lead to a person: on messengers, in e-mail addresses, behind links.

``handles.py`` finds them by the names in ``messengers.py``, ``labelled.py`` by their
form alone behind a label, ``asked.py`` where one message asks and another answers,
``screen_names.py`` where somebody is to be looked for; ``spelled_out.py`` reads
letters said one by one, ``joined.py`` parts that signs or brackets join. ``links.py``
finds e-mail addresses, links and pass-phrases, ``said_links.py`` those that are said
aloud.
"""
