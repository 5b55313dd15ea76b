"""`flask keys …`: the master keys, without which no upload can be read."""

import click

from jury.services.keeping import key_rounds
from jury.storage.base import current_settings
from jury.storage.files.master_keys import BadMasterKeys, add_master_key


@click.group("keys")
def keys() -> None:
    """Master keys wrap the keys under which uploads lie. Losing them loses uploads."""


@keys.command("new")
def new() -> None:
    """Write a new master key into the file that MASTER_KEYS names."""
    try:
        path, version = add_master_key(current_settings())
    except BadMasterKeys as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Version {version} stands in {path}: copy the file to a safe place.")
    if version > 1:
        click.echo("Restart the court, then wrap everything with it: `keys rewrap`.")


@keys.command("list")
@click.pass_context
def show(context: click.Context) -> None:
    """Which master keys there are, and how much each wraps; exit 1 when one fails."""
    try:
        found = key_rounds.list_wrappings()
    except BadMasterKeys as refusal:
        raise click.ClickException(str(refusal)) from refusal
    for one in found:
        click.echo(f"{one.version}  {one.disputes} disputes  {one.trouble}".rstrip())
    if any(one.trouble for one in found):
        context.exit(1)


@keys.command("rewrap")
def rewrap() -> None:
    """Wrap the key of every dispute with the newest master key."""
    try:
        count = sum(key_rounds.rewrap())
    except BadMasterKeys as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{count} rewrapped. Older master keys still open older backups.")


@keys.command("seal")
def seal() -> None:
    """Seal the uploads that were kept before uploads were."""
    try:
        count = sum(key_rounds.seal_all())
    except BadMasterKeys as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{count} files sealed.")
