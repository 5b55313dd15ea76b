"""`flask demo load` and `flask demo live`: a marketplace to look at, in a sandbox.

It acts from outside, over HTTP against the running court: the marketplace by its key,
people by log-in links and the pages' own forms.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from jury import clock
from jury.cli.demo import house
from jury.cli.demo.controls import use_controls
from jury.cli.demo.live import Live
from jury.cli.demo.people import Moderator
from jury.cli.demo.play import Play
from jury.cli.demo.scene import Scene, read_scenes
from jury.cli.simulate.line import Line, Refused, Unreachable
from jury.cli.simulate.market import Market
from jury.services.fairness.past import DISPUTES, begin_past, invent
from jury.services.playing.sandbox import list_demo_disputes, require_sandbox
from jury.storage.base import current_session, current_settings
from jury.storage.figures.past import find_past
from jury.storage.roster import find_juror
from jury.storage.transaction import transaction

CONNECTIONS = 4


@click.group()
def demo() -> None:
    """Play a small marketplace in, for a look at the court."""


@demo.command()
def load() -> None:
    """Play eight disputes in, then give the court a past; once each."""
    with _line() as line:
        _load(line)
    _give_past()


@demo.command()
def live() -> None:
    """Play them in, then let simulated people play on until it is stopped."""
    with _line() as line:
        _load(line)
        _give_past()
        market = Market(line, house.marketplace_key())
        market.begin()
        click.echo("The demo plays on by itself.")
        Live(market, _court_now).run()


@contextmanager
def _line() -> Iterator[Line]:
    """The line to the running court; its refusals end the command with a sentence."""
    require_sandbox()
    line = Line(current_settings().public_url, connections=CONNECTIONS)
    try:
        yield line
    except (Refused, Unreachable) as failure:
        raise click.ClickException(str(failure)) from failure
    finally:
        line.close()


def _court_now() -> datetime:
    now = clock.now()
    current_session().rollback()
    return now


def _missing() -> list[Scene]:
    there = {dispute.refund_ref for dispute in list_demo_disputes()}
    current_session().rollback()
    return [scene for scene in read_scenes() if scene.refund_ref not in there]


def _load(line: Line) -> None:
    missing = _missing()
    if not missing:
        click.echo("The demo is there already.")
        return
    market = Market(line, house.marketplace_key())
    market.begin()
    if find_juror("demo-juror-1") is None:
        market.import_jurors(house.roster_lines(market.now()))
        market.post("/pool-figures", house.user_figures())
    house.hire()
    zone = ZoneInfo(current_settings().timezone)
    current_session().rollback()
    Play(market, Moderator(line), zone).run(missing, say=click.echo)
    use_controls()
    click.echo("The demo is ready.")


def _give_past() -> None:
    """Simulate a past for the pages on fairness; its disputes are in no table."""
    if find_past() is not None:
        return
    figures = invent(disputes=DISPUTES, now=_court_now())
    with transaction() as now:
        begin_past(figures, now=now)
    click.echo(f"The figures of {DISPUTES} simulated disputes are at /desk/fairness.")
