"""What a check that held tells: what was checked, and what it cannot see."""

from collections.abc import Iterable

import click


def tell_checked(checked: Iterable[str], unchecked: Iterable[str]) -> None:
    """Both lists, each under its heading."""
    for heading, sentences in (("Checked:", checked), ("Not checked:", unchecked)):
        click.echo(heading)
        for sentence in sentences:
            click.echo(f"- {sentence}")
