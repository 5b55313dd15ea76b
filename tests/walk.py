"""A marketplace and its people in front of a running court, for the walk in a browser.

The marketplace speaks the API, as an integrator's program does; people come in by its
log-in links and do everything else with a real browser.
"""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from playwright.sync_api import BrowserContext, Page

from tests.servers import Court
from tests.web.browsing import press, violations_of, visit, wait_until_there

Open = Callable[..., BrowserContext]
Answer = dict[str, Any]
PATIENCE_SECONDS = 30
WIDTHS = (360, 1280)
BAD = {"serious", "critical"}


@dataclass
class Marketplace:
    """A program with a key for everything."""

    court: Court
    number: str
    client: httpx.Client = field(init=False)
    dispute: str = ""

    def __post_init__(self) -> None:
        """Get a key as an operator makes one."""
        key = self.court.make_key(f"walk {self.number}")
        self.client = httpx.Client(
            base_url=f"{self.court.url}/api/v1",
            headers={"Authorization": f"Bearer {key}"},
        )

    @property
    def refund(self) -> str:
        """The refund record of the dispute."""
        return f"RF-walk-{self.number}"

    def post(self, path: str, body: object) -> Answer:
        """Send one request, which must be taken."""
        headers = {"Idempotency-Key": secrets.token_hex(8)}
        return self._checked(self.client.post(path, json=body, headers=headers))

    def get(self, path: str) -> Answer:
        """Read one answer."""
        return self._checked(self.client.get(path))

    def enrol(self, refs: list[str]) -> None:
        """Put people on the roster."""
        lines = b"".join(json.dumps(make_juror(ref)).encode() + b"\n" for ref in refs)
        headers = {
            "Idempotency-Key": secrets.token_hex(8),
            "Content-Type": "application/x-ndjson",
        }
        self._checked(
            self.client.post("/jurors:import", content=lines, headers=headers)
        )

    def escalate(self, locales: Mapping[str, str]) -> str:
        """Escalate the dispute; its id."""
        self.dispute = self.post("/disputes", make_escalation(self, locales))["id"]
        return self.dispute

    def link(self, user: str, purpose: str, path: str) -> str:
        """A way in for one of its users."""
        asked = {"user": user, "purpose": purpose, "next": path}
        return str(self.post("/login-links", asked)["url"])

    def calls(self) -> dict[str, str]:
        """Who was called so far in this court: the page they were sent to, by user."""
        found: dict[str, str] = {}
        events = self.get("/events?limit=500")["items"]
        for told in (one["data"] for one in events if one["type"] == "notice.due"):
            if told["kind"] == "summons.sent":
                found[told["user"]] = told["link"].removeprefix(self.court.url)
        return found

    def pass_time(self, **by: int) -> None:
        """Move the sandbox clock."""
        seconds = sum(
            {"hours": 3600, "minutes": 60, "seconds": 1}[unit] * count
            for unit, count in by.items()
        )
        self.post("/sandbox/clock:advance", {"seconds": seconds})

    def wait_for(self, stage: str) -> None:
        """Until the sweeper has brought the dispute there."""
        until = time.monotonic() + PATIENCE_SECONDS
        while self.stage() != stage:
            assert time.monotonic() < until, f"still {self.stage()}, not {stage}"
            time.sleep(0.2)

    def wait_for_calls(self, before: set[str], count: int) -> dict[str, str]:
        """Until that many new calls went out."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            new = {u: link for u, link in self.calls().items() if link not in before}
            if len(new) >= count:
                return new
            assert time.monotonic() < until, f"only {len(new)} were called"
            time.sleep(0.2)

    def stage(self) -> str:
        """Where the dispute stands."""
        return str(self.get(f"/disputes/{self.dispute}")["stage"])

    @staticmethod
    def _checked(answer: httpx.Response) -> Answer:
        assert answer.is_success, answer.text
        read: Answer = answer.json()
        return read


@dataclass(kw_only=True)
class Visitor:
    """Somebody at a browser, who looks at every page for what keeps people out."""

    page: Page
    url: str
    lang: str
    has_script: bool
    faults: list[str] = field(default_factory=list)
    looked_at: set[str] = field(default_factory=set)

    def visit(self, path: str) -> None:
        """Open a page of the court."""
        visit(self.page, path if path.startswith("http") else f"{self.url}{path}")
        self.look()

    def press(self, selector: str) -> None:
        """Press one button or link and wait for the page that follows."""
        here = self.page.url
        press(self.page, selector)
        if self.page.url != here:
            self.look()

    def look(self) -> None:
        """Note what is cut off at either width, and once a page what axe finds."""
        wait_until_there(self.page)
        where = self.page.url.removeprefix(self.url)
        lang = self.page.locator("html").get_attribute("lang")
        if lang != self.lang:
            self.faults.append(f"{where} is in {lang}")
        address = where.partition("#")[0]
        if self.has_script and address not in self.looked_at:
            self.faults += [f"{where}: {one}" for one in violations(self.page)]
        self.looked_at.add(address)
        own = self.page.viewport_size
        assert own is not None
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            if wide := self.page.evaluate(TOO_WIDE):
                self.faults.append(f"{where} is wider than {width}: {wide}")
        self.page.set_viewport_size(own)

    def come_in(self, link: str) -> None:
        """Follow the marketplace's link and press its button."""
        self.visit(link)
        # Said at once: what stands there instead tells why nobody came in.
        assert self.page.locator("main form button").count(), self.page.content()
        self.press("main form button")


TOO_WIDE = """(() => {
  const page = document.documentElement;
  return page.scrollWidth > page.clientWidth ? `${page.scrollWidth}` : "";
})()"""


def violations(page: Page) -> list[str]:
    """What axe calls serious or critical."""
    found = violations_of(page)
    return [
        f"{one['id']} {one['nodes'][0]['html']}"
        for one in found
        if one["impact"] in BAD
    ]


def make_juror(ref: str) -> Answer:
    """Somebody who may sit under every shipped policy."""
    return {
        "ref": ref,
        "language": "en",
        "adult": True,
        "verified": True,
        "account_opened_on": "2020-01-01",
        "trades_completed": 20,
        "credit": 720,
        "last_active_at": datetime.now(UTC).replace(microsecond=0).isoformat(),
    }


def make_escalation(market: Marketplace, locales: Mapping[str, str]) -> Answer:
    """A phone with a hidden repair; five jurors are enough for its sum."""

    def yuan(minor: int) -> Answer:
        return {"minor": minor, "currency": "CNY"}

    parties = {
        side: {
            "ref": f"{side}-walk-{market.number}",
            "display_name": name,
            "phone": phone,
            "locale": locales[side],
        }
        for side, name, phone in (
            ("buyer", "Quillon Marchbanks", "13712348765"),
            ("seller", "欧阳听雨", "13598761234"),
        )
    }
    return {
        "order": {
            "ref": f"ORD-walk-{market.number}",
            "category": "phones",
            "language": "en",
            "lines": [
                {"title": "Phone, 64 GB", "quantity": 1, "price": yuan(18000)},
            ],
            "listing_text": "Never opened, never repaired. Battery 91 %.",
            "condition_grade": "like_new",
            "price": yuan(18000),
            "freight": yuan(1200),
            "paid_at": "2026-03-01T08:30:00Z",
            "shipped_at": "2026-03-01T18:00:00Z",
            "received_at": "2026-03-03T11:20:00Z",
            "courier": [{"at": "2026-03-03T11:20:00Z", "text": "Signed for."}],
        },
        "parties": parties,
        "filed_by": "buyer",
        "reason": "hidden_defect",
        "claim": "The board was repaired. Quillon Marchbanks, 13712348765.",
        "asked": yuan(18000),
        "answers": [{"number": 1, "stance": True, "text": "Seen at a repair shop."}],
        "chat": [
            {
                "sender": "buyer",
                "text": "Was it ever repaired?",
                "sent_at": "2026-02-28T20:01:00Z",
            },
            {
                "sender": "seller",
                "text": "No, call me: 13598761234",
                "sent_at": "2026-02-28T20:03:00Z",
            },
        ],
        "refund": {"ref": market.refund, "held": yuan(19200)},
    }
