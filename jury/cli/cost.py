"""`flask cost` and `flask shadow-report`: what disputes take, a shadow beside staff.

Minutes are what was measured; prices stand in fairness.toml, and each may be another
for one call.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields, replace
from typing import Any

import click
import numpy as np

from jury.domain.fairness.beside import ShadowReport, compare
from jury.domain.fairness.cost import (
    Cost,
    CostTerms,
    Prices,
    Spent,
    cost_of,
    costs_by_policy,
)
from jury.domain.fairness.intervals import Estimate
from jury.domain.money.currencies import minor_digits
from jury.services.fairness.past import find_record
from jury.services.fairness.record import Record, read_besides, read_spent
from jury.services.law.lawbook import lawbook

MOST = 1_000_000
SHARES = ("undecided", "agree", "same_side", "blind", "blind_agree")
SAID = {
    "undecided": "the jury could not decide",
    "agree": "the same sum",
    "same_side": "the same side",
    "blind": "staff decided before the verdict",
    "blind_agree": "the same sum, where they did",
    "money_gap": "the court gives more, of what is held",
    "money_apart": "how far the sums lie apart",
    "court_hours": "hours to the verdict",
    "staff_hours": "hours to the decision of staff",
    "hours_gap": "the court is later, in hours",
    "votes": "votes",
    "juror_minutes": "minutes of jurors",
    "moderator_minutes": "minutes of moderators",
    "cost": "money",
}
Command = Callable[..., None]


def simulated_option(command: Command) -> Command:
    """Let a command read the simulated past of a sandbox."""
    says = "The simulated past of a demo, not this court's own disputes."
    return click.option("--simulated", is_flag=True, help=says)(command)


def simulated_record() -> Record:
    """The simulated past; refuses where there is none."""
    record = find_record()
    if record is None:
        raise click.ClickException("This court has no simulated past: flask demo load.")
    return record


def _priced(command: Command) -> Command:
    for one in reversed(fields(Prices)):
        name = f"--{one.name.replace('_', '-')}"
        command = click.option(name, type=click.IntRange(0), help=_help(one.name))(
            command
        )
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(
        simulated_option(command)
    )


def _help(name: str) -> str:
    if name == "computing_seconds":
        return "Of one processor, for a dispute."
    return "In minor units; left out: what fairness.toml says."


@click.command("cost")
@_priced
def cost(*, simulated: bool, as_json: bool, **prices: int | None) -> None:
    """Say what a dispute costs, by policy: minutes of people, rewards, computing.

    Jurors' minutes are those for which files were open, moderators' those for which
    tasks were taken. Each figure stands with the interval in which it lies 95 times of
    100.
    """
    spent = simulated_record().spent if simulated else _spent()
    terms = _terms(prices)
    chance = np.random.default_rng(len(spent))
    whole = cost_of(spent, terms.prices, chance=chance)
    if whole is None:
        raise click.ClickException("No dispute is over yet.")
    rows = {"all": whole, **costs_by_policy(spent, terms.prices, chance=chance)}
    if as_json:
        click.echo(json.dumps({name: asdict(found) for name, found in rows.items()}))
        return
    for line in _table(rows, terms.currency):
        click.echo(line)


@click.command("shadow-report")
@_priced
def shadow_report(*, simulated: bool, as_json: bool, **prices: int | None) -> None:
    """Compare a shadow court with what staff decided of the same disputes."""
    found = simulated_record().besides if simulated else read_besides(newest=MOST)
    if not found:
        raise click.ClickException(
            "Nothing to compare: no shadow dispute is over that staff decided too."
        )
    terms = _terms(prices)
    chance = np.random.default_rng(len(found))
    report = compare(found, terms.prices, chance=chance)
    if as_json:
        click.echo(json.dumps(asdict(report)))
        return
    for line in _lines(report, terms.currency):
        click.echo(line)


def _spent() -> list[Spent]:
    return list(read_spent(newest=MOST).values())


def _terms(prices: dict[str, int | None]) -> CostTerms:
    terms = lawbook().fairness.cost
    given = {name: value for name, value in prices.items() if value is not None}
    return replace(terms, prices=replace(terms.prices, **given))


def _table(rows: dict[str, Cost], currency: str) -> Iterator[str]:
    wide = max(len(name) for name in rows) + 2
    line = "{:<" + str(wide) + "}{:>9}" + "{:>22}" * 4
    heads = ("votes", "juror minutes", "staff minutes", currency)
    yield line.format("", "disputes", *heads)
    for name, one in rows.items():
        yield line.format(
            name,
            one.votes.count,
            _said(one.votes),
            _said(one.juror_minutes),
            _said(one.staff_minutes),
            _said(one.money, scale=10 ** -minor_digits(currency), digits=2),
        )


def _lines(report: ShadowReport, currency: str) -> Iterator[str]:
    yield f"{report.disputes} disputes that a shadow court heard and staff decided"
    for name, says in SAID.items():
        found: Any = getattr(report, name)
        if found is None:
            said = "-"
        elif name in SHARES or name.startswith("money_"):
            said = f"{_said(found, scale=100)} %"
        elif name == "cost":
            scale = 10 ** -minor_digits(currency)
            said = f"{_said(found, scale=scale, digits=2)} {currency}"
        else:
            said = _said(found)
        yield f"  {says:<40}{said}"


def _said(found: Estimate, *, scale: float = 1, digits: int = 1) -> str:
    value, low, high = (
        f"{one * scale:.{digits}f}" for one in (found.value, found.low, found.high)
    )
    return f"{value} ({low} to {high})"
