"""`flask stops …`: stop intake, draws or enforcement, each for itself, and lift it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from jury.domain.errors import DisputeError
from jury.services import stops as service
from jury.storage.stops import Stopped, list_stops
from jury.storage.transaction import transaction

WHAT = click.Choice([one.value for one in Stopped])


@contextmanager
def _act() -> Iterator[datetime]:
    """One transaction; a refusal ends the command with its sentence."""
    try:
        with transaction() as now:
            yield now
    except DisputeError as refusal:
        raise click.ClickException(str(refusal)) from refusal


@click.group("stops")
def stops() -> None:
    """Stop intake, draws or enforcement, and let them go on. Nothing is lost."""


@stops.command("begin")
@click.argument("what", type=WHAT)
@click.option("--reason", required=True, help="Why; kept in the log.")
def begin(what: str, reason: str) -> None:
    """Stop one thing; both sides of every dispute that waits are told."""
    with _act() as now:
        service.stop(Stopped(what), reason=reason, staff_id=None, now=now)
    click.echo(f"Stopped: {what}.")


@stops.command("lift")
@click.argument("what", type=WHAT)
def lift(what: str) -> None:
    """Let it go on; what stood still gets its time back."""
    with _act() as now:
        service.lift(Stopped(what), staff_id=None, now=now)
    click.echo(f"Goes on: {what}.")


@stops.command("list")
def show() -> None:
    """Show what is stopped, since when and why."""
    for row in list_stops():
        click.echo(f"{row.what}  since {row.stopped_at.isoformat()}  {row.reason}")
