"""Requests and answers as they look, for the OpenAPI description."""

from typing import Any

_CNY = "CNY"

EXAMPLES: dict[str, Any] = {
    "NewDispute": {
        "order": {
            "ref": "ORD-20260301-7781",
            "category": "phones",
            "language": "en",
            "lines": [
                {
                    "title": "Phone, 128 GB, black",
                    "quantity": 1,
                    "price": {"minor": 128000, "currency": _CNY},
                }
            ],
            "listing_text": "Never opened, never repaired. Battery 91 %.",
            "condition_grade": "like_new",
            "price": {"minor": 128000, "currency": _CNY},
            "freight": {"minor": 1200, "currency": _CNY},
            "paid_at": "2026-03-01T08:30:00Z",
            "shipped_at": "2026-03-01T18:00:00Z",
            "received_at": "2026-03-03T11:20:00Z",
            "courier": [{"at": "2026-03-03T11:20:00Z", "text": "Signed for."}],
            "parcel_numbers": ["SF1234567890123"],
        },
        "parties": {
            "buyer": {
                "ref": "u-3141",
                "display_name": "Li Lei",
                "phone": "13800138000",
                "locale": "en",
                "person_key": "p-9a1c",
                "tie_keys": ["dev-77f0"],
                "trades": {"as_buyer": 12, "as_seller": 3},
            },
            "seller": {
                "ref": "u-2718",
                "display_name": "王小明",
                "phone": "13900139000",
                "locale": "zh-Hans",
                "trades": {"as_buyer": 2, "as_seller": 40},
            },
        },
        "filed_by": "buyer",
        "reason": "hidden_defect",
        "claim": "The screen was replaced; the listing says never repaired.",
        "asked": {"minor": 60000, "currency": _CNY},
        "answers": [{"number": 1, "stance": True, "text": "Seen at a repair shop."}],
        "chat": [
            {
                "sender": "buyer",
                "text": "Is this the original screen?",
                "sent_at": "2026-02-28T20:01:00Z",
            },
            {
                "sender": "seller",
                "text": "Yes, original.",
                "sent_at": "2026-02-28T20:03:00Z",
            },
        ],
        "refund": {
            "ref": "RF-7781",
            "held": {"minor": 129200, "currency": _CNY},
        },
    },
    "Nonce": {"nonce": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"},
    "Withdrawal": {"side": "buyer"},
    "StaffDecisionMade": {
        "buyer": {"minor": 60000, "currency": _CNY},
        "decided_at": "2026-03-06T09:00:00Z",
        "code": "partial_refund",
    },
    "LinkAsked": {"user": "u-3141", "purpose": "party", "locale": "en"},
    "RefundAnswer": {"result": "executed", "code": ""},
    "Receipt": {"receipt": "delivered"},
    "Step": {"seconds": 3600},
    "Choice": {"rung": 1},
}

# What is around the data of every event.
ENVELOPE: dict[str, Any] = {
    "id": "evt_02cb785d15256f1ea8bbbe200b47ec03",
    "type": "dispute.admitted",
    "timestamp": "2026-03-03T08:30:00+00:00",
    "position": 4711,
    "dispute": "dsp_02cb785d15256f1ea8bbbe200b47ec03",
    "sequence": 1,
    "data": {},
    "audit_head": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}
