"""`flask policy diff`: what a change of a policy says, and what it would have done.

Both are policies of the court by name, or files. The polls that were held under the old
one are replayed under each, in the same orders of chance.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from jury.cli.backtest import table
from jury.cli.cost import simulated_option, simulated_record
from jury.domain.fairness.backtest import Poll, Result
from jury.domain.law.fields import LawInvalid
from jury.domain.law.kept import differences
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
@simulated_option
def diff(*, old: str, new: str, orders: int, seed: int, simulated: bool) -> None:
    """Say what changes from OLD to NEW, and replay the polls held under OLD."""
    before, after = _policy(old), _policy(new)
    changed = list(differences(before.to_json(), after.to_json()))
    for field, one, other in changed:
        click.echo(f"{field}: {one or ABSENT} -> {other or ABSENT}")
    if not changed:
        click.echo("Nothing changes.")
    record = simulated_record() if simulated else None
    polls = polls_to_replay((before, after), held_under=before, record=record)
    if not polls:
        click.echo(f"No poll under {before.name} is over yet: nothing to replay.")
        return
    click.echo("")
    both = {"old": before, "new": after}
    for line in table(list(_rows(polls, both, orders=orders, seed=seed))):
        click.echo(line)


def _rows(
    polls: Sequence[Poll], both: Mapping[str, Policy], *, orders: int, seed: int
) -> Iterator[tuple[str, Result]]:
    """Old beside new, of all polls and of each reason."""
    reasons = sorted({poll.reason for poll in polls})
    for reason in ("", *(reasons if len(reasons) > 1 else ())):
        of_it = [poll for poll in polls if reason in {"", poll.reason}]
        for name, one in both.items():
            found = replayed(of_it, one, orders=orders, seed=seed)
            yield f"{name} {reason}".strip(), found


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
