"""Accounts that lead to a person: on messengers, in e-mail addresses, behind links.

``handles.py`` finds them by the names in ``messengers.py``, ``labelled.py`` by their
form alone behind a label; ``links.py`` finds e-mail addresses, links and pass-phrases.
"""
