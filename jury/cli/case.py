"""`flask export-case` and `flask verify`: a whole dispute in a file, and its check."""

import sys
from pathlib import Path

import click

from jury.cli.json_files import read_object
from jury.cli.told import tell_checked
from jury.domain.case import verify_case
from jury.domain.errors import DisputeError
from jury.services.proof.case_export import case_bytes, export_case
from jury.storage.transaction import transaction


@click.command("export-case")
@click.argument("dispute")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path)
)
def export(dispute: str, output: Path) -> None:
    """Write a closed dispute into a file for `verify`; the log tells of it."""
    try:
        with transaction(lock=dispute) as now:
            found = export_case(dispute, actor="operator", now=now)
    except DisputeError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    try:
        output.write_bytes(case_bytes(found))
    except OSError as error:
        why = error.strerror or "there can be no such file"
        raise click.ClickException(f"Cannot write {output}: {why}.") from error


@click.command("verify")
@click.argument("case_bundle")
def verify(case_bundle: str) -> None:
    """Check a dispute that was exported, offline; exit 1 with what does not hold."""
    report = verify_case(read_object(case_bundle, "file of a dispute"))
    for fault in report.faults:
        click.echo(fault)
    if report.faults:
        sys.exit(1)
    click.echo("The dispute holds.")
    tell_checked(report.checked, report.unchecked)
