"""A marketplace's receiver that is right, and one for each way to be wrong."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
from standardwebhooks import Webhook, WebhookVerificationError
from typing_extensions import override

Event = dict[str, Any]
SECRET = "whsec_" + "b2xkZXI=" * 3
STAGES = ["submissions", "screening", "hearing", "pronounced", "final", "closed"]


class Marketplace:
    """Right in every way; the others change one thing each."""

    def __init__(self, court: str, key: str) -> None:
        """Know where the court is, and nothing else yet."""
        self.court, self.key = court, key
        self.seen: set[str] = set()
        self.paid: dict[str, int] = {}
        self.orders: set[str] = set()
        self.disputes: dict[str | None, Event] = {}
        self.refs: dict[str, Event] = {}

    def received(self, body: str, headers: Mapping[str, str]) -> int:
        """Take an event, or refuse it; the status to answer."""
        if not self.is_genuine(body, headers):
            return 401
        self.work_off(json.loads(body))
        return 204

    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        """Whether the court sent this, lately."""
        try:
            Webhook(SECRET).verify(body, dict(headers))
        except WebhookVerificationError:
            return False
        return True

    def work_off(self, event: Event) -> None:
        """Do what follows from an event."""
        if event["id"] in self.seen:
            return
        self.seen.add(event["id"])
        known = {"stage": None, "sequence": 0, "ref": ""}
        dispute = self.disputes.setdefault(event["dispute"], known)
        data = event["data"]
        if "refund" in data:
            dispute["ref"] = data["refund"]
            self.refs[data["refund"]] = dispute
        if "to" in data and self.is_newer(event, dispute):
            dispute |= {"stage": data["to"], "sequence": event["sequence"]}
        self.about_money(event)

    def is_newer(self, event: Event, dispute: Event) -> bool:
        """Whether an event says more than is known."""
        return bool(event["sequence"] > dispute["sequence"])

    def about_money(self, event: Event) -> None:
        """Pay when told to."""
        if event["type"] == "refund.instructed":
            self.answer(event["data"], self.pay(event["data"]))

    def pay(self, order: Event) -> Event:
        """Pay once, unless asked not to; what to answer."""
        if order["refund"].startswith("check-refuse-"):
            return {"result": "refused", "code": "account_closed"}
        if order["refund"].startswith("check-unknown-"):
            return {"result": "unknown"}
        if order["enforcement"] not in self.orders:
            self.orders.add(order["enforcement"])
            self.move(order["refund"], order["buyer"]["minor"])
        return {"result": "executed"}

    def move(self, ref: str, minor: int) -> None:
        """Let money go to the buyer."""
        self.paid[ref] = self.paid.get(ref, 0) + minor

    def answer(self, order: Event, said: Event) -> None:
        """Tell the court."""
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Idempotency-Key": f"{order['enforcement']}:{order['attempt']}",
        }
        path = f"/api/v1/refunds/{order['refund']}/answers"
        httpx.post(self.court + path, json=said, headers=headers)

    def state(self, ref: str) -> Event:
        """How things stand."""
        return {"stage": self.refs[ref]["stage"], "paid_minor": self.paid.get(ref, 0)}

    @contextmanager
    def listening(self) -> Iterator[str]:
        """Listen for as long as this lasts; the address."""
        server = HTTPServer(("127.0.0.1", 0), _handler(self))
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(market: Marketplace) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take an event."""
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.reply(market.received(body, headers), b"")

        def do_GET(self) -> None:
            """Say how things stand."""
            state = market.state(self.path[1:])
            self.reply(200 if state else 404, json.dumps(state).encode())

        def reply(self, status: int, body: bytes) -> None:
            """Answer."""
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: Any) -> None:
            """Say nothing."""

    return Handler


class IgnoresSignatures(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        return True


class IgnoresAge(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        id_, sent_at = headers["webhook-id"], int(headers["webhook-timestamp"])
        ours = Webhook(SECRET).sign(id_, datetime.fromtimestamp(sent_at, UTC), body)
        return ours in headers["webhook-signature"].split()


class JudgesAgeByTheEvent(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        happened_at = datetime.fromisoformat(json.loads(body)["timestamp"])
        age = datetime.now(UTC) - happened_at
        return super().is_genuine(body, headers) and abs(age.total_seconds()) < 300


class KnowsOneSignature(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        first = headers["webhook-signature"].split()[0]
        return super().is_genuine(body, {**headers, "webhook-signature": first})


class BreaksDown(Marketplace):
    @override
    def received(self, body: str, headers: Mapping[str, str]) -> int:
        return 500


class PaysEveryTime(Marketplace):
    @override
    def work_off(self, event: Event) -> None:
        self.seen.clear()
        self.orders.clear()
        super().work_off(event)


class TrustsTheOrder(Marketplace):
    @override
    def is_newer(self, event: Event, dispute: Event) -> bool:
        return True


class NeverGoesBack(Marketplace):
    @override
    def is_newer(self, event: Event, dispute: Event) -> bool:
        known = STAGES.index(dispute["stage"] or STAGES[0])
        return event["data"]["to"] in STAGES[known:]


class KnowsNoScreening(Marketplace):
    @override
    def is_newer(self, event: Event, dispute: Event) -> bool:
        return bool(event["data"]["to"] != "screening")


class KnowsNoReferral(Marketplace):
    @override
    def is_newer(self, event: Event, dispute: Event) -> bool:
        return bool(event["data"]["to"] != "referred")


class HearsOnce(Marketplace):
    @override
    def received(self, body: str, headers: Mapping[str, str]) -> int:
        told = json.loads(body)
        is_again = told["data"].get("from") == told["data"].get("to") == "hearing"
        return 500 if is_again else super().received(body, headers)


class EndsByTheClock(Marketplace):
    @override
    def work_off(self, event: Event) -> None:
        before = dict(self.disputes.get(event["dispute"], {}))
        super().work_off(event)
        dispute, closes_at = self.disputes[event["dispute"]], before.get("closes_at")
        if event["data"].get("to") == before.get("stage") == "hearing":
            is_over = closes_at and event["timestamp"] >= closes_at
            dispute["stage"] = "pronounced" if is_over else "hearing"
        dispute["closes_at"] = event["data"].get("closes_at") or closes_at


class NeverAnswers(Marketplace):
    @override
    def answer(self, order: Event, said: Event) -> None:
        pass


class AnswersOnlyPayments(Marketplace):
    @override
    def answer(self, order: Event, said: Event) -> None:
        if order["buyer"]["minor"]:
            super().answer(order, said)


class PaysWhatIsHeld(Marketplace):
    @override
    def pay(self, order: Event) -> Event:
        return super().pay({**order, "buyer": order["held"]})


class AlwaysPays(Marketplace):
    @override
    def pay(self, order: Event) -> Event:
        self.move(order["refund"], order["buyer"]["minor"])
        return {"result": "executed"}


class PaysAllTheSame(Marketplace):
    @override
    def answer(self, order: Event, said: Event) -> None:
        self.move(order["refund"], order["buyer"]["minor"])
        super().answer(order, said)


class PaysAtTheVerdict(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] == "verdict.pronounced":
            ref = self.disputes[event["dispute"]]["ref"]
            self.move(ref, event["data"]["buyer"]["minor"])


class PaysOnceItIsBack(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] == "return.accepted":
            self.move(self.disputes[event["dispute"]]["ref"], 19200)
        super().about_money(event)


class PaysAtTheEnd(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] == "dispute.final":
            self.move(self.disputes[event["dispute"]]["ref"], 1)


class PaysTheVerdict(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] == "verdict.pronounced":
            self.disputes[event["dispute"]]["won"] = event["data"]["buyer"]
        super().about_money(event)

    @override
    def pay(self, order: Event) -> Event:
        return super().pay({**order, "buyer": self.refs[order["refund"]]["won"]})


class SaysNothing(Marketplace):
    @override
    def state(self, ref: str) -> Event:
        return {}
