"""`flask backup` and `flask restore`: a court in one file, and out of it."""

import sys
from pathlib import Path

import click

from jury import clock
from jury.services.keeping.backup import back_up
from jury.services.keeping.restore import restore as bring_back
from jury.storage.files.archive import BLOBS, BadArchive, Manifest

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write the whole court into FILE, which only its owner may read.

    It may run beside a busy court. Exit 1 without a FILE when it cannot be written,
    and with one when a file that the database names is missing.
    """
    try:
        manifest = back_up(file, now=clock.real_now())
    except BadArchive as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{file}: {_in_short(manifest)}")
    click.echo(
        "The master keys are not in it. Without them no upload in it can be seen: "
        "keep them elsewhere."
    )
    for name in manifest.missing:
        click.echo(f"{name} is named by the database and is not there.", err=True)
    if manifest.missing:
        sys.exit(1)


@click.command("restore")
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Make an empty court the one in FILE; exit 1 and no change when refused."""
    try:
        manifest = bring_back(file)
    except BadArchive as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Restored: {_in_short(manifest)}")
    click.echo("Whether its master keys are here: `flask --app wsgi keys list`.")
    click.echo(
        "Events go on after that position: a program that has worked off later ones "
        "begins there again."
    )


def _in_short(manifest: Manifest) -> str:
    blobs = sum(name.startswith(BLOBS) for name in manifest.files)
    return (
        f"made at {manifest.made_at} by Jury {manifest.version}, migration "
        f"{manifest.migration}, {blobs} uploads, events up to {manifest.last_position}."
    )
