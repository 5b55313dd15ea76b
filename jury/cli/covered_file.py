"""OUT of `redact-image` and `redact-video`: refused before a look, written whole.

What was OUT before is gone when the file is withheld, lest it be taken for the answer;
what is no plain file (`/dev/stdout`, a pipe) is written to and never removed.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

WITHHELD_BECAUSE: Final = {
    "animated": "it moves; redact-video takes films",
    "busy": "too many pictures are being decoded; try again",
    "encrypted": "it asks for a password",
    "heic_needs_extra": "HEIC needs `make heic`",
    "needs_extra": "what sees is not installed: `make media`",
    "not_a_film": "no film, damaged, or of another kind",
    "not_a_pdf": "no PDF, or damaged",
    "not_a_picture": "no JPEG, PNG, WebP, HEIC or PDF, or damaged",
    "not_seen_through": "looking at it took too long or broke",
    "other_picture": "a picture of another kind than JPEG, PNG, WebP and HEIC",
    "too_hard": "it took too much time or memory",
    "too_large": "the file is too large",
    "too_long": "the film is too long",
    "too_many_pages": "it has too many pages",
    "too_many_pixels": "it has too many pixels",
    "truncated": "it ends too early",
}


def refuse_out(source: Path, target: Path) -> None:
    """Refuse an OUT that is IN, or that cannot be written; raises BadParameter."""
    if target.exists() and target.samefile(source):
        raise click.BadParameter("It is IN, which would be lost.", param_hint="OUT")
    if target.exists() and not target.is_file():
        return
    folder = target.resolve().parent
    if not folder.is_dir():
        raise click.BadParameter(f"There is no folder {folder}.", param_hint="OUT")
    if not os.access(folder, os.W_OK):
        raise click.BadParameter(f"{folder} is read-only.", param_hint="OUT")


@contextmanager
def written_to(target: Path) -> Iterator[Path]:
    """A path to write to, which becomes OUT when all went well.

    Raises ClickException with a sentence when it cannot be written.
    """
    whole = target.resolve()
    unfinished = whole.with_name(f".redacted-{os.getpid()}")
    is_plain = whole.is_file() or not whole.exists()
    try:
        yield unfinished if is_plain else whole
        if is_plain:
            unfinished.replace(whole)
    except OSError as error:
        raise click.ClickException(
            f"{target} cannot be written: {error.strerror}."
        ) from error
    finally:
        if is_plain:
            unfinished.unlink(missing_ok=True)


def move_out(made: Path, target: Path) -> None:
    """What was made elsewhere becomes OUT, on another disk too."""
    with written_to(target) as out:
        shutil.copyfile(made, out)


def leave_no_out(target: Path) -> None:
    """The file is withheld: an OUT of before would be taken for its covered form."""
    if target.is_file():
        target.unlink()


def withheld_sentence(code: str) -> str:
    """What somebody at a terminal reads of a file that is withheld."""
    return f"Withheld: {code} ({WITHHELD_BECAUSE[code]}). Nothing was written."
