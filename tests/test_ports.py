"""A port is given to one process of this machine at a time."""

import os
import socket
import subprocess
import sys

from tests.ports import free_port

ASK = "from tests.ports import free_port; print(*(free_port() for _ in range(200)))"


def test_no_port_is_given_twice() -> None:
    ours = {free_port() for _ in range(200)}
    run = subprocess.run(
        [sys.executable, "-c", f"import os; os.getpid = lambda: {os.getpid()}; {ASK}"],
        check=True,
        capture_output=True,
        text=True,
    )
    theirs = {int(port) for port in run.stdout.split()}
    assert len(ours) == len(theirs) == 200
    assert not ours & theirs


def test_a_port_on_which_somebody_listens_is_passed_over() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", free_port() + 1))
        one.listen()
        assert free_port() != one.getsockname()[1]
