"""Run by the Python that has crowd-kit, where nothing of the court is installed.

`_crowd_kit_child.py VOTES.npy METHOD ITERATIONS TIMES` prints one line of JSON.
"""

import importlib
import json
import sys
import time

import numpy as np


def main() -> None:
    path, method, iterations, times = sys.argv[1:]
    aggregation = importlib.import_module("crowdkit.aggregation")
    pandas = importlib.import_module("pandas")
    task, worker, label = np.load(path)
    votes = pandas.DataFrame({"task": task, "worker": worker, "label": label})
    known = {} if method == "MajorityVote" else {"n_iter": int(iterations), "tol": 0}
    taken = []
    for _time in range(int(times)):
        model = getattr(aggregation, method)(**known)
        begun = time.process_time()
        labels = model.fit_predict(votes)
        taken.append(time.process_time() - begun)
    answers = [int(labels[one]) for one in range(int(task.max()) + 1)]
    print(json.dumps({"labels": answers, "seconds": min(taken)}))


if __name__ == "__main__":
    main()
