"""Run by the Python that has crowd-kit: every method of its own, as it comes.

`_crowd_kit_all_child.py VOTES.npy SECONDS` prints a line of JSON a method that came to
an end within so many seconds; most of them refuse some votes.
"""

import importlib
import json
import signal
import sys
import warnings
from typing import Any

import numpy as np

METHODS = (
    *("MajorityVote", "Wawa", "ZeroBasedSkill", "DawidSkene", "OneCoinDawidSkene"),
    *("GLAD", "KOS", "MACE", "MMSR"),
)


def main() -> None:
    path, seconds = sys.argv[1:]
    warnings.simplefilter("ignore")
    aggregation = importlib.import_module("crowdkit.aggregation")
    pandas = importlib.import_module("pandas")
    task, worker, label = np.load(path)
    votes = pandas.DataFrame({"task": task, "worker": worker, "label": label})
    signal.signal(signal.SIGALRM, _end)
    for method in METHODS:
        answers = _answers(getattr(aggregation, method)(), votes, int(seconds))
        if answers is not None:
            print(json.dumps({"method": method, "labels": answers}), flush=True)


def _answers(model: Any, votes: Any, seconds: int) -> list[int] | None:
    signal.alarm(seconds)
    try:
        labels = model.fit_predict(votes)
        return [int(labels[one]) for one in range(int(votes["task"].max()) + 1)]
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):
        return None
    except TimeoutError:
        return None
    finally:
        signal.alarm(0)


def _end(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
