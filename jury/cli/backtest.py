"""`flask backtest`: what stored polls would have come to under another rule."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, Unpack

import click
import numpy as np

from jury.cli.cost import simulated_option, simulated_record
from jury.cli.replay_terms import RuleWish, rule_of, rule_options
from jury.domain.fairness.backtest import Order, Poll, Result, Terms, backtest
from jury.domain.fairness.intervals import Estimate
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.services.fairness.calibrated import find_calibration, measured
from jury.services.fairness.history import list_polls
from jury.services.fairness.record import Record

HEADINGS = ("polls", "votes", "minutes", "decided", "as final", "as audited", "short")
QUARTERS = 4  # of an hour


class Wish(RuleWish):
    """Which polls are replayed, and under what."""

    policies: tuple[str, ...]
    since: datetime | None
    seats: int | None
    hours: int | None
    orders: int
    shuffle: bool
    seed: int
    simulated: bool
    as_json: bool


@click.command("backtest")
@click.option("--policy", "policies", multiple=True, help="Only polls under this one.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Drawn from then on.")
@rule_options
@click.option("--seats", type=click.IntRange(1), help="Instead of those there were.")
@click.option("--hours", type=click.IntRange(1), help="Until the window ends.")
@click.option("--orders", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--shuffle", is_flag=True, help="Leave to chance whose ballot came when.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@simulated_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def backtest_command(**given: Unpack[Wish]) -> None:
    """Replay the ballots of disputes that are over under another rule.

    Ballots come in their quarters of an hour, in chance order inside; with --shuffle in
    chance order altogether. Each figure stands with the interval in which it lies 95
    times of 100. `weighted` weighs each ballot by how its juror's other votes stand.
    """
    record = simulated_record() if given["simulated"] else None
    rule = _rule(given, record)
    polls = _polls(given, record, weighed=rule.weighs)
    if not polls:
        raise click.ClickException("No such poll is over yet: nothing to replay.")
    chance = np.random.default_rng(given["seed"])
    rows = list(_rows(polls, _terms(given, rule), chance, orders=given["orders"]))
    if given["as_json"]:
        click.echo(json.dumps({name: asdict(found) for name, found in rows}))
        return
    for line in table(rows):
        click.echo(line)


def _rule(given: Wish, record: Record | None) -> StoppingRule:
    """The rule asked for; `weighted` goes by what audits say unless it is told."""
    rule = rule_of(given)
    if rule.kind is not StoppingKind.WEIGHTED or rule.weighs:
        return rule
    found = _found(record)
    if not found or not found.get("together"):
        raise click.ClickException(
            "Audits do not say yet how far votes hang together: name --together."
        )
    if not found["is_on"]:
        click.echo(
            "This court would wait for a lead instead: see /desk/fairness.", err=True
        )
    return replace(rule, calibration=Fraction(1), together=Fraction(found["together"]))


def _found(record: Record | None) -> dict[str, Any] | None:
    """What audits say that evidence is worth; of a simulated past those of its own."""
    return find_calibration() if record is None else measured(record, day="")


def _polls(given: Wish, record: Record | None, *, weighed: bool) -> list[Poll]:
    since, named = given["since"], given["policies"]
    from_then = since.replace(tzinfo=UTC) if since else None
    if record is None:
        return list_polls(since=from_then, policies=named, weighed=weighed)
    chosen = [
        one
        for one in record.held
        if (from_then is None or one.began_at >= from_then)
        and (not named or one.policy_name.partition("/")[0] in named)
    ]
    return replace(record, held=chosen).polls(weighed=weighed)


def _terms(given: Wish, rule: StoppingRule) -> Terms:
    hours = given["hours"]
    return Terms(
        rule,
        seats=given["seats"],
        quarters=hours * QUARTERS if hours else None,
        order=Order.CHANCE if given["shuffle"] else Order.KEPT,
    )


def _rows(
    polls: Sequence[Poll], terms: Terms, chance: np.random.Generator, *, orders: int
) -> Iterator[tuple[str, Result]]:
    yield "all", backtest(polls, terms, chance=chance, orders=orders)
    for reason in sorted({poll.reason for poll in polls}):
        of_it = [poll for poll in polls if poll.reason == reason]
        yield reason, backtest(of_it, terms, chance=chance, orders=orders)


def table(rows: Sequence[tuple[str, Result]]) -> Iterator[str]:
    """Figures and intervals, a line a row."""
    wide = max(len(name) for name, _found in rows) + 2
    cells = "{:>22}" * (len(HEADINGS) - 1)
    line = "{:<" + str(wide) + "}{:>7}" + cells
    yield line.format("", *HEADINGS)
    for name, found in rows:
        yield line.format(
            name,
            found.polls,
            _number(found.votes),
            _number(found.minutes),
            _share(found.decided),
            _share(found.agree_final),
            _share(found.agree_audited),
            _share(found.fell_short),
        )


def _number(found: Estimate) -> str:
    return f"{found.value:.1f} ({found.low:.1f}-{found.high:.1f})"


def _share(found: Estimate | None) -> str:
    if found is None:
        return "-"
    low, high = (100 * found.low, 100 * found.high)
    return f"{100 * found.value:.1f} % ({low:.0f}-{high:.0f})"
