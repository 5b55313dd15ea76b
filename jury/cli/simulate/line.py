"""The line to the court: kept-alive connections, counted requests, noted failures."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

PATIENCE = httpx.Timeout(60.0)
# The court's web server lets an idle connection go after two seconds.
KEPT_SECONDS = 1.5
MOST_TRIES = 6


class Unreachable(Exception):
    """Nobody answers at the court's address."""


class Refused(Exception):
    """The court answered something that ends the whole play; the text says what."""


@dataclass
class Meter:
    """What went over the line."""

    requests: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def count(self, method: str, path: str, status: int) -> None:
        """Note one answer; those of the court's own defects by where they came."""
        with self._turn:
            self.requests += 1
            if status >= 500:
                place = f"{method} {plain(path)} answered {status}"
                self.failures[place] = self.failures.get(place, 0) + 1


class Line:
    """HTTP to one court for everybody who plays, from any thread."""

    def __init__(self, url: str, *, connections: int) -> None:
        """Open nothing yet."""
        self.url = url.rstrip("/")
        self.meter = Meter()
        self._client = httpx.Client(
            base_url=self.url,
            timeout=PATIENCE,
            follow_redirects=False,
            # Everybody has a jar of their own.
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            limits=httpx.Limits(
                max_connections=connections,
                max_keepalive_connections=connections,
                keepalive_expiry=KEPT_SECONDS,
            ),
        )

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        **body: Any,
    ) -> httpx.Response:
        """Send a request; waits as long as it is told when there were too many."""
        for _try in range(MOST_TRIES):
            answer = self._send(method, path, headers=headers, **body)
            self.meter.count(method, path, answer.status_code)
            if answer.status_code != 429:
                return answer
            time.sleep(min(60.0, float(answer.headers.get("Retry-After", "5"))))
        raise Refused(f"{method} {plain(path)}: too many requests, again and again.")

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send once; again when a kept connection turns out to be shut."""
        try:
            return self._client.request(method, path, **more)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            pass
        except httpx.TransportError as broken:
            raise self._unreachable(broken) from broken
        try:
            return self._client.request(method, path, **more)
        except httpx.TransportError as broken:
            raise self._unreachable(broken) from broken

    def _unreachable(self, broken: httpx.TransportError) -> Unreachable:
        return Unreachable(f"{self.url} does not answer ({type(broken).__name__}).")

    def close(self) -> None:
        """Hang up."""
        self._client.close()


def plain(path: str) -> str:
    """A path without its ids and secrets, fit to be printed."""
    parts = path.partition("?")[0].split("/")
    shown = ["…" if len(part) > 24 else part for part in parts]
    return "/".join(shown)
