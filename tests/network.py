"""The tests stay on this machine: a connection elsewhere is an error, not a delay."""

import ipaddress
import sys
from typing import Any

OWN_NAMES = {"localhost", ""}


class LeavesTheMachine(Exception):
    """A test, or what it tests, tried to reach another host."""


def stay_here() -> None:
    """From now on this process connects to loopback addresses and files only."""
    sys.addaudithook(_refuse)


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        _, address = details
        # A path is a socket on this machine; else (host, port, …).
        if isinstance(address, tuple):
            _refuse_host(address[0])
    elif event == "socket.getaddrinfo":
        _refuse_host(details[0])


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
