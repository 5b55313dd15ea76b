"""`redact-text`: documents in, redacted documents out, one line each.

What a line may hold stands in `redaction_lines.py`; a line that cannot be read yields
`{"error"}` in its place, and exit 1 when all are done.
"""

import json
import sys
from collections.abc import Iterator
from io import BufferedReader
from typing import Final, cast

import click

from jury.cli.redaction_lines import LONGEST_LINE, redacted_lines

_AT_ONCE: Final = 65536


@click.command("redact-text")
@click.option(
    "--locale",
    type=click.Choice(["en", "zh-Hans"]),
    default="en",
    show_default=True,
    help="The language of the labels.",
)
def redact_text(locale: str) -> None:
    """Redact documents: one a line on standard input, one JSON line out for each.

    A line that opens with { is JSON: {"text"} or {"messages": [{"sender", "text"}]},
    and optionally "known": {"buyer", "seller", "couriers": [], "numbers": []}, where a
    person is {"names", "nicknames", "phones", "addresses", "emails", "handles"}, each a
    list. Any other line is a text. Lines are UTF-8; offsets are in code points.
    Exit 1 when a line could not be read and was answered with {"error"}.

    \b
      $ echo "Call Li Lei: 139 1234 5678" | flask --app wsgi redact-text
      {"text": "Call ⟨Person 1⟩: ⟨Phone 1⟩", "findings": [...]}
    """
    failed = False
    out = sys.stdout.buffer
    # Standard input is one, though its type promises less.
    source = cast("BufferedReader", sys.stdin.buffer)
    for lines in _lines_at_hand(source):
        for answer in redacted_lines(lines, locale):
            failed = failed or "error" in answer
            out.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        out.flush()
    if failed:
        sys.exit(1)


def _lines_at_hand(source: BufferedReader) -> Iterator[list[bytes]]:
    """The whole lines that wait: one from a person, thousands from a file."""
    rest = b""
    while given := source.read1(_AT_ONCE):
        *lines, rest = (rest + given).split(b"\n")
        # Of a line that is too long to be read no more is kept than tells it.
        rest = rest[: LONGEST_LINE + 1]
        yield lines
    if rest:
        yield [rest]
