"""`redact-image`: one picture in, the same picture covered out.

Exit 3 and no file when the picture is withheld; what was done is one line of JSON.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from jury.cli.covered_file import (
    leave_no_out,
    refuse_out,
    withheld_sentence,
    written_to,
)
from jury.redaction.pictures import Box, Limits, cover
from jury.redaction.seen.pages import one_beneath_the_other, redact_pdf
from jury.redaction.seen.screening import (
    PATIENT_SECONDS,
    RedactedPicture,
    Withheld,
    redact_picture,
)
from jury.redaction.sniffing import sniff_kind

_WITHHELD = 3


@click.command("redact-image")
@click.argument(
    "source",
    metavar="IN",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.argument(
    "target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
def redact_image(source: Path, target: Path, *, as_json: bool) -> None:
    """Cover what is personal in the picture IN and write it to OUT.

    Boxes are [x, y, width, height] in pixels of OUT, which is upright and holds
    pixels alone: a PNG when IN is one, otherwise a JPEG. The pages of a PDF become
    one PNG, each beneath the last. What is in review is covered too: what could hardly
    be read, and what was found again on the covered picture. Exit 3: withheld, and
    no OUT, nor one of before.
    """
    refuse_out(source, target)
    answer = _redacted(_as_far_as_taken(source))
    if isinstance(answer, RedactedPicture):
        with written_to(target) as out:
            out.write_bytes(answer.content)
    else:
        leave_no_out(target)
    click.echo(json.dumps(_told(answer)) if as_json else _sentence(answer))
    if isinstance(answer, Withheld):
        sys.exit(_WITHHELD)


def _as_far_as_taken(source: Path) -> bytes:
    """A byte more than is taken tells that a file is too large."""
    with source.open("rb") as given:
        return given.read(Limits().max_bytes + 1)


def _redacted(content: bytes) -> RedactedPicture | Withheld:
    if sniff_kind(content) != "pdf":
        seen = redact_picture(content, seconds=PATIENT_SECONDS)
        return seen if isinstance(seen, Withheld) else with_doubts_covered(seen)
    pages = redact_pdf(content, seconds=PATIENT_SECONDS)
    return (
        pages
        if isinstance(pages, Withheld)
        else with_doubts_covered(one_beneath_the_other(pages))
    )


def with_doubts_covered(seen: RedactedPicture) -> RedactedPicture:
    """What is doubted is covered, as the court does until somebody has looked."""
    if not seen.review:
        return seen
    boxes = [Box(*spot.box) for spot in seen.review]
    return replace(seen, content=cover(seen.content, boxes))


def _told(answer: RedactedPicture | Withheld) -> dict[str, object]:
    if isinstance(answer, Withheld):
        return {
            "withheld": answer.code,
            "width": None,
            "height": None,
            "findings": [],
            "review": [],
        }
    return {
        "withheld": None,
        "width": answer.width,
        "height": answer.height,
        "findings": [
            {"kind": spot.kind, "box": list(spot.box)} for spot in answer.findings
        ],
        "review": [
            {"reason": spot.kind, "box": list(spot.box)} for spot in answer.review
        ],
    }


def _sentence(answer: RedactedPicture | Withheld) -> str:
    if isinstance(answer, Withheld):
        return withheld_sentence(answer.code)
    return (
        f"{answer.width} x {answer.height}: {len(answer.findings)} covered, "
        f"{len(answer.review)} for a person to look at."
    )
