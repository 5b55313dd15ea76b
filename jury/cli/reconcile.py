"""`flask reconcile`: a day's list of payments from a file, compared with the ledger."""

import json
import sys
from datetime import date
from typing import IO

import click
from pydantic import TypeAdapter, ValidationError

from jury.domain.money.reconciling import SENTENCES, Listed
from jury.services.money.reconcile import reconcile as compare_with_ledger
from jury.services.money.reconciliation_lines import PaymentLine
from jury.storage.transaction import transaction

ONE = TypeAdapter(PaymentLine)


@click.command("reconcile")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--day", required=True, help="Whose payments they are: 2026-03-01.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def reconcile(*, file: IO[str], day: str, as_json: bool) -> None:
    """Compare FILE, a JSON list or one payment a line, with the ledger; - is input.

    Exit 1 when something differs.
    """
    lines = _read(file.read())
    try:
        of = date.fromisoformat(day)
    except ValueError as error:
        raise click.ClickException("--day is no date such as 2026-03-01.") from error
    with transaction() as now:
        run, found = compare_with_ledger(of, lines, actor="operator", now=now)
        count = run.lines
    if as_json:
        click.echo(json.dumps([one.to_json() for one in found], ensure_ascii=False))
    else:
        click.echo(f"{count} payments compared, {len(found)} differences.")
        for one in found:
            told = SENTENCES[one.kind] % one.to_json()
            click.echo(f"{one.reference} ({one.refund}): {told}")
    if found:
        sys.exit(1)


def _read(text: str) -> list[Listed]:
    is_list = text.lstrip().startswith("[")
    try:
        parts = json.loads(text) if is_list else _lines_of(text)
    except ValueError as error:
        raise click.ClickException("This is not JSON.") from error
    found = []
    for number, part in enumerate(parts, start=1):
        try:
            found.append(ONE.validate_python(part).listed())
        except ValidationError as error:
            wrong = error.errors()[0]
            place = ".".join(map(str, wrong["loc"]))
            raise click.ClickException(
                f"Payment {number}: {place}: {wrong['msg']}."
            ) from error
    return found


def _lines_of(text: str) -> list[object]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]
