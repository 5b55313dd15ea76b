"""Those on the other end: a real web server and a real mail server on loopback.

Both can be told to misbehave in the ways that real ones do.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from tests.ports import free_port


@dataclass(frozen=True)
class Got:
    """One webhook as it arrived."""

    body: str
    headers: dict[str, str]


@dataclass
class Hook:
    """A marketplace's webhook receiver; `answer` is a status, "garbage" or "drip".

    `pause` is how long it takes to answer, in seconds.
    """

    port: int = field(default_factory=free_port)
    answer: int | str = 200
    pause: float = 0
    got: list[Got] = field(default_factory=list)
    elsewhere: int = 0

    @property
    def url(self) -> str:
        """Where it wants to be told."""
        return f"http://127.0.0.1:{self.port}/hook"

    @contextmanager
    def listening(self) -> Iterator["Hook"]:
        """Listen for as long as this lasts."""
        server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(hook: Hook) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take one webhook and answer as told."""
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            if self.path != "/hook":
                hook.elsewhere += 1
            headers = {name.lower(): value for name, value in self.headers.items()}
            hook.got.append(Got(body, headers))
            time.sleep(hook.pause)
            if hook.answer == "drip":
                _drip(self.wfile)
                return
            if hook.answer == "garbage":
                self.wfile.write(b"\x00\xff this is no HTTP at all\r\n\r\n")
                return
            self.send_response(int(hook.answer))
            if 300 <= int(hook.answer) < 400:
                self.send_header("location", "/elsewhere")
            self.end_headers()
            self.wfile.write(b"not what anybody asked for" * 40)

        def log_message(self, *_said: Any) -> None:
            """Say nothing."""

    return Handler


def _drip(out: BufferedIOBase) -> None:
    """Answer a byte now and then, without end."""
    with suppress(OSError):
        out.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
        for _ in range(400):
            out.write(b"x")
            time.sleep(0.05)


@dataclass
class Post:
    """A mail server; `refuses` is what it answers instead of taking a mail."""

    port: int = field(default_factory=free_port)
    refuses: str = ""
    got: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: object, _session: object, envelope: Envelope
    ) -> str:
        """Take one mail, or refuse it."""
        if self.refuses:
            return self.refuses
        content = envelope.content
        assert isinstance(content, bytes)
        mail = BytesParser(policy=default).parsebytes(content)
        assert isinstance(mail, EmailMessage)
        self.got.append((envelope.rcpt_tos[0], mail))
        return "250 OK"

    @contextmanager
    def listening(self) -> Iterator["Post"]:
        """Take mails for as long as this lasts."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()
