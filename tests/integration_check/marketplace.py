"""A marketplace's receiver that is right."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
from standardwebhooks import Webhook, WebhookVerificationError

Event = dict[str, Any]
SECRET = "whsec_" + "b2xkZXI=" * 3


class Marketplace:
    """Right in every way; the wrong ones change one thing each."""

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
