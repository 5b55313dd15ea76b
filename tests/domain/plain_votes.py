"""The estimators again, slow and plain: loops over lists, nothing of jury."""

from collections import Counter, defaultdict
from math import exp, log

Vote = tuple[int, int, int]
Rows = list[list[float]]


def shares(votes: list[Vote], tasks: int, labels: int) -> Rows:
    counts = Counter((task, label) for task, _, label in votes)
    rows = []
    for task in range(tasks):
        total = sum(counts[task, label] for label in range(labels))
        rows.append(
            [
                counts[task, label] / total if total else 1 / labels
                for label in range(labels)
            ]
        )
    return rows


def said(votes: list[Vote], beliefs: Rows) -> dict[tuple[int, int, int], float]:
    """How often a juror gave a label to tasks of a class: (class, juror, label)."""
    counts: dict[tuple[int, int, int], float] = defaultdict(float)
    for task, juror, label in votes:
        for one, chance in enumerate(beliefs[task]):
            counts[one, juror, label] += chance
    return counts


def estimate(
    votes: list[Vote], tasks: int, labels: int, *, coins: int, rounds: int
) -> Rows:
    beliefs = shares(votes, tasks, labels)
    for _ in range(rounds):
        counts = said(votes, beliefs)
        prior = [
            (sum(row[one] for row in beliefs) + 1) / (tasks + labels)
            for one in range(labels)
        ]
        chance = _one(counts, labels) if coins == 1 else _two(counts, labels)
        beliefs = []
        for task in range(tasks):
            logs = [log(share) for share in prior]
            for where, juror, label in votes:
                if where == task:
                    for one in range(labels):
                        logs[one] += log(chance[one, juror, label])
            top = max(logs)
            weights = [exp(each - top) for each in logs]
            beliefs.append([weight / sum(weights) for weight in weights])
    return beliefs


def _one(
    counts: dict[tuple[int, int, int], float], labels: int
) -> dict[tuple[int, int, int], float]:
    chance = {}
    for juror in {juror for _, juror, _ in counts}:
        votes = sum(count for key, count in counts.items() if key[1] == juror)
        hits = sum(counts.get((one, juror, one), 0) for one in range(labels))
        right = (hits + 2) / (votes + 3)
        for one in range(labels):
            for label in range(labels):
                wrong = (1 - right) / (labels - 1)
                chance[one, juror, label] = right if one == label else wrong
    return chance


def _two(
    counts: dict[tuple[int, int, int], float], labels: int
) -> dict[tuple[int, int, int], float]:
    chance = {}
    for juror in {juror for _, juror, _ in counts}:
        for one in range(labels):
            row = [counts.get((one, juror, label), 0) for label in range(labels)]
            for label in range(labels):
                chance[one, juror, label] = (row[label] + 0.1 / labels) / (
                    sum(row) + 0.1
                )
    return chance
