"""`flask policy diff`: what a change of a policy says, and what it would have done.

Both are policies of the court by name, or files. The polls that were held under the old
one are replayed under each, in the same orders of chance.
"""

import tomllib
from pathlib import Path

import click

from jury.cli.backtest import table
from jury.domain.fields import LawInvalid
from jury.domain.law_kept import differences
from jury.domain.policy import Policy, parse_policy
from jury.services.fairness.changed import polls_to_replay, replayed
from jury.services.law.lawbook import lawbook

ABSENT = "–"


@click.group("policy")
def policy_changes() -> None:
    """Changes of policies, before they are made."""


@policy_changes.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--orders", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
def diff(*, old: str, new: str, orders: int, seed: int) -> None:
    """Say what changes from OLD to NEW, and replay the polls held under OLD."""
    before, after = _policy(old), _policy(new)
    changed = list(differences(before.to_json(), after.to_json()))
    for field, one, other in changed:
        click.echo(f"{field}: {one or ABSENT} -> {other or ABSENT}")
    if not changed:
        click.echo("Nothing changes.")
    polls = polls_to_replay((before, after), held_under=before)
    if not polls:
        click.echo(f"No poll under {before.name} is over yet: nothing to replay.")
        return
    click.echo("")
    rows = [
        (name, replayed(polls, one, orders=orders, seed=seed))
        for name, one in (("old", before), ("new", after))
    ]
    for line in table(rows):
        click.echo(line)


def _policy(named: str) -> Policy:
    """A policy of the court, or the one in a file."""
    for one in lawbook().policies:
        if one.name == named:
            return one
    path = Path(named)
    if not path.is_file():
        raise click.ClickException(f"{named} is neither a policy here nor a file.")
    try:
        return parse_policy(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise click.ClickException(f"{named}: this is not TOML: {broken}") from broken
    except LawInvalid as invalid:
        raise click.ClickException(invalid.report) from invalid
