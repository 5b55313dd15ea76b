"""The marketplace: what its programs ask of the court over JSON."""

import json
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import httpx

from jury.cli.simulate.agenda import CourtClock
from jury.cli.simulate.docket import Event, moment
from jury.cli.simulate.line import Line, Refused, plain
from jury.cli.simulate.person import Person

API = "/api/v1"
EVENTS_A_PAGE = 500
FURTHEST = timedelta(days=60)


class Market:
    """One marketplace with its key; keeps its place in the events."""

    def __init__(self, line: Line, key: str) -> None:
        """Ask nothing yet."""
        self.clock = CourtClock()
        self.line = line
        self._key = key
        self._after = 0

    def begin(self) -> None:
        """Read the court's clock, and skip the events of earlier days."""
        answer = self._get("/sandbox/clock")
        if answer.status_code == HTTPStatus.NOT_FOUND:
            raise Refused(f"{self.line.url} is no sandbox: its clock cannot be moved.")
        _json(answer)
        self.advance(timedelta(seconds=1))
        for _old in self.events():
            pass

    def advance(self, by: timedelta) -> None:
        """Move the court's clock forward, for everybody at once."""
        seconds = max(1, int(min(by, FURTHEST).total_seconds()))
        told = self.post("/sandbox/clock:advance", {"seconds": seconds})
        self.clock.set(moment(told["now"]))

    def has_court_caught_up(self) -> bool:
        """Whether the court has done, and told, all that is due by its clock."""
        read = _json(self._get("/sandbox/clock"))
        self.clock.set(moment(read["now"]))
        return bool(read["caught_up"])

    def import_jurors(self, lines: Iterable[bytes]) -> dict[str, Any]:
        """Deliver the roster in one request, line by line."""
        headers = self._headers() | {"Content-Type": "application/x-ndjson"}
        answer = self.line.ask(
            "POST", f"{API}/jurors:import", headers=headers, content=b"".join(lines)
        )
        return _json(answer)

    def escalate(self, dispute: dict[str, Any]) -> str:
        """Put a dispute before the court; its id."""
        return str(self.post("/disputes", dispute)["id"])

    def let_in(self, person: Person, purpose: str, path: str) -> str:
        """Mint a log-in link and have the person redeem it; where they land."""
        asked = {"user": person.ref, "purpose": purpose, "next": path}
        minted = self.post("/login-links", asked | {"locale": person.language})
        return person.sign_in(minted["url"])

    def give_nonce(self, dispute_id: str, nonce: str) -> bool:
        """Answer the commitment of a draw; False when it came too late."""
        path = f"/disputes/{dispute_id}/draw-nonce"
        return self._try(path, {"nonce": nonce})

    def answer_refund(self, refund_ref: str, result: str) -> bool:
        """Say what became of an instruction."""
        return self._try(f"/refunds/{refund_ref}/answers", {"result": result})

    def refund(self, refund_ref: str) -> dict[str, Any]:
        """A refund record as the court has it."""
        return _json(self._get(f"/refunds/{refund_ref}"))

    def events(self) -> Iterator[Event]:
        """Every event that is new since the last time."""
        while True:
            page = _json(
                self._get(f"/events?after={self._after}&limit={EVENTS_A_PAGE}")
            )
            self._after = page["next"]
            yield from page["items"]
            if len(page["items"]) < EVENTS_A_PAGE:
                return

    def now(self) -> datetime:
        """The court's present moment."""
        return self.clock.now()

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Post and expect it to be done."""
        return _json(self._post(path, body))

    def get(self, path: str) -> dict[str, Any]:
        """Read what must be there."""
        return _json(self._get(path))

    def _try(self, path: str, body: dict[str, Any]) -> bool:
        answer = self._post(path, body)
        if answer.status_code == HTTPStatus.CONFLICT:
            return False
        _json(answer)
        return True

    def _post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return self.line.ask("POST", API + path, headers=self._headers(), json=body)

    def _get(self, path: str) -> httpx.Response:
        return self.line.ask("GET", API + path, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self._key}",
            "Idempotency-Key": secrets.token_hex(16),
        }


def _json(answer: httpx.Response) -> dict[str, Any]:
    if answer.is_success:
        content: dict[str, Any] = answer.json()
        return content
    request = answer.request
    where = f"{request.method} {plain(request.url.path)}"
    raise Refused(f"{where} answered {answer.status_code}: {_reason(answer)}")


def _reason(answer: httpx.Response) -> str:
    """The court's own sentence, with the fields it names."""
    try:
        problem = json.loads(answer.text)
        errors = problem.get("errors", [])
        named = "; ".join(f"{one['field']} {one['detail']}" for one in errors[:5])
        return f"{problem['detail']} {named}".strip()
    except (ValueError, KeyError, TypeError, AttributeError):
        return "no reason was given."
