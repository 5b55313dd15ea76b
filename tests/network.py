"""The tests stay on this machine: a connection elsewhere is an error, not a delay.

Said to the sockets themselves: an audit hook is called at every `id()` too, which
SQLAlchemy asks for with every statement. Where tests read page after page, a sixtieth
of their processor time went there, elsewhere a third of a hundredth.
"""

import ipaddress
import socket
from collections.abc import Callable
from functools import wraps
from typing import Any

OWN_NAMES = {"localhost", ""}


class LeavesTheMachine(Exception):
    """A test, or what it tests, tried to reach another host."""


def stay_here() -> None:
    """From now on this process connects to loopback addresses and files only."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _staying(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    @wraps(look_up)
    def look_up_here(host: str | bytes | None, *args: Any, **kwargs: Any) -> Any:
        _refuse_host(host)
        return look_up(host, *args, **kwargs)

    socket.getaddrinfo = look_up_here


def _staying(connect: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(connect)
    def connect_here(its: socket.socket, address: Any) -> Any:
        # A path is a socket on this machine; else (host, port, …).
        if isinstance(address, tuple):
            _refuse_host(address[0])
        return connect(its, address)

    return connect_here


def _refuse_host(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name in OWN_NAMES:
        return
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        address = None
    if address is None or not (address.is_loopback or address.is_unspecified):
        raise LeavesTheMachine(f"a test tried to reach {name}")
