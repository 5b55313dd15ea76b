"""`flask stops …` and `flask outages …`: stop a part of the court, announce an outage.

Each stop is for itself and is lifted by hand; nothing is lost by one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from jury import clock
from jury.domain.errors import DisputeError, Invalid
from jury.services.standstill import planned
from jury.services.standstill import stops as service
from jury.storage.desk.stops import Stopped, list_planned, list_stops
from jury.storage.transaction import transaction

WHAT = click.Choice([one.value for one in Stopped])


@contextmanager
def _act() -> Iterator[datetime]:
    """One transaction; a refusal ends the command with its sentence."""
    try:
        with transaction() as now:
            yield now
    except Invalid as refusal:
        wrong = [f"{name}: {why}" for name, why in refusal.fields.items()]
        raise click.ClickException("\n".join(wrong)) from refusal
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
@click.option("--reason", required=True, help="Why; kept in the log.")
def lift(what: str, reason: str) -> None:
    """Let it go on; what stood still gets its time back."""
    with _act() as now:
        service.lift(Stopped(what), reason=reason, staff_id=None, now=now)
    click.echo(f"Goes on: {what}.")


@stops.command("list")
def show() -> None:
    """Show what is stopped, since when and why."""
    for row in list_stops():
        click.echo(f"{row.what}  since {row.stopped_at.isoformat()}  {row.reason}")


@click.group("outages")
def outages() -> None:
    """Announce an outage: people are told, and every open window is longer by it."""


@outages.command("announce")
@click.option("--from", "begins", required=True, help="2026-03-01 22:00, court's time.")
@click.option("--to", "ends", required=True, help="Until when at the latest.")
@click.option("--reason", required=True, help="Why; kept in the log.")
def announce(begins: str, ends: str, reason: str) -> None:
    """Announce when the court will be out of order."""
    with _act() as now:
        row = planned.announce(
            planned.read_moment(begins, field="from"),
            planned.read_moment(ends, field="to"),
            reason=reason,
            staff_id=None,
            now=now,
        )
        told = _line(row.id, row.begins_at, row.ends_at)
    click.echo(f"Announced: {told}")


@outages.command("cancel")
@click.argument("number", type=int)
def cancel(number: int) -> None:
    """Take one back, or end it sooner; what was lengthened stays so."""
    with _act() as now:
        planned.cancel(number, staff_id=None, now=now)
    click.echo(f"Cancelled: {number}.")


@outages.command("list")
def show_outages() -> None:
    """Show what is announced."""
    for row in list_planned(clock.now()):
        click.echo(f"{_line(row.id, row.begins_at, row.ends_at)}  {row.reason}")


def _line(number: int, begins_at: datetime, ends_at: datetime) -> str:
    return f"{number}  {begins_at.isoformat()}  to {ends_at.isoformat()}"
