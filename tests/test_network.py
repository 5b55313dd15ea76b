"""Whatever a test starts, it reaches nobody but this machine."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import httpx
import pytest

from tests.network import LeavesTheMachine

ELSEWHERE = ("192.0.2.1", 80)


def connect(how: str, place: tuple[str, int] = ELSEWHERE) -> None:
    with closing(socket.socket()) as one:
        getattr(one, how)(place)


async def open_stream(host: str) -> None:
    await asyncio.open_connection(host, 80)


def run_apart(stream: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: a browser may keep an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, stream).result()


@pytest.mark.parametrize(
    "reach",
    [
        lambda: connect("connect"),
        lambda: connect("connect_ex"),
        lambda: connect("connect", ("elsewhere.example", 80)),
        lambda: socket.create_connection(ELSEWHERE),
        lambda: socket.getaddrinfo("elsewhere.example", 80),
        lambda: socket.getaddrinfo(host="elsewhere.example", port=80),
        lambda: run_apart(open_stream("elsewhere.example")),
        lambda: run_apart(open_stream("192.0.2.1")),
        lambda: httpx.get("http://elsewhere.example/"),
    ],
)
def test_another_host_is_an_error_at_once(reach: Callable[[], None]) -> None:
    with pytest.raises(LeavesTheMachine):
        reach()


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        for host in ("127.0.0.1", "localhost"):
            place = (host, listening.getsockname()[1])
            with socket.create_connection(place) as reached:
                answering, caller = listening.accept()
                answering.close()
                assert caller == reached.getsockname()
