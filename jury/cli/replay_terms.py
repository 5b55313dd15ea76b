"""How commands are told the rule under which votes are replayed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypedDict

import click

from jury.domain.stopping import StoppingKind, StoppingRule

KINDS = [kind.value for kind in StoppingKind]
Command = Callable[..., None]
Decorator = Callable[[Command], Command]


class Share(click.ParamType[Fraction]):
    """A part of a whole: 1/8, or 0.125."""

    name = "share"

    def convert(self, value: Any, param: Any, ctx: Any) -> Fraction:
        """Read it exactly; what is none is refused by the option's name."""
        try:
            found = Fraction(value)
        except (ValueError, ZeroDivisionError):
            self.fail(f"{value} is no part of a whole, as 1/8 is.", param, ctx)
        if not 0 <= found <= 1:
            self.fail(f"{value} is not between 0 and 1.", param, ctx)
        return found


class LeadWish(TypedDict):
    """The numbers of a rule that go by votes alone."""

    lead: int
    least: int
    most: int | None


class RuleWish(LeadWish):
    """The rule as it is asked for."""

    stop: str
    sure: Fraction
    together: Fraction | None
    worth: Fraction | None


LEADS = (
    click.option("--lead", type=click.IntRange(1), default=4, show_default=True),
    click.option("--least", type=click.IntRange(1), default=5, show_default=True),
    click.option(
        "--most", type=click.IntRange(1), help="Stop at so many at the latest."
    ),
)
RULE = (
    click.option(
        "--stop", type=click.Choice(KINDS), default="settled", show_default=True
    ),
    *LEADS,
    click.option(
        "--sure", type=Share(), default="99/100", show_default=True, help="Of weighted."
    ),
    click.option(
        "--together",
        type=Share(),
        help="Of weighted: how far votes hang together; else as audits say.",
    ),
    click.option(
        "--worth",
        type=Share(),
        help="Of weighted: what any evidence is worth; else all.",
    ),
)


def lead_options(command: Command) -> Command:
    """Give a command the numbers of a rule that goes by votes alone."""
    return _with(command, LEADS)


def rule_options(command: Command) -> Command:
    """Give a command all options that name a rule of stopping."""
    return _with(command, RULE)


def _with(command: Command, options: Sequence[Decorator]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def plain_rule(stop: str, given: LeadWish) -> StoppingRule:
    """A rule that goes by votes alone; refuses one that could stop nothing."""
    try:
        return StoppingRule(
            StoppingKind(stop),
            margin=given["lead"],
            minimum=given["least"],
            maximum=given["most"],
        )
    except ValueError as refusal:
        raise click.ClickException(f"{refusal}.") from refusal


def rule_of(given: RuleWish) -> StoppingRule:
    """The rule that was asked for; refuses one that could stop nothing."""
    is_weighed = given["together"] is not None or given["worth"] is not None
    worth = Fraction(1) if given["worth"] is None else given["worth"]
    try:
        return replace(
            plain_rule(given["stop"], given),
            sure=given["sure"],
            calibration=worth if is_weighed else None,
            together=given["together"] or Fraction(0),
        )
    except ValueError as refusal:
        raise click.ClickException(f"{refusal}.") from refusal
