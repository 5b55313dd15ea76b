"""A dispute's whole state from its events alone, as a program of the marketplace would
keep it: nothing here knows the court."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from tests.api.rebuilding_payments import ENDED, KINDS, STATES, Payments, end, moment

State = dict[str, Any]
OFFER_ENDS = {
    "dispute.offer_declined": "declined",
    "dispute.offer_withdrawn": "withdrawn",
    "dispute.offer_lapsed": "lapsed",
}
RETURN = ("state", "due_at", "freight_bearer")
# Until when a verdict is held, by the events that change it.
HELD = {"verdict.doubted": "held_until", "verdict.upheld": "final_at"}
SHARES = ("remedy", "buyer", "seller", "freight")


def rebuilt(events: Iterable[State]) -> State:
    """The dispute as `GET /disputes/{id}` shows it, but for its links."""
    kept = Kept()
    for event in events:
        kept.hear(event)
    return kept.shown()


class Kept:
    """What has been heard so far of one dispute."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.state: State = {}
        self.refund: State = {}
        self.verdicts: list[State] = []
        self.appeals: list[State] = []
        self.offer: State | None = None
        self.by_staff: State | None = None
        self.payments = Payments()
        self.draw: State | None = None
        self.goods: State | None = None
        self.again: State | None = None
        self.ladder: list[str] = []
        self.is_appealable = False
        self.is_void = False

    def hear(self, event: State) -> None:
        """Take one event in."""
        kind, data = event["type"], event["data"]
        at = moment(event["timestamp"])
        if kind == "dispute.admitted":
            self._admitted(event, data, at)
        if "to" in data:
            self._moved(data, at)
        if "decided_by" in data:
            self.state["decided_by"] = moment(data["decided_by"])
        self._offers(kind, data, at)
        self._decisions(kind, data, at)
        self._rest(kind, data, at)

    def shown(self) -> State:
        """As the API shows it."""
        for verdict in self.verdicts:
            is_newest = verdict is self.verdicts[-1]
            is_last = verdict["round_number"] == self.state["round_number"]
            verdict["standing"] = (
                "replaced" if not is_newest else "stands" if is_last else "appealed"
            )
        newest = self.verdicts[-1] if self.verdicts else None
        if self.by_staff:
            agrees = newest and newest["buyer"] == self.by_staff["buyer"]
            self.by_staff["agrees"] = agrees
        may_appeal = self.is_appealable and self.state["stage"] == "pronounced"
        return {
            **self.state,
            "refund": self.refund | {"payments": self.payments.shown()},
            "verdicts": self.verdicts,
            "verdict": newest,
            "appeal": {
                "until": self.state["closes_at"] if may_appeal else None,
                "filed": self.appeals,
            },
            "offer": self.offer,
            "draw": self.draw,
            "goods_return": self.goods,
            "goods_resend": self.again,
            "staff_decision": self.by_staff,
        }

    def _admitted(self, event: State, data: State, at: str) -> None:
        same = ("order", "reason", "filed_by", "policy", "asked", "effect")
        self.ladder = data["ladder"]
        self.state = {
            "id": event["dispute"],
            "admitted_at": at,
            "closed_at": None,
            "ended_by": None,
            "stage": None,
            "stands_since": None,
            "stands_for": None,
            **{name: data[name] for name in same},
        }
        self.refund = {
            "ref": data["refund"],
            "dispute": event["dispute"],
            "state": "held",
            "held": data["held"],
            "attempt": 0,
            **dict.fromkeys(("instructed_at", "answer_due_at", "answered_at")),
            "answer_code": None,
        }

    def _moved(self, data: State, at: str) -> None:
        was, now = self.state["stage"], data["to"]
        self.state |= {
            "stage": now,
            "round_number": data["round_number"],
            "closes_at": data["closes_at"] and moment(data["closes_at"]),
            "is_extended": was == now == "hearing" and not self.is_void,
        }
        self.is_void = False
        if now in {"submissions", "referred"}:
            self.state["ended_by"] = None
        if was == "pronounced" and now == "submissions" and data["round_number"] == 1:
            self.verdicts.pop()
        if now == "closed":
            self.state["closed_at"] = at

    def _offers(self, kind: str, data: State, at: str) -> None:
        if kind == "dispute.offered":
            names = ("number", "side", "rung", "buyer", "seller", "freight")
            self.offer = {
                "id": data["offer"],
                **{name: data[name] for name in names},
                "made_at": at,
                "expires_at": moment(data["expires_at"]),
                "state": "open",
            }
        elif self.offer and kind in OFFER_ENDS:
            self.offer["state"] = OFFER_ENDS[kind]
        elif self.offer and kind == "dispute.settled":
            self.offer["state"] = "accepted"
        if self.offer and data.get("offer_until"):
            self.offer["expires_at"] = moment(data["offer_until"])

    def _decisions(self, kind: str, data: State, at: str) -> None:
        if kind in {"verdict.pronounced", "dispute.settled", "dispute.withdrawn"}:
            self.is_appealable = bool(data.get("appeal_until"))
            self.state["ended_by"] = data["ended_by"]
            self.verdicts.append(
                {
                    "round_number": self.state["round_number"],
                    "version": 1,
                    "ended_by": data["ended_by"],
                    "basis": data.get("basis"),
                    **{name: data[name] for name in SHARES},
                    "pronounced_at": at,
                    "corrected_at": None,
                    "split": self._split(data["split"]),
                    "reasons": data.get("reasons", []),
                }
            )
        elif kind == "verdict.corrected":
            self.verdicts[-1] |= {name: data[name] for name in SHARES}
            self.verdicts[-1] |= {"version": data["version"], "corrected_at": at}
            self.state["closes_at"] = moment(data["final_at"])
        elif kind in HELD:
            self.state["closes_at"] = moment(data[HELD[kind]])
        elif kind == "verdict.appealed":
            filed = {"side": data["side"], "ground": data["ground"], "filed_at": at}
            self.appeals.append(filed)

    def _split(self, told: State) -> State | None:
        if not told:
            return None
        counted = zip(self.ladder, told["counts"], strict=True)
        rungs = [{"remedy": code, "votes": votes} for code, votes in counted]
        return {
            "rungs": rungs,
            "cannot_decide": told["cannot_decide"],
            "seats": told["seats"],
        }

    def _rest(self, kind: str, data: State, at: str) -> None:
        if kind == "panel.committed":
            self.draw = {
                "draw_no": data["draw_no"],
                "round_number": data["round_number"],
                "commitment_digest": data["digest"],
                "nonce_due_at": moment(data["nonce_due_at"]),
                "seed": None,
                "weak_randomness": data["weak_randomness"],
            }
        elif kind == "panel.drawn" and self.draw:
            same = ("seed", "weak_randomness")
            self.draw |= {name: data[name] for name in same}
        elif kind == "panel.voided":
            self.is_void = True
        elif kind.startswith("refund."):
            self._money(kind, data, at)
        elif kind.startswith(("return.", "resend.")):
            self._travelled(kind, data)
        else:
            self._time(kind, data, at)

    def _time(self, kind: str, data: State, at: str) -> None:
        if kind in {"dispute.paused", "dispute.stopped"}:
            cause = "pause" if kind == "dispute.paused" else data["cause"]
            since = moment(data["since"])
            self.state |= {"stands_since": since, "stands_for": cause}
        elif kind in {"dispute.resumed", "dispute.lengthened"}:
            if kind == "dispute.resumed":
                self.state |= {"stands_since": None, "stands_for": None}
            self._lengthened(data)
        elif kind == "dispute.staff_decided":
            told = data | {"decided_at": moment(data["decided_at"])}
            self.by_staff = told | {"reported_at": at}

    def _money(self, kind: str, data: State, at: str) -> None:
        if kind in KINDS:
            self.payments.instructed(kind, data, at)
        elif data.get("enforcement") in self.payments:
            self.payments.heard(kind, data, self.state["stage"])
        else:
            self._paid(kind, data, at)

    def _travelled(self, kind: str, data: State) -> None:
        due_at = data["due_at"] and moment(data["due_at"])
        row = {name: data[name] for name in RETURN} | {"due_at": due_at}
        if kind.startswith("return."):
            self.goods = row
        else:
            self.again = row
        self.state["closes_at"] = due_at or self.state["closes_at"]

    def _lengthened(self, data: State) -> None:
        by, was = timedelta(seconds=data["seconds"]), self.state["closes_at"]
        self.state["closes_at"] = data["closes_at"] and moment(data["closes_at"])
        if was:
            # To the microsecond, where `seconds` is whole.
            by = between(was, self.state["closes_at"])
        for row, name in self._windows():
            if row[name]:
                row[name] = later(row[name], by)

    def _windows(self) -> Iterator[tuple[State, str]]:
        """What ends later by as much when time is given back, beside the stage."""
        if self.draw and self.draw["seed"] is None:
            yield self.draw, "nonce_due_at"
        yield self.refund, "answer_due_at"
        for goods in (self.goods, self.again):
            if goods:
                yield goods, "due_at"
        for payment in self.payments.waiting():
            yield payment, "answer_due_at"

    def _paid(self, kind: str, data: State, at: str) -> None:
        if kind in ENDED:
            end(self.refund, kind)
            self.refund["answered_at"] = at
            return
        self.refund["answer_due_at"] = moment(data["answer_due_at"])
        if "enforcement" in data:
            told = {"state": "instructed", "instructed_at": at}
            if data["attempt"] == 1:
                self.state["closes_at"] = self.refund["answer_due_at"]
                if "advanced" in data:
                    self.payments.kept(self.state["id"], data["advanced"], at)
            self.refund |= told | {"attempt": data["attempt"]}
        elif "answer" in data:
            state = STATES.get(data["answer"], self.refund["state"])
            code = data["code"] or data["answer"]
            self.refund |= {"state": state, "answered_at": at, "answer_code": code}


def between(was: str, now: str) -> timedelta:
    """How long it is from one time to another."""
    return datetime.fromisoformat(now) - datetime.fromisoformat(was)


def later(told: str, by: timedelta) -> str:
    """A time moved on."""
    return moment((datetime.fromisoformat(told) + by).isoformat())
