"""The estimators again, slow and plain: loops over lists, nothing of jury."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import exp, lgamma, log

Vote = tuple[int, int, int]
Rows = list[list[float]]
Counts = dict[tuple[int, int, int], float]


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


def said(votes: list[Vote], beliefs: Rows) -> Counts:
    """How often a juror gave a label to tasks of a class: (class, juror, label)."""
    counts: Counts = defaultdict(float)
    for task, juror, label in votes:
        for one, chance in enumerate(beliefs[task]):
            counts[one, juror, label] += chance
    return counts


def estimate(
    votes: list[Vote],
    tasks: int,
    labels: int,
    *,
    model: str,
    rounds: int,
    flat: bool = False,
    worth: float = 0,
) -> Rows:
    """Beliefs, a row a task; *model* is one of `one`, `two`, `own` and `crowd`."""
    beliefs = shares(votes, tasks, labels)
    voted = Counter(label for _, _, label in votes)
    for _ in range(rounds):
        counts = said(votes, beliefs)
        prior = [
            sum(row[one] for row in beliefs) + worth * voted[one] / len(votes) + 1
            for one in range(labels)
        ]
        if flat:
            prior = [1.0] * labels
        chance = _one(counts, labels) if model == "one" else _two(counts, labels, model)
        logs = {key: log(value) for key, value in chance.items()}
        beliefs = _weighed(votes, tasks, [log(one) for one in prior], logs)
    return beliefs


def kinds(
    votes: list[Vote], tasks: int, labels: int, *, rounds: int, worth: float = 0
) -> Rows:
    """Beliefs where each label holds three kinds of task; class = 3 · label + kind."""
    near = [
        [
            [exp(-0.5 * (3 * (share - (kind + 0.5) / 3)) ** 2) for kind in range(3)]
            for share in row
        ]
        for row in shares(votes, tasks, labels)
    ]
    beliefs = [
        [
            share * one / sum(of)
            for share, of in zip(row, rows, strict=True)
            for one in of
        ]
        for row, rows in zip(shares(votes, tasks, labels), near, strict=True)
    ]
    voted = Counter(label for _, _, label in votes)
    jurors = {juror for _, juror, _ in votes}
    for _ in range(rounds):
        counts, logs = said(votes, beliefs), {}
        for one in range(3 * labels):
            for juror in jurors:
                row = [
                    counts[one, juror, label] + (4 if label == one // 3 else 1)
                    for label in range(labels)
                ]
                for label in range(labels):
                    logs[one, juror, label] = _digamma(row[label]) - _digamma(sum(row))
        tally = [sum(row[one] for row in beliefs) for one in range(3 * labels)]
        beliefs = _weighed(votes, tasks, _kind_logs(tally, voted, worth), logs)
    return [
        [sum(row[3 * one : 3 * one + 3]) for one in range(labels)] for row in beliefs
    ]


def _kind_logs(tally: list[float], voted: Counter[int], worth: float) -> list[float]:
    labels = len(tally) // 3
    of_label = [
        sum(tally[3 * one : 3 * one + 3]) + worth * voted[one] / voted.total() + 1
        for one in range(labels)
    ]
    logs = []
    for one in range(3 * labels):
        within = sum(tally[one // 3 * 3 : one // 3 * 3 + 3]) + 3
        logs.append(
            _digamma(tally[one] + 1)
            - _digamma(within)
            + _digamma(of_label[one // 3])
            - _digamma(sum(of_label))
        )
    return logs


def ensemble(votes: list[Vote], tasks: int, labels: int, *, rounds: int) -> Rows:
    """The mean of several, weighed as docs/decisions/18-five-estimators.md says."""
    few = (7 / (len(votes) / tasks)) ** 2
    sizes = (votes, tasks, labels)
    weighed = [(min(1 + 2 * min(1.0, 200 / tasks), few), shares(*sizes))]
    if labels == 2:
        found = kinds(*sizes, rounds=rounds, worth=200)
        weighed.append((2 * tasks / (tasks + 200), found))
        crowd = estimate(*sizes, model="crowd", rounds=rounds, worth=200)
        coin = estimate(*sizes, model="one", rounds=rounds, worth=200)
        weighed += [(1, crowd), (0.5 * min(1.0, few), coin)]
    else:
        for model, flat in (("own", True), ("own", False), ("crowd", False)):
            found = estimate(*sizes, model=model, rounds=rounds, flat=flat)
            weighed.append((1, found))
        coin = estimate(*sizes, model="one", rounds=rounds, flat=True)
        weighed.append((min(1.0, few), coin))
    whole = sum(weight for weight, _ in weighed)
    return [
        [
            sum(weight * rows[task][label] for weight, rows in weighed) / whole
            for label in range(labels)
        ]
        for task in range(tasks)
    ]


def _weighed(
    votes: list[Vote], tasks: int, prior: Sequence[float], logs: Counts
) -> Rows:
    beliefs = []
    for task in range(tasks):
        sums = list(prior)
        for where, juror, label in votes:
            if where == task:
                for one in range(len(sums)):
                    sums[one] += logs[one, juror, label]
        top = max(sums)
        weights = [exp(each - top) for each in sums]
        beliefs.append([weight / sum(weights) for weight in weights])
    return beliefs


def _right(counts: Counts, juror: int, labels: int) -> float:
    votes = sum(count for key, count in counts.items() if key[1] == juror)
    hits = sum(counts.get((one, juror, one), 0) for one in range(labels))
    return (hits + 2) / (votes + 3)


def _one(counts: Counts, labels: int) -> Counts:
    chance = {}
    for juror in {juror for _, juror, _ in counts}:
        right = _right(counts, juror, labels)
        for one in range(labels):
            for label in range(labels):
                wrong = (1 - right) / (labels - 1)
                chance[one, juror, label] = right if one == label else wrong
    return chance


def _two(counts: Counts, labels: int, model: str) -> Counts:
    chance = {}
    coins = _one(counts, labels)
    jurors = {juror for _, juror, _ in counts}
    for one in range(labels):
        crowd = [
            sum(counts.get((one, juror, label), 0) for juror in jurors) + 1
            for label in range(labels)
        ]
        for juror in jurors:
            before = {
                "two": [0.1 / labels] * labels,
                "own": [4 * coins[one, juror, label] for label in range(labels)],
                "crowd": [4 * count / sum(crowd) for count in crowd],
            }[model]
            row = [
                counts.get((one, juror, label), 0) + before[label]
                for label in range(labels)
            ]
            for label in range(labels):
                chance[one, juror, label] = row[label] / sum(row)
    return chance


def _digamma(x: float) -> float:
    """The slope of log Γ, between two points near by."""
    step = 1e-4
    return (lgamma(x + step) - lgamma(x - step)) / (2 * step)
