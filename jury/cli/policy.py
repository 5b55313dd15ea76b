"""Which rules a dispute would be tried under and why, and whether the rules hold.

`explain-policy`, `policies` and `check-policies` read the files as the court does, and
tell an operator what a change of these files would do to the next dispute. Running
disputes keep the rules they began with.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from jury.cli.in_force import in_force, with_calibration
from jury.domain.choosing import Considered
from jury.domain.errors import DisputeError, Invalid
from jury.domain.evidence import Video
from jury.domain.fields import LawInvalid
from jury.domain.law import Law, Rules
from jury.domain.matches import Matches, Miss
from jury.domain.policy import Policy, Route, Silence
from jury.domain.rollout import Trial
from jury.domain.stopping import StoppingKind
from jury.services.lawbook import SHIPPED, lawbook, load_law

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
        ballot = _ballot(rules, amount=amount, currency=currency, language=language)
    except Invalid as refusal:
        known = ", ".join(law.reasons)
        raise click.ClickException(f"{refusal} Known reasons: {known}.") from refusal
    except DisputeError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{rules.policy.name}, version {rules.policy.version}, applies.")
    for one in considered:
        click.echo(f"  {one.name}: {_why(one)}")
    click.echo("")
    for line in (*_terms(rules.policy), *ballot):
        click.echo(line)


@click.command("policies")
def policies() -> None:
    """List the policies, what each applies to, and its main terms."""
    for policy in in_force(_law()).policies:
        click.echo(f"{policy.name}, version {policy.version}: {policy.title.en}")
        click.echo(f"  applies to {_scope(policy.matches)}")
        for line in _terms(policy):
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


def _terms(policy: Policy) -> tuple[str, ...]:
    windows = policy.windows
    stages = f"submissions {windows.submissions_hours} h, screening "
    stages += f"{windows.screening_hours} h, "
    if policy.route is Route.JURY:
        stages += f"hearing {windows.hearing_hours} h, "
    quorum = policy.quorum
    return (
        f"decided by {policy.route}, {policy.effect}; seats {policy.seats}, "
        f"quorum {quorum}, rule {policy.verdict.kind}",
        f"{stages}verdict final after {windows.pronounced_hours} h",
        *_stopping(policy),
        *_exceptions(policy),
    )


def _stopping(policy: Policy) -> Iterator[str]:
    """When a jury's vote closes before its time."""
    if policy.route not in {Route.JURY, Route.RULE}:
        return
    rule = policy.stopping
    if rule.kind is StoppingKind.FIXED:
        yield "stop fixed: no vote closes before every seat has voted"
        return
    settled = "once no ballot still out can change the outcome"
    if rule.kind is StoppingKind.SETTLED:
        yield f"stop settled: the vote closes early {settled}"
        return
    most = f", or at {rule.maximum}" if rule.maximum is not None else ""
    enough = f"the outcome leads by {rule.margin} at both its boundaries"
    if rule.weighs:
        enough = (
            f"the evidence for the outcome reaches {rule.sure}, worth "
            f"{rule.calibration} of what it claims by {rule.audited} audited disputes"
            f"{f' ({rule.measured})' if rule.measured else ''},"
        )
    elif rule.kind is StoppingKind.WEIGHTED:
        enough = f"(not calibrated by audits yet) {enough}"
    yield (
        f"stop {rule.kind}: the vote closes early once {enough} "
        f"with at least {rule.minimum} deciding "
        f"ballots{most}, and {settled}; seats open a few at a time, "
        f"every {policy.pace.opening_minutes} minutes; on appeal: settled"
    )


def _exceptions(policy: Policy) -> Iterator[str]:
    """What may decide before a jury does, or binds it, and how more time is had."""
    if policy.fallback:
        yield (
            f"rolled out to {policy.rollout} % of the disputes; the others fall under "
            f"{policy.fallback}"
        )
    hours = policy.windows.extension_on_request_hours
    if hours:
        yield f"each side may ask once for {hours} h more"
    if policy.silence is Silence.DEFAULT:
        final = policy.windows.default_pronounced_hours
        yield f"silence: decided by default, final after {final} h"
    for rule in policy.rules:
        yield f"rule {rule.code}: {rule.award}. {rule.says.en}"
    for more in policy.compensation:
        most = ", ".join(f"{minor} {currency}" for currency, minor in more.most)
        yield (
            f"compensation {more.code}: {more.times} times the price from the "
            f"seller's deposit, at most {most}. {more.says.en}"
        )
    if policy.advance.most:
        most = ", ".join(f"{minor} {code}" for code, minor in policy.advance.most)
        yield (
            f"advance: at {policy.advance.when}, at most {most}, to buyers of credit "
            f"{policy.advance.credit} and {policy.advance.trades} purchases"
        )
    yield from _kept_back(policy)
    for floor in policy.floors:
        least = floor.award or f"{floor.percent} % of the price"
        yield f"floor {floor.code}: no less than {least}. {floor.says.en}"


def _kept_back(policy: Policy) -> Iterator[str]:
    """What of the order jurors are not shown, field by field as the file has it."""
    if policy.evidence.video is Video.PLAYED:
        yield "a video: played without sound, and as pictures of its key moments"
    if not policy.shown.is_whole:
        kept = policy.shown.to_json()
        how = ", ".join(f"{one} {kept[one]}" for one in kept if one != "bounds")
        yield f"of the order jurors see: {how}"


def _ballot(
    rules: Rules, *, amount: int, currency: str, language: str
) -> tuple[str, ...]:
    """Show the ladder as it would be if the amount were price, held and asked."""
    offered = rules.offered(
        price_minor=amount,
        freight_minor=0,
        held_minor=amount,
        asked_minor=amount,
        currency=currency,
    )
    return (
        "the ballot, if that is the price, all of it is held and nothing is freight:",
        *(
            f"  {place}. {rules.rung(rung.code).title.for_locale(language)}: "
            f"{rung.buyer_minor} to the buyer, {rung.seller_minor} to the seller"
            for place, rung in enumerate(offered)
        ),
    )
