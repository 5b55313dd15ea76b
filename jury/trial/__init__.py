"""`flask integration-check`: tries a marketplace's webhook receiver, story by story.

It starts a court of its own, plays whole disputes in it, sends the signed events to the
receiver, and judges by its answers, by what it posts back, and by what it says of the
state of things. Above all other layers: it runs the court from outside and from inside.
"""

import logging
import secrets
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypedDict, Unpack

import click
import structlog
from flask import current_app
from flask_babel import force_locale, gettext

from jury.cli.simulate.line import Refused, Unreachable
from jury.domain.errors import N_
from jury.trial.court import open_court
from jury.trial.faults import PAGE, Fault
from jury.trial.play import Misplayed
from jury.trial.receiver import Receiver
from jury.trial.run import Ending, run
from jury.trial.stories import STORIES, Story

PORT = 8010
# Whoever listens on loopback may know it: the court it opens is gone in a minute.
KEY = "jury_integration-check"
NAMES = [story.name for story in STORIES]
PASSED, FAILED = N_("pass"), N_("FAIL")
NEEDS_URL = N_("Say where your receiver listens, and the secret that it knows.")
SUMMARY = N_("%(passed)s of %(whole)s stories passed.")
WHERE = N_("How it is right: %(page)s, “%(place)s”.")
TAKEN = N_("Port %(port)s cannot be used. Choose another one with --port.")
NO_STATE = N_(
    "Without --state only answers were judged, not what your receiver paid or where it "
    "thinks that a dispute stands."
)


class Reached(TypedDict):
    """How the receiver is reached, and what is known of it."""

    url: str
    secret: str
    next_secret: str
    state_url: str
    patience: float


@click.command("integration-check")
@click.argument("url", default="")
@click.option("--secret", default="", help="The webhook secret that it knows.")
@click.option("--next-secret", default="", help="A second one that it knows as well.")
@click.option(
    "--state",
    "state_url",
    default="",
    help='Where it says how things stand: STATE/REFERENCE → {"stage", "paid_minor"}.',
)
@click.option("--port", default=PORT, show_default=True, help="The court's own port.")
@click.option("--key", default=KEY, show_default=True, help="The key that it uses.")
@click.option(
    "--patience",
    default=5.0,
    show_default=True,
    help="How many seconds it may take to answer an instruction.",
)
@click.option("--story", type=click.Choice(NAMES), multiple=True, help="Only this one.")
@click.option("--list", "is_list", is_flag=True, help="Say which stories there are.")
@click.option(
    "--language", envvar="LANG", default="en", help="zh or en.  [default: that of LANG]"
)
def integration_check(
    *,
    port: int,
    key: str,
    story: tuple[str, ...],
    is_list: bool,
    language: str,
    **reached: Unpack[Reached],
) -> None:
    """Play the stories of a dispute against your receiver at URL.

    It must use the API at http://127.0.0.1:8010/api/v1 with the key that --key says.
    Exits 1 when a story fails.
    """
    chosen = [one for one in STORIES if one.name in story or not story]
    receiver = Receiver(**reached)
    with current_app.test_request_context(), force_locale(_locale(language)):
        if is_list:
            _list(chosen)
            return
        if not (receiver.url and receiver.secret):
            raise click.UsageError(gettext(NEEDS_URL))
        endings = _play(chosen, receiver, port=port, key=key)
        _explain(endings, receiver)
    sys.exit(1 if any(one.fault for one in endings) else 0)


def _play(
    stories: Sequence[Story], receiver: Receiver, *, port: int, key: str
) -> list[Ending]:
    """Play them in a court that lives as long, and print a line as each ends."""
    endings = []
    try:
        with (
            _in_silence(),
            open_court(
                port=port, key=key, secret_key=secrets.token_urlsafe(48)
            ) as court,
        ):
            for ending in run(stories, court=court, key=key, receiver=receiver):
                click.echo(_line(ending))
                endings.append(ending)
    except OSError as taken:
        raise click.ClickException(gettext(TAKEN, port=port)) from taken
    except (Misplayed, Refused, Unreachable) as failure:
        raise click.ClickException(str(failure)) from failure
    return endings


@contextmanager
def _in_silence() -> Iterator[None]:
    """Keep the court's log out of the table; its refusals are told in words."""
    before = structlog.get_config()
    quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=quiet)
    try:
        yield
    finally:
        structlog.configure(**before)


def _list(stories: Iterable[Story]) -> None:
    for story in stories:
        click.echo(f"{story.name:<20}{gettext(story.says)}")


def _line(ending: Ending) -> str:
    word = gettext(FAILED if ending.fault else PASSED)
    story = ending.story
    return f"{word:<6}{ending.seconds:>5.1f} s  {story.name:<20}{gettext(story.says)}"


def _explain(endings: Sequence[Ending], receiver: Receiver) -> None:
    """Say what was wrong, what is right, and how many passed."""
    failed = [(one.story, one.fault) for one in endings if one.fault]
    for story, fault in failed:
        click.echo(f"\n{story.name}: {_sentence(fault)}")
        click.echo(f"  {gettext(WHERE, page=PAGE, place=fault.place)}")
    passed, whole = len(endings) - len(failed), len(endings)
    click.echo("\n" + gettext(SUMMARY, passed=passed, whole=whole))
    if not receiver.state_url:
        click.echo(gettext(NO_STATE))


def _sentence(fault: Fault) -> str:
    return str(gettext(fault.sentence, **fault.params))


def _locale(language: str) -> str:
    """As Babel names it; LANG may say `zh_CN.UTF-8`, or nothing useful."""
    return "zh_Hans" if language.lower().startswith("zh") else "en"
