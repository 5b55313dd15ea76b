"""Which rules a dispute would be tried under and why, and whether the rules hold.

`explain-policy`, `policies` and `check-policies` read the files as the court does, and
tell an operator what a change of these files would do to the next dispute. Running
disputes keep the rules they began with.
"""

from pathlib import Path

import click

from jury.cli.in_force import in_force, with_calibration
from jury.cli.policy_terms import ballot_of, terms_of
from jury.domain.errors import DisputeError, Invalid
from jury.domain.law.choosing import Considered
from jury.domain.law.fields import LawInvalid
from jury.domain.law.matches import Matches, Miss
from jury.domain.law.rollout import Trial
from jury.domain.law.whole import Law
from jury.services.law.lawbook import SHIPPED, lawbook, load_law

_MISSES = {
    Miss.CATEGORY: "it is for other categories",
    Miss.REASON: "it is for other reasons",
    Miss.CURRENCY: "it names no amounts in this currency",
    Miss.AMOUNT: "the amount lies outside its bounds",
}


@click.command("explain-policy")
@click.option("--category", default="other", show_default=True, help="Of the goods.")
@click.option("--reason", required=True, help="A reason's code, such as counterfeit.")
@click.option(
    "--amount",
    type=click.IntRange(min=1),
    required=True,
    help="What is asked, in minor units.",
)
@click.option("--currency", default="CNY", show_default=True, help="ISO 4217.")
@click.option(
    "--reference",
    help="The refund record's, which decides whether the dispute is in a rollout.",
)
@click.option("--language", type=click.Choice(["en", "zh-Hans"]), default="en")
def explain_policy(
    *,
    category: str,
    reason: str,
    amount: int,
    currency: str,
    reference: str | None,
    language: str,
) -> None:
    """Say which policy applies to a dispute, and why it and no other."""
    law = in_force(_law())
    try:
        rules, considered = law.rules_for(
            category=category,
            reason=reason,
            amount_minor=amount,
            currency=currency,
            reference=reference,
        )
        rules = with_calibration(rules)
        ballot = ballot_of(rules, amount=amount, currency=currency, language=language)
    except Invalid as refusal:
        known = ", ".join(law.reasons)
        raise click.ClickException(f"{refusal} Known reasons: {known}.") from refusal
    except DisputeError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{rules.policy.name}, version {rules.policy.version}, applies.")
    for one in considered:
        click.echo(f"  {one.name}: {_why(one)}")
    click.echo("")
    for line in (*terms_of(rules.policy), *ballot):
        click.echo(line)


@click.command("policies")
def policies() -> None:
    """List the policies, what each applies to, and its main terms."""
    for policy in in_force(_law()).policies:
        click.echo(f"{policy.name}, version {policy.version}: {policy.title.en}")
        click.echo(f"  applies to {_scope(policy.matches)}")
        for line in terms_of(policy):
            click.echo(f"  {line}")


@click.command("check-policies")
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=SHIPPED,
)
def check_policies(folder: Path) -> None:
    """Read the rules in FOLDER as the court does at its start, and name what is wrong.

    Without FOLDER those of this court.
    """
    law = _law(folder)
    click.echo(
        f"The rules hold: {len(law.policies)} policies, {len(law.reasons)} reasons, "
        f"{len(law.rungs)} remedies."
    )


def _law(folder: Path = SHIPPED) -> Law:
    try:
        return lawbook() if folder == SHIPPED else load_law(folder)
    except LawInvalid as invalid:
        raise click.ClickException(invalid.report) from invalid


def _why(one: Considered) -> str:
    if one.trial is not None and one.trial.policy != one.name:
        return f"applies to what is not in the rollout of {one.trial.policy}"
    if one.misses:
        return "does not match: " + "; ".join(_MISSES[miss] for miss in one.misses)
    named = [
        part
        for part, is_named in zip(
            ("the reason", "the category", "the amount"), one.specificity, strict=True
        )
        if is_named
    ]
    names = f"names {' and '.join(named)}" if named else "applies to everything"
    is_first = one.chosen or one.trial is not None
    return (
        f"matches and {names}"
        + (": the most specific" if is_first else ", but a more specific one matches")
        + _number(one.trial)
    )


def _number(trial: Trial | None) -> str:
    if trial is None:
        return ""
    meant = "it is" if trial.is_in else "it is not"
    return (
        f"; rolled out to the numbers below {trial.rollout} of 100, and with the "
        f"number {trial.place} {meant} in"
    )


def _scope(matches: Matches) -> str:
    parts = []
    if matches.categories:
        parts.append("categories " + ", ".join(matches.categories))
    if matches.reasons:
        parts.append("reasons " + ", ".join(matches.reasons))
    parts += [
        f"{band.currency} above {band.above}"
        + ("" if band.up_to is None else f" up to {band.up_to}")
        for band in matches.bands
    ]
    return "; ".join(parts) or "everything"
