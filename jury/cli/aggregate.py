"""`aggregate`: what a crowd's votes come to, by any of the court's estimators.

Nothing of a court takes part; the file may come from anywhere. docs/verdicts.md says
what each method takes for granted.
"""

import csv
import sys

import click

from jury.cli.vote_files import VoteFile, read_truth, read_votes
from jury.domain.reliability import DEFAULT, METHODS, Estimate
from jury.domain.reliability import aggregate as estimate


@click.command("aggregate")
@click.argument("answers", metavar="ANSWERS.csv")
@click.option(
    "--method", type=click.Choice(list(METHODS)), default=DEFAULT, show_default=True
)
@click.option("--truth", metavar="TRUTH.csv", help="What is true: task,truth.")
def aggregate(*, answers: str, method: str, truth: str | None) -> None:
    """Say for each task of ANSWERS.csv (task,worker,label) which label holds.

    Writes task,label,confidence. A worker who says something twice counts twice.
    """
    known = None if truth is None else read_truth(truth)
    given = read_votes(answers)
    found = estimate(given.votes, method)
    labels = [given.labels[place] for place in found.answers]
    _write(given, found, labels)
    if known is not None:
        answered = dict(zip(given.tasks, labels, strict=True))
        click.echo(_accuracy(answered, known), err=True)


def _write(given: VoteFile, found: Estimate, labels: list[str]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("task", "label", "confidence"))
    sure = (f"{chance:.4f}" for chance in found.confidence)
    writer.writerows(zip(given.tasks, labels, sure, strict=True))


def _accuracy(labels: dict[str, str], known: dict[str, str]) -> str:
    """A truth that nobody voted for is missed; a task without votes is not judged."""
    voted = [task for task in known if task in labels]
    if not voted:
        raise click.ClickException("The truth is of none of the tasks voted on.")
    right = sum(labels[task] == known[task] for task in voted)
    return (
        f"accuracy {right / len(voted):.4f} ({right} of {len(voted)} tasks with votes; "
        f"{len(known) - len(voted)} without)"
    )
