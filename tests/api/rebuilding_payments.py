"""The payments beside an award, from events alone; part of `rebuilding`."""

from collections.abc import Iterator
from typing import Any

State = dict[str, Any]
ACCOUNTS = ("buyer", "seller", "freight", "platform", "deposit")
# How the payment that each event tells of is called in the list of payments.
KINDS = {
    "refund.reversal": "reversal",
    "refund.compensation": "compensation",
    "refund.advanced": "advance",
    "refund.recovery": "recovery",
}
ENDED = {"refund.paid_by_hand": "by_hand", "refund.written_off": None}
STATES = {"executed": "acknowledged", "refused": "refused"}


class Payments:
    """What has been heard so far of the payments of one dispute."""

    def __init__(self) -> None:
        """None yet."""
        # By its key: when it was made, and how it stands.
        self.known: dict[str, tuple[str, State]] = {}

    def __contains__(self, key: object) -> bool:
        """Whether a payment has this key."""
        return key in self.known

    def shown(self) -> list[State]:
        """As they are listed: in the order they were made."""
        order = sorted(self.known, key=lambda key: (self.known[key][0], key))
        return [self.known[key][1] for key in order]

    def waiting(self) -> Iterator[State]:
        """Those whose answer is awaited."""
        for row in self.shown():
            if row["state"] in {"instructed", "refused"}:
                yield row

    def instructed(self, kind: str, data: State, at: str) -> None:
        """One more, or the same once more."""
        key = data["enforcement"]
        made, _before = self.known.get(key, (at, {}))
        row = {
            "kind": KINDS[kind],
            "state": "instructed",
            "answer_due_at": moment(data["answer_due_at"]),
            "answer_code": None,
            **{name: data[name] for name in (*ACCOUNTS, "enforcement", "attempt")},
        }
        self.known[key] = made, row

    def heard(self, kind: str, data: State, stage: str) -> None:
        """An answer, that there was none, or that a moderator ended it."""
        _made, row = self.known[data["enforcement"]]
        if "answer_due_at" in data:
            row["answer_due_at"] = moment(data["answer_due_at"])
        if "answer" in data:
            row["state"] = STATES.get(data["answer"], row["state"])
            row["answer_code"] = data["code"] or data["answer"]
            is_early = stage not in {"final", "closed"}
            if row["kind"] == "advance" and data["answer"] == "refused" and is_early:
                # Nobody owes an advance before anything is final.
                row["state"] = "written_off"
        elif kind in ENDED:
            end(row, kind)

    def kept(self, dispute: str, advanced: State, at: str) -> None:
        """Of the buyer's share the marketplace keeps what it advanced."""
        nothing = advanced | {"minor": 0}
        key = f"{dispute}:repayment:1"
        row = {
            "enforcement": key,
            "kind": "repayment",
            "state": "acknowledged",
            "attempt": 0,
            **dict.fromkeys(ACCOUNTS, nothing),
            "buyer": advanced | {"minor": -advanced["minor"]},
            "platform": advanced,
            "answer_due_at": None,
            "answer_code": None,
        }
        self.known[key] = at, row


def end(row: State, kind: str) -> None:
    """A moderator saw to it that this is not to be paid any more."""
    row["state"] = "acknowledged" if ENDED[kind] else "written_off"
    row["answer_code"] = ENDED[kind] or row["answer_code"]


def moment(told: str) -> str:
    """A time of an event as answers write it."""
    return told.replace("+00:00", "Z")
