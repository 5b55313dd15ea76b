"""`flask simulate-panels`: how often panels come to a planted truth, and who gains."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Unpack

import click
import numpy as np

from jury.cli.replay_terms import KINDS, LeadWish, lead_options, plain_rule
from jury.domain.fairness.intervals import Estimate
from jury.domain.fairness.planted import Nature, Played, Terms, play
from jury.domain.jurors.strata import Axis
from jury.domain.policy import Policy, Route
from jury.domain.stopping import StoppingKind
from jury.services.law.lawbook import lawbook

SHARE = click.FloatRange(0, 1)
ORDINARY = Nature()
# What jurors' earlier votes say is nothing that these people have.
PLAIN = [kind for kind in KINDS if kind != StoppingKind.WEIGHTED]
HEADINGS = ("right", "votes", "gap to buyers")


class Wish(LeadWish):
    """Which panels are played, and of whom they are made."""

    policies: tuple[str, ...]
    seats: int | None
    stop: str | None
    disputes: int
    jurors: int
    accuracy: float
    hardness: float
    buyers: float
    lean: float
    lazy: float
    turnout: float
    seed: int


@click.command("simulate-panels")
@click.option("--policy", "policies", multiple=True, help="This one; else all juries'.")
@click.option("--seats", type=click.IntRange(1), help="Instead of the policy's.")
@click.option("--stop", type=click.Choice(PLAIN), help="Instead of the policy's rule.")
@lead_options
@click.option("--disputes", type=click.IntRange(2), default=2000, show_default=True)
@click.option("--jurors", type=click.IntRange(100), default=5000, show_default=True)
@click.option(
    "--accuracy",
    type=click.FloatRange(0.5, 1, max_open=True),
    default=ORDINARY.accuracy,
    show_default=True,
    help="How often an ordinary juror sees what is true in an ordinary dispute.",
)
@click.option(
    "--hardness",
    type=click.FloatRange(0, 5),
    default=ORDINARY.hardness,
    show_default=True,
    help="How unlike disputes are, in logits: who errs in a hard one errs together.",
)
@click.option(
    "--buyers",
    type=SHARE,
    default=ORDINARY.buyers,
    show_default=True,
    help="How many jurors mostly buy.",
)
@click.option(
    "--lean",
    type=SHARE,
    default=ORDINARY.lean,
    show_default=True,
    help="By how much everybody votes more for the side that they mostly are.",
)
@click.option(
    "--lazy",
    type=SHARE,
    default=ORDINARY.lazy,
    show_default=True,
    help="How many do not read: they vote by chance, or for the first remedy.",
)
@click.option(
    "--turnout",
    type=click.FloatRange(0.05, 1),
    default=ORDINARY.turnout,
    show_default=True,
    help="How many of those called vote.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
def simulate_panels(**given: Unpack[Wish]) -> None:
    """Hear disputes of known truth before panels of people with known faults.

    Nothing is written and no court is needed. Draw, seats, stopping and tally are the
    court's. Each policy is played as it is, drawn from everybody, and balanced by
    trade; the figures stand with the intervals in which they lie 95 times of 100.
    """
    nature = Nature(
        jurors=given["jurors"],
        buyers=given["buyers"],
        accuracy=given["accuracy"],
        hardness=given["hardness"],
        lean=given["lean"],
        lazy=given["lazy"],
        turnout=given["turnout"],
    )
    row = "{:<28}" + "{:>24}" * len(HEADINGS)
    click.echo(row.format("", *HEADINGS))
    for policy in (_as_wished(one, given) for one in _juries(given["policies"])):
        for name, terms in _ways(policy):
            found = play(nature, terms, disputes=given["disputes"], seed=given["seed"])
            click.echo(row.format(f"{policy.name}, {name}", *_figures(found)))


def _juries(names: tuple[str, ...]) -> list[Policy]:
    known = {one.name: one for one in lawbook().policies if one.route is Route.JURY}
    for name in names:
        if name not in known:
            raise click.ClickException(f"There is no policy {name} with a jury here.")
    return [known[name] for name in names or known]


def _as_wished(policy: Policy, given: Wish) -> Policy:
    """The same policy with the size and the rule that were asked for."""
    rule, seats = policy.stopping, given["seats"] or policy.seats
    if given["stop"] is not None:
        rule = plain_rule(given["stop"], given)
    return replace(policy, stopping=rule, seats=seats)


def _ways(policy: Policy) -> Iterator[tuple[str, Terms]]:
    """From everybody, by trade, and as the policy has it if that is another way."""
    plain = Terms(policy.seats, replace(policy.stopping, calibration=None))
    own = policy.panel.tries()[0] if policy.panel.balance else ()
    ways: dict[str, tuple[Axis, ...]] = {"everybody": (), "by trade": (Axis.TRADE,)}
    if own not in ways.values():
        ways["its own balance"] = own
    for name, balance in ways.items():
        yield name, replace(plain, balance=balance)


def _figures(played: Played) -> Iterator[str]:
    chance = np.random.default_rng(0)
    right = played.right()
    yield _percent(right) if right else "-"
    votes = played.votes(chance=chance)
    yield f"{votes.value:.2f} ({votes.low:.2f}-{votes.high:.2f})"
    gap = played.side_gap(chance=chance)
    low, high = 100 * gap.low, 100 * gap.high
    yield f"{100 * gap.value:+.1f} ({low:+.1f} to {high:+.1f})"


def _percent(found: Estimate) -> str:
    low, high = 100 * found.low, 100 * found.high
    return f"{100 * found.value:.1f} % ({low:.1f}-{high:.1f})"
