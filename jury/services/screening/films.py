"""A whole film, where the policy plays it: made beside its stills, or not at all.

The stills are shown whatever comes of the film; a film on which anything is left, or
that took too long, is not played, and its side reads why.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from jury.domain.lives.redacting import RedactionState
from jury.redaction import Known
from jury.services.keeping import vault
from jury.services.screening import detecting
from jury.services.screening.detecting import GoOn, NotSeen
from jury.services.submissions.exhibit_parts import NewPart
from jury.storage.exhibits import Exhibit
from jury.storage.redactions import find_redaction


def work_folder(exhibit_id: str) -> Path:
    """Where a worker of this machine keeps what it made of a film so far."""
    return Path(tempfile.gettempdir()) / f"jury-films-{os.getuid()}" / exhibit_id


def forget_unwanted() -> None:
    """Remove what a crash left of films with which nobody goes on: frames in clear."""
    for work in work_folder("").glob("*"):
        row = find_redaction(work.name)
        # What this court does not know may belong to another one on this machine.
        if row is not None and row.state != RedactionState.WAITING.value:
            shutil.rmtree(work, ignore_errors=True)


def make_film(
    exhibit: Exhibit, known: Known, *, go: GoOn
) -> tuple[tuple[NewPart, ...], str]:
    """The renditions of a film, kept; or none, and why."""
    work = work_folder(exhibit.id)
    work.parent.mkdir(mode=0o700, exist_ok=True)
    work.mkdir(mode=0o700, exist_ok=True)
    pieces = vault.pieces_of(exhibit.dispute_id, exhibit.original_blob)
    made = detecting.film_of(pieces, known, work=work, go=go, sound=exhibit.is_heard)
    # Uncovered frames lie there; only a crash leaves them, for whoever goes on.
    shutil.rmtree(work)
    if isinstance(made, NotSeen):
        return (), made.code
    return tuple(
        NewPart(
            kind=one.kind,
            media_type=one.media_type,
            width=one.width,
            height=one.height,
            shown_blob=vault.keep(exhibit.dispute_id, one.content),
            shown_digest=hashlib.sha256(one.content).hexdigest(),
        )
        for one in made
    ), ""
