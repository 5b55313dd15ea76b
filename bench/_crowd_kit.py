"""What crowd-kit makes of the same votes, in an environment of its own.

It needs older libraries than those pinned for the court, so another Python runs it:
JURY_PEER_PYTHON names one that has crowd-kit 1.4.2 and scikit-learn below 1.6.
"""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_CHILD = Path(__file__).with_name("_crowd_kit_child.py")


def has_peer() -> bool:
    """Tell whether there is a Python that has crowd-kit."""
    return bool(os.environ.get("JURY_PEER_PYTHON"))


def aggregated(
    path: Path, method: str, *, iterations: int, times: int
) -> tuple[NDArray[np.intp], float]:
    """Return the peer's label of each task of VOTES.npy, and its CPU seconds.

    Of several times the least, since a busy machine only ever adds to it.
    """
    python = os.environ["JURY_PEER_PYTHON"]
    words = [python, str(_CHILD), str(path), method, str(iterations), str(times)]
    ran = subprocess.run(words, check=True, capture_output=True, text=True)
    answer = json.loads(ran.stdout.splitlines()[-1])
    return np.array(answer["labels"], np.intp), float(answer["seconds"])
