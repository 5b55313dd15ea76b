"""`flask verify-log` and `flask ledger check`: whether the books are whole."""

import sys

import click

from jury.services import audit
from jury.services import ledger as books


@click.command("verify-log")
@click.option("--head", help="A master head that was kept outside the database.")
def verify_log(head: str | None) -> None:
    """Recompute every chain of the audit log; exit 1 with what does not hold."""
    report = audit.verify_log(head)
    for fault in report.faults:
        click.echo(fault)
    if report.faults:
        sys.exit(1)
    click.echo(f"{report.entries} entries in {report.chains} chains hold.")
    click.echo(f"head {report.head}")


@click.group("ledger")
def ledger() -> None:
    """The money of all disputes, in double entry."""


@ledger.command("check")
def check() -> None:
    """Check every rule of the ledger; exit 1 with what does not hold."""
    report = books.check()
    for fault in report.faults:
        click.echo(fault)
    if report.faults:
        sys.exit(1)
    sums = ", ".join(f"{minor} {code}" for code, minor in report.moved_minor.items())
    click.echo(f"{report.transactions} transactions balance.")
    click.echo(f"Moved in minor units: {sums or 'nothing'}.")
