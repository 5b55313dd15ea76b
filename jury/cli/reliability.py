"""`flask reliability …`: how far jurors' votes stood beside what became final."""

import click

from jury.services.verdict.reliability import count_everything_anew


@click.group("reliability")
def reliability() -> None:
    """Count how far jurors' votes stood."""


@reliability.command("count")
def count() -> None:
    """Count all final disputes anew from their ballots, as the sweeper does nightly."""
    found = count_everything_anew()
    click.echo(f"Counted anew: {found} jurors voted on what is final.")
