"""`flask verify-log` and `flask ledger check`: whether the books are whole."""

import sys
from collections.abc import Sequence

import click

from jury.services.money import ledger as books
from jury.services.proof import log_check
from jury.storage.audit import HEADS_FILE
from jury.storage.base import current_settings


@click.command("verify-log")
@click.option(
    "--head",
    help="A master head that was kept outside the database; without it, those in "
    f"DATA_DIR/{HEADS_FILE} are compared.",
)
def verify_log(head: str | None) -> None:
    """Recompute every chain of the audit log; exit 1 with what does not hold."""
    kept, compared = _kept_heads(head)
    report = log_check.verify_log(kept)
    _exit_with(report.faults)
    click.echo(f"{report.entries} entries in {report.chains} chains hold.")
    click.echo(f"head {report.head}")
    click.echo(compared)


def _kept_heads(head: str | None) -> tuple[tuple[str, ...], str]:
    """The heads to compare with, and a sentence that says which they are."""
    if head is not None:
        return (head,), "The head given stands in the master chain."
    path = current_settings().data_dir / HEADS_FILE
    kept = log_check.heads_kept_outside()
    if kept is None:
        return (), f"{path} does not exist: whether a tail was cut is not known."
    return kept, f"All {len(kept)} heads in {path} stand in the master chain."


@click.group("ledger")
def ledger() -> None:
    """The money of all disputes, in double entry."""


@ledger.command("check")
def check() -> None:
    """Check every rule of the ledger; exit 1 with what does not hold."""
    report = books.check()
    _exit_with(report.faults)
    sums = ", ".join(f"{minor} {code}" for code, minor in report.moved_minor.items())
    click.echo(f"{report.transactions} transactions balance.")
    click.echo(f"Moved in minor units: {sums or 'nothing'}.")


def _exit_with(faults: Sequence[str]) -> None:
    """Say what does not hold, and end with 1 if there is anything."""
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
