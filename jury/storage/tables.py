"""Every table, imported once, so that the metadata is whole."""

from jury.storage import (
    appeals,
    audit,
    disputes,
    draws,
    due,
    exhibits,
    health,
    money,
    offers,
    outbox,
    people,
    polls,
    roster,
    stops,
    tasks,
    verdicts,
)

__all__ = [
    "appeals",
    "audit",
    "disputes",
    "draws",
    "due",
    "exhibits",
    "health",
    "money",
    "offers",
    "outbox",
    "people",
    "polls",
    "roster",
    "stops",
    "tasks",
    "verdicts",
]
