"""Accounts that lead to a person: on messengers, in e-mail addresses, behind links."""
