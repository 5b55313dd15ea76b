"""What the fields of a reconciliation mean."""

from collections.abc import Mapping

_RUN = {
    "id": "its number",
    "day": "whose payments they are, in the court's time zone",
    "lines": "how many payments the list had",
    "differences": "how many things differ",
    "made_at": "when it was compared",
}

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "DayList": {
        "day": "whose payments they are, in the court's time zone",
        "lines": "every payment that you have of that day",
    },
    "DifferenceShown": {
        "kind": "`missing_here`, `missing_there`, `amount`, `currency`, `state`, "
        "`twice`",
        "reference": "the key of the payment",
        "refund": "your reference of the refund record",
        "ours": "what the ledger says",
        "theirs": "what your list says",
        "detail": "what differs, for people",
    },
    "PaymentLine": {
        "reference": "the key of the payment, `enforcement` of its instruction",
        "refund": "your reference of the refund record",
        "state": "how it stands with you",
        "currency": "a code of ISO 4217",
        "buyer": "what the buyer got, in the smallest unit; negative: was taken",
        "seller": "what the seller got",
        "freight": "what went for carriage",
        "platform": "what came to you",
        "deposit": "what came to the seller's deposit",
    },
    "Reconciled": {**_RUN, "found": "every difference"},
    "ReconciliationPage": {"items": "the last ones, the newest first"},
    "ReconciliationShown": _RUN,
}
