"""The receiver on trial, as one sees it from outside: its answers, and its state."""

import json
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from standardwebhooks import Webhook

from jury.trial.faults import NotReached, StateUnreadable

Event = Mapping[str, Any]
PATIENCE = httpx.Timeout(10.0, connect=5.0)
PAUSE = 0.02
SPACES = (" ,  ", "  : ")


@dataclass(frozen=True)
class State:
    """What the receiver says of one reference."""

    stage: str | None
    paid_minor: int


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Where it listens, the secrets it knows, and where it says how things stand.

    `patience` is how many seconds it may take to answer an instruction.
    """

    url: str
    secret: str
    next_secret: str = ""
    state_url: str = ""
    patience: float = 5.0

    def send(
        self,
        event: Event,
        *,
        secret: str | None = None,
        age: timedelta = timedelta(0),
        told: Event | None = None,
        is_spaced: bool = False,
    ) -> int:
        """Send an event past the court, signed with `secret`; the answer's status.

        `age` is how long ago it claims to have been sent; `told` is sent instead of
        what was signed. With `is_spaced` the JSON is one that nobody writes again.
        """
        sent_at = datetime.now(UTC) - age
        signed = json.dumps(event, separators=SPACES if is_spaced else None)
        signature = Webhook(secret or self.secret).sign(event["id"], sent_at, signed)
        headers = {
            "content-type": "application/json; charset=utf-8",
            "webhook-id": event["id"],
            "webhook-timestamp": str(int(sent_at.timestamp())),
            "webhook-signature": signature,
        }
        body = signed if told is None else json.dumps(told)
        try:
            answer = httpx.post(
                self.url, content=body.encode(), headers=headers, timeout=PATIENCE
            )
        except httpx.HTTPError as broken:
            kind = type(broken).__name__
            raise NotReached(type=event["type"], answer=kind) from broken
        return answer.status_code

    def state(self, ref: str, *, wanted: State) -> State | None:
        """What it says of a reference, given a moment to become what is `wanted`.

        None when the trial was not told where it says so.
        """
        if not self.state_url:
            return None
        until = time.monotonic() + self.patience
        while True:
            found = self._read(f"{self.state_url.rstrip('/')}/{ref}")
            if found == wanted or time.monotonic() > until:
                return found
            time.sleep(PAUSE)

    def _read(self, url: str) -> State:
        try:
            answer = httpx.get(url, timeout=PATIENCE)
            return _state_of(answer.json())
        except httpx.HTTPError as broken:
            kind = type(broken).__name__
            raise StateUnreadable(url=url, said=kind) from broken
        except (ValueError, KeyError, TypeError) as wrong:
            raise StateUnreadable(url=url, said=answer.status_code) from wrong


def _state_of(told: Mapping[str, Any]) -> State:
    """Read it strictly: a sum in words would be one for people."""
    if type(told["paid_minor"]) is not int:
        raise TypeError
    return State(told["stage"], told["paid_minor"])


def make_secret(content: bytes) -> str:
    """A secret in the form of the specification."""
    return f"whsec_{b64encode(content).decode()}"
