"""Fits one model to votes in a process of its own, so that its memory can be told.

`python -m bench._crowd_child VOTES.npy MODEL ROUNDS TIMES ANSWERS.npy` prints JSON.
"""

import json
import re
import sys
import time
from pathlib import Path

import numpy as np

from jury.domain.reliability import OneCoin, TwoCoin, fit, make_votes

MODELS = {"TwoCoin": TwoCoin, "OneCoin": OneCoin}
_KIB = 1024


def main() -> None:
    path, model, rounds, times, answers = sys.argv[1:]
    columns = np.load(path)
    before = _most_mib()
    taken = []
    for _time in range(int(times)):
        votes = make_votes(*columns)
        begun = time.process_time()
        beliefs = fit(votes, MODELS[model](), iterations=int(rounds))
        taken.append(time.process_time() - begun)
    most = _most_mib()
    np.save(answers, beliefs.argmax(axis=0))
    print(json.dumps({"seconds": min(taken), "more": most - before, "most": most}))


def _most_mib() -> float:
    """The most memory this process has had; what `getrusage` says is its parent's."""
    said = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", said)
    return int(found[1]) / _KIB if found else float("nan")


if __name__ == "__main__":
    main()
