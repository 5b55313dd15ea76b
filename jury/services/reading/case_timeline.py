"""Order, courier, chat and exhibits of a case file, on one axis."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jury.services.reading.case_views import (
    ExhibitView,
    MessageView,
    TextView,
    TimelineEntry,
)
from jury.storage.disputes import Dispute


def numbered(texts: Mapping[str, TextView], name: str) -> tuple[TextView, ...]:
    """The texts of one kind in the order of their numbers."""
    found = {
        int(source.partition(":")[2]): view
        for source, view in texts.items()
        if source.startswith(f"{name}:")
    }
    return tuple(found[number] for number in sorted(found))


def timeline(
    dispute: Dispute,
    texts: Mapping[str, TextView],
    chat: tuple[MessageView, ...],
    *,
    exhibits: tuple[ExhibitView, ...],
) -> tuple[TimelineEntry, ...]:
    """Every moment, oldest first."""
    return timeline_of(
        dispute.order_facts,
        numbered(texts, "courier"),
        chat,
        exhibits=exhibits,
        admitted_at=dispute.admitted_at,
    )


def timeline_of(
    facts: Mapping[str, Any],
    courier: tuple[TextView, ...],
    chat: tuple[MessageView, ...],
    *,
    exhibits: tuple[ExhibitView, ...],
    admitted_at: datetime,
) -> tuple[TimelineEntry, ...]:
    """The same of what the marketplace told of an order, moments in RFC 3339."""
    entries = [
        TimelineEntry(datetime.fromisoformat(facts[name]), "order", name)
        for name in ("paid_at", "shipped_at", "received_at")
        if facts.get(name)
    ]
    entries += [
        TimelineEntry(datetime.fromisoformat(at), "courier", "courier", view)
        for at, view in zip(facts.get("courier_at", ()), courier, strict=True)
    ]
    entries += _chat_days(chat)
    entries += [
        TimelineEntry(one.filed_at, "exhibit", one.side, one.caption, exhibit_id=one.id)
        for one in exhibits
        if one.filed_at
    ]
    entries.append(TimelineEntry(admitted_at, "order", "admitted_at"))
    return tuple(sorted(entries, key=lambda entry: entry.at))


def _chat_days(chat: tuple[MessageView, ...]) -> list[TimelineEntry]:
    """One entry a day of talk, at its first message."""
    days: dict[object, list[MessageView]] = {}
    for message in chat:
        days.setdefault(message.sent_at.date(), []).append(message)
    return [
        TimelineEntry(
            messages[0].sent_at, "chat", "chat", messages[0].text, len(messages)
        )
        for messages in days.values()
    ]
