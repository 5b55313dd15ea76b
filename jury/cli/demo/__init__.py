"""`flask demo load` and `flask demo live`: a marketplace to look at, in a sandbox.

It acts from outside, over HTTP against the running court: the marketplace by its key,
people by log-in links and the pages' own forms.
"""

from zoneinfo import ZoneInfo

import click

from jury.cli.demo import house
from jury.cli.demo.people import Moderator
from jury.cli.demo.play import Play
from jury.cli.demo.scene import Scene, read_scenes
from jury.cli.simulate.line import Line, Refused, Unreachable
from jury.cli.simulate.market import Market
from jury.services.sandbox import list_demo_disputes, require_sandbox
from jury.storage.base import current_session, current_settings
from jury.storage.roster import find_juror

CONNECTIONS = 4


@click.group()
def demo() -> None:
    """Play a small marketplace in, for a look at the court."""


@demo.command()
def load() -> None:
    """Play eight disputes in; does nothing when they are there."""
    require_sandbox()
    missing = _missing()
    if not missing:
        click.echo("The demo is there already.")
        return
    line = Line(current_settings().public_url, connections=CONNECTIONS)
    try:
        _load(line, missing)
    except (Refused, Unreachable) as failure:
        raise click.ClickException(str(failure)) from failure
    finally:
        line.close()
    click.echo("The demo is ready.")


def _missing() -> list[Scene]:
    there = {dispute.refund_ref for dispute in list_demo_disputes()}
    current_session().rollback()
    return [scene for scene in read_scenes() if scene.refund_ref not in there]


def _load(line: Line, missing: list[Scene]) -> None:
    market = Market(line, house.marketplace_key())
    market.begin()
    if find_juror("demo-juror-1") is None:
        market.import_jurors(house.roster_lines(market.now()))
    house.hire()
    zone = ZoneInfo(current_settings().timezone)
    current_session().rollback()
    Play(market, Moderator(line), zone).run(missing, say=click.echo)
