"""Reads files of votes and of truths line by line, or refuses them with a sentence."""

import csv
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from jury.domain.reliability import Votes, make_votes

_COLUMNS = ("task", "worker", "label")
# What other programs write where a value is missing.
_MISSING = frozenset({"", "nan", "NaN", "NAN"})


@dataclass(frozen=True)
class VoteFile:
    """The votes of a file, and the names that stand behind their numbers."""

    votes: Votes
    tasks: Sequence[str]
    labels: Sequence[str]


def read_votes(path: str) -> VoteFile:
    """Return the votes of a CSV file with the columns task, worker and label.

    Tasks stand in the order in which they first come, labels in that of their names.
    """
    names: tuple[dict[str, int], ...] = ({}, {}, {})
    numbers = tuple(array("q") for _ in _COLUMNS)
    (tasks, jurors, labels), (task_no, juror_no, label_no) = names, numbers
    for task, juror, label in _rows(path, _COLUMNS):
        task_no.append(tasks.setdefault(task, len(tasks)))
        juror_no.append(jurors.setdefault(juror, len(jurors)))
        label_no.append(labels.setdefault(label, len(labels)))
    if not task_no:
        raise click.ClickException(f"{path} holds no votes.")
    ordered = sorted(labels, key=_label_order)
    place = np.array([ordered.index(label) for label in labels])
    of_task, of_juror, of_label = (np.frombuffer(one, np.int64) for one in numbers)
    votes = make_votes(
        of_task,
        of_juror,
        place[of_label],
        sizes=(len(tasks), len(jurors), len(labels)),
    )
    return VoteFile(votes, list(tasks), ordered)


def read_truth(path: str) -> dict[str, str]:
    """Return the truth of each task of a CSV file with the columns task and truth."""
    truth: dict[str, str] = {}
    for task, label in _rows(path, ("task", "truth")):
        if truth.setdefault(task, label) != label:
            raise click.ClickException(f"{path} says two things of task {task}.")
    if not truth:
        raise click.ClickException(f"{path} holds no truth.")
    return truth


def _label_order(label: str) -> tuple[int, str]:
    # Whole numbers by what they are worth, so that 10 comes after 9.
    is_number = label.isascii() and label.isdigit()
    return (len(label) if is_number else 0, label)


def _rows(path: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            yield from _cells(csv.reader(file, strict=True), path, columns)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} is not UTF-8 text.") from error
    except csv.Error as error:
        raise click.ClickException(f"{path} is not CSV: {error}.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "there can be no such file"
        raise click.ClickException(f"Cannot read {path}: {why}.") from error


def _cells(
    lines: Iterator[list[str]], path: str, columns: tuple[str, ...]
) -> Iterator[list[str]]:
    head = [name.strip().lower() for name in next(lines, [])]
    if not head:
        raise click.ClickException(f"{path} is empty.")
    if any(head.count(column) != 1 for column in columns):
        wanted = ", ".join(columns)
        raise click.ClickException(f"{path}: the first line must name {wanted}.")
    places = [head.index(column) for column in columns]
    for number, line in enumerate(lines, 2):
        if not line:
            continue
        if len(line) != len(head):
            raise click.ClickException(
                f"{path}, line {number}: {len(line)} values for {len(head)} columns."
            )
        cells = [line[place].strip() for place in places]
        # Millions of lines: looked at one by one only where one is missing.
        if not _MISSING.isdisjoint(cells):
            lacking = columns[[cell in _MISSING for cell in cells].index(True)]
            raise click.ClickException(
                f"{path}, line {number}: the {lacking} is missing."
            )
        yield cells
