"""What the marketplace of a story files: its jurors, and the dispute itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

JURORS = 60
HELD, DEPOSIT = 19200, 500_000
CLAIMS = {
    "hidden_defect": "The screen was replaced. The listing says never repaired.",
    "wrong_item": "It is white and has 64 GB. I bought the black one with 128 GB.",
    "wrong_address": "It was sent to another street, and I never got it.",
    "counterfeit": "The maker says that it never made this one.",
}


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What differs from story to story.

    `above_minor` is what the buyer asks of the seller's deposit; `credit` how the
    marketplace thinks of the buyer.
    """

    reason: str = "hidden_defect"
    category: str = "phones"
    above_minor: int = 0
    credit: int | None = None


USUAL = Filed()


def juror_lines(ref: str, *, now: datetime) -> Iterator[bytes]:
    """Jurors whom no other story has called."""
    for number in range(JURORS):
        line = {
            "ref": f"{ref}-juror-{number}",
            "language": "en",
            "adult": True,
            "verified": True,
            "account_opened_on": "2020-01-01",
            "trades_completed": 20,
            "credit": 720,
            "last_active_at": now.isoformat(timespec="seconds"),
        }
        yield json.dumps(line).encode() + b"\n"


def escalation(filed: Filed, ref: str, *, now: datetime) -> dict[str, Any]:
    """A phone of 180 yuan, with 12 yuan of freight, and what is wrong with it."""

    def days_ago(days: int) -> str:
        at = now - timedelta(days=days)
        return f"{at.isoformat(timespec='seconds').removesuffix('+00:00')}Z"

    def cny(minor: int) -> dict[str, Any]:
        return {"minor": minor, "currency": "CNY"}

    return {
        "order": {
            "ref": f"ORD-{ref}",
            "category": filed.category,
            "language": "en",
            "lines": [{"title": "Phone, 128 GB, black", "price": cny(18000)}],
            "listing_text": "Never opened, never repaired.",
            "condition_grade": "like_new",
            "price": cny(18000),
            "freight": cny(1200),
            "paid_at": days_ago(9),
            "shipped_at": days_ago(8),
            "received_at": days_ago(6),
        },
        "parties": {
            "buyer": {
                "ref": f"{ref}-buyer",
                "display_name": "Li Lei",
                "locale": "en",
                "trades": {"as_buyer": 20},
                "credit": filed.credit,
            },
            "seller": {"ref": f"{ref}-seller", "display_name": "Wang", "locale": "en"},
        },
        "filed_by": "buyer",
        "reason": filed.reason,
        "claim": CLAIMS[filed.reason],
        "asked": cny(HELD),
        "answers": [{"number": 1, "stance": True, "text": "Anybody can see it."}],
        "compensation": cny(filed.above_minor) if filed.above_minor else None,
        "refund": {
            "ref": ref,
            "held": cny(HELD),
            "deposit": cny(DEPOSIT) if filed.above_minor else None,
        },
    }
