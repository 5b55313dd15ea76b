"""`redact-text`: documents in, redacted documents out, one line each.

What a line may hold stands in `redaction_lines.py`; a line that cannot be read yields
`{"error"}` in its place, and exit 1 when all are done.
"""

import json
import sys

import click

from jury.cli.redaction_lines import BadLine, redacted_line


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
    and optionally "known". Any other line is a text. Offsets are in code points.
    """
    failed = False
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        try:
            answer = redacted_line(line, locale)
        except BadLine as refusal:
            failed = True
            answer = {"error": str(refusal)}
        out.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        out.flush()
    if failed:
        sys.exit(1)
