"""`flask integration-check`: tries a marketplace's webhook receiver, story by story.

It starts a court of its own, plays whole disputes in it, sends the signed events to the
receiver, and judges by its answers, by what it posts back, and by what it says of the
state of things. Above all other layers: it runs the court from outside and from inside.
"""

import logging
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypedDict, Unpack

import click
import structlog
from flask import current_app
from flask_babel import force_locale, gettext

from jury.cli.simulate.line import Refused, Unreachable
from jury.domain.errors import N_
from jury.trial.court import open_court
from jury.trial.play import Misplayed
from jury.trial.receiver import Receiver, is_address, is_secret
from jury.trial.run import Ending, run
from jury.trial.stories import STORIES, Story
from jury.trial.telling import explanation, line_of, listed

PORT = 8010
# Whoever listens on loopback may know it: the court it opens is gone in a minute.
KEY = "jury_integration-check"
NAMES = [story.name for story in STORIES]
NEEDS_URL = N_("Say where your receiver listens, and the secret that it knows.")
TAKEN = N_("Port %(port)s cannot be used. Choose another one with --port.")
NO_ADDRESS = N_("%(option)s is not an address: write http://127.0.0.1:9000/ or alike.")
NO_SECRET = N_(
    "%(option)s is not a webhook secret: write whsec_ and at least 24 random bytes in "
    "base64, as your receiver and WEBHOOK_SECRETS have it."
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
            click.echo("\n".join(listed(chosen)))
            return
        _refuse_unusable(receiver)
        endings = _play(chosen, receiver, port=port, key=key)
        told = explanation(endings, sees_state=bool(receiver.state_url))
        click.echo("\n".join(told))
    sys.exit(1 if any(one.fault for one in endings) else 0)


def _refuse_unusable(receiver: Receiver) -> None:
    """End at once over what could only fail in every story."""
    if not (receiver.url and receiver.secret):
        raise click.UsageError(gettext(NEEDS_URL))
    for option, url in (("URL", receiver.url), ("--state", receiver.state_url)):
        if url and not is_address(url):
            raise click.UsageError(gettext(NO_ADDRESS, option=option))
    given = {"--secret": receiver.secret, "--next-secret": receiver.next_secret}
    for option, secret in given.items():
        if secret and not is_secret(secret):
            raise click.UsageError(gettext(NO_SECRET, option=option))


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
                click.echo(line_of(ending))
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


def _locale(language: str) -> str:
    """As Babel names it; LANG may say `zh_CN.UTF-8`, or nothing useful."""
    return "zh_Hans" if language.lower().startswith("zh") else "en"
