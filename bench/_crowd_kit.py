"""What crowd-kit makes of the same votes, in an environment of its own.

It needs older libraries than those pinned for the court, so another Python runs it:
that of PEERS, which `make bench` sets up when it can reach them.
"""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_CHILD = Path(__file__).with_name("_crowd_kit_child.py")
_ALL = Path(__file__).with_name("_crowd_kit_all_child.py")
_PEERS = Path(os.environ.get("PEERS", ".venv/peers"))
_PYTHON = str(_PEERS / "bin" / "python")


def has_peer() -> bool:
    """Tell whether there is a Python that has crowd-kit."""
    return any(_PEERS.glob("lib/python*/site-packages/crowdkit"))


def all_aggregated(path: Path, *, seconds: int) -> dict[str, NDArray[np.intp]]:
    """Return the labels of VOTES.npy by each method that ends within the seconds."""
    words = [_PYTHON, str(_ALL), str(path), str(seconds)]
    ran = subprocess.run(words, check=True, capture_output=True, text=True)
    told = [json.loads(line) for line in ran.stdout.splitlines() if line[:1] == "{"]
    return {one["method"]: np.array(one["labels"], np.intp) for one in told}


def aggregated(
    path: Path, method: str, *, iterations: int, times: int
) -> tuple[NDArray[np.intp], float]:
    """Return the peer's label of each task of VOTES.npy, and its CPU seconds.

    Of several times the least, since a busy machine only ever adds to it.
    """
    words = [_PYTHON, str(_CHILD), str(path), method, str(iterations), str(times)]
    ran = subprocess.run(words, check=True, capture_output=True, text=True)
    answer = json.loads(ran.stdout.splitlines()[-1])
    return np.array(answer["labels"], np.intp), float(answer["seconds"])
