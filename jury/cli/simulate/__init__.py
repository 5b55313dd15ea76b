"""`flask simulate`: plays a whole marketplace against a running court, over HTTP alone.

It knows nothing of the court's inside: the marketplace uses the API, and parties and
jurors use links and pages. docs/simulate.md says what it plays and what it proves.
"""

import sys
import time
from pathlib import Path
from typing import TypedDict, Unpack

import click
from flask import current_app

from jury.cli.simulate.books import faults_of
from jury.cli.simulate.dealings import Ways
from jury.cli.simulate.faults import Faults
from jury.cli.simulate.jurors import Nature
from jury.cli.simulate.line import Line, Refused, Unreachable
from jury.cli.simulate.play import THREADS, Cast, Play
from jury.cli.simulate.report import Ending, table, write_truth

SHARE = click.FloatRange(0, 1)


class Wish(TypedDict):
    """What is to be played."""

    disputes: int
    jurors: int
    accuracy: float
    turnout: float
    rhythm: bool
    seed: int
    moderator: str
    settle: float
    withdraw: float
    send_back: float
    appeal: float
    buyers: float
    lean: float
    lazy: float
    hardness: float


@click.command()
@click.option("--url", help="Where the court is.  [default: this machine's]")
@click.option("--key", help="An API key.  [default: DATA_DIR/simulate-key]")
@click.option("--disputes", type=click.IntRange(1), default=200, show_default=True)
@click.option("--jurors", type=click.IntRange(1), default=5000, show_default=True)
@click.option(
    "--accuracy",
    type=SHARE,
    default=0.9,
    show_default=True,
    help="How often a juror who has read the file sees what is true.",
)
@click.option(
    "--turnout",
    type=SHARE,
    default=0.7,
    show_default=True,
    help="How many of those called take a seat.",
)
@click.option(
    "--rhythm",
    is_flag=True,
    help="Jurors sleep at night and come most in the evening, at --turnout on average.",
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option(
    "--truth",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write here, as CSV, what was planted and what was found.",
)
@click.option(
    "--settle",
    type=SHARE,
    default=Ways.settle,
    show_default=True,
    help="How many disputes the sides settle for a sum.",
)
@click.option(
    "--withdraw",
    type=SHARE,
    default=Ways.withdraw,
    show_default=True,
    help="How many disputes the buyer gives up.",
)
@click.option(
    "--send-back",
    type=SHARE,
    default=Ways.send_back,
    show_default=True,
    help="How many fakes the sides settle by sending them back.",
)
@click.option(
    "--appeal",
    type=SHARE,
    default=Ways.appeal,
    show_default=True,
    help="How many verdicts of a jury the side that lost appeals.",
)
@click.option(
    "--buyers",
    type=SHARE,
    default=Faults.buyers,
    show_default=True,
    help="How many jurors mostly buy.",
)
@click.option(
    "--lean",
    type=SHARE,
    default=Faults.lean,
    show_default=True,
    help="By how much jurors vote more for the side that they mostly are.",
)
@click.option(
    "--lazy",
    type=SHARE,
    default=Faults.lazy,
    show_default=True,
    help="How many jurors do not judge what they read.",
)
@click.option(
    "--hardness",
    type=click.FloatRange(0, 5),
    default=Faults.hardness,
    show_default=True,
    help="How unlike disputes are, in logits: who errs in a hard one errs together.",
)
@click.option(
    "--moderator",
    metavar="NAME:PASSWORD",
    default="",
    help="Sit at the desk too, and release pictures.",
)
def simulate(
    *, url: str | None, key: str | None, truth: Path | None, **wish: Unpack[Wish]
) -> None:
    """Play a marketplace, its parties and its jurors against a sandbox court.

    Exits 1 when a dispute is stuck, the books do not balance, or a page broke down.
    """
    line = Line(url or _local_url(), connections=THREADS + 2)
    try:
        ending = _play(Play(_cast(wish), line, key or _local_key()))
    except (Refused, Unreachable) as failure:
        raise click.ClickException(str(failure)) from failure
    finally:
        line.close()
    for text in table(ending):
        click.echo(text)
    if truth is not None:
        write_truth(truth, ending.play.docket.cases)
    sys.exit(0 if ending.is_good else 1)


def _cast(wish: Wish) -> Cast:
    name, _colon, password = wish["moderator"].partition(":")
    faults = Faults(wish["buyers"], wish["lean"], wish["lazy"], wish["hardness"])
    nature = Nature(
        wish["seed"],
        wish["accuracy"],
        wish["turnout"],
        rhythm=wish["rhythm"],
        faults=faults,
    )
    ways = Ways(wish["settle"], wish["withdraw"], wish["send_back"], wish["appeal"])
    return Cast(wish["disputes"], wish["jurors"], nature, (name, password), ways)


def _play(play: Play) -> Ending:
    begun = time.monotonic()
    docket = play.run()
    seconds = time.monotonic() - begun
    faults = [
        fault
        for case in docket.cases
        for fault in faults_of(case, play.market.refund(case.refund_ref)["state"])
    ]
    return Ending(play, seconds, tuple(faults))


def _local_url() -> str:
    return str(current_app.extensions["jury_settings"].public_url)


def _local_key() -> str:
    kept = Path(current_app.extensions["jury_settings"].data_dir) / "simulate-key"
    if not kept.exists():
        raise click.ClickException(
            f"There is no key in {kept}. Make one with `flask --app wsgi api-keys "
            "make simulate --scope …` (every scope) and give it with --key."
        )
    return kept.read_text().strip()
