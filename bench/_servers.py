"""The court and its yardstick under one and the same server, and many clients."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.ports import free_port
from tests.servers import TOP

START_SECONDS = 30


@dataclass(frozen=True)
class Request:
    """One request of one client."""

    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Load:
    """What a burst of requests came to."""

    seconds: float
    waits: tuple[float, ...]
    statuses: tuple[int, ...]

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return len(self.statuses) / self.seconds


@contextmanager
def serving(app: str, environ: Mapping[str, str]) -> Iterator[int]:
    """Serve an application with gunicorn as `make run` does; yields the port."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
        *("--log-level", "warning", "--no-control-socket"),
    ]
    server = subprocess.Popen(
        command, cwd=TOP, env={**os.environ, **environ}, stdin=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def burst(
    port: int, requests: Sequence[Request], *, clients: int, pause: float = 0.0
) -> Load:
    """Send the requests from `clients` at once, with a thought between two acts."""
    waits: list[float] = []
    statuses: list[int] = []
    left = iter(requests)
    lock, start = threading.Lock(), threading.Barrier(clients + 1)

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        for request in _shared(left, lock):
            begun = time.perf_counter()
            connection.request(
                request.method, request.path, request.body, dict(request.headers)
            )
            answer = connection.getresponse()
            answer.read()
            with lock:
                waits.append(time.perf_counter() - begun)
                statuses.append(answer.status)
            if pause:
                # A person thinks before the next act.
                time.sleep(pause)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    return Load(time.perf_counter() - begun, tuple(waits), tuple(statuses))


def _shared(left: Iterator[Request], lock: threading.Lock) -> Iterator[Request]:
    while True:
        with lock:
            request = next(left, None)
        if request is None:
            return
        yield request


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            # It does not listen yet, and nothing tells when it does.
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")
