"""Exhibits of several parts: a PDF by its pages, a film by its stills and renditions.

An exhibit is released as a whole or not at all. What is confirmed of it is one hash
over the hashes of all its parts, and a part is sent only while that still holds.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from jury.domain.errors import N_, NotFound, NotNow
from jury.domain.lives.part_kinds import PartKind
from jury.domain.sortition.canonical import canonical_json
from jury.redaction.pictures import Box
from jury.services.keeping import vault
from jury.storage.base import current_session
from jury.storage.exhibit_parts import (
    ExhibitPart,
    find_part,
    list_parts,
    list_pictures,
)
from jury.storage.exhibits import Exhibit
from jury.storage.files.blobs import content_size
from jury.storage.files.sealing import Unreadable

# More than any file has; an address may name any number.
MOST_PARTS = 1000


@dataclass(frozen=True, kw_only=True)
class NewPart:
    """A part that was made and kept, before any row names it."""

    kind: PartKind
    media_type: str
    width: int
    height: int
    at_ms: int | None = None
    prepared_blob: str | None = None
    shown_blob: str | None = None
    shown_digest: str | None = None

    @property
    def blobs(self) -> tuple[str, ...]:
        """What lies on the disk of it."""
        return tuple(filter(None, (self.prepared_blob, self.shown_blob)))


def put_parts(exhibit: Exhibit, parts: Sequence[NewPart], *, is_shown: bool) -> None:
    """Keep the parts of an exhibit, in order, shown or still to be covered.

    What nobody can cover by hand, a film, is kept only when it is shown.
    """
    for number, part in enumerate(parts, start=1):
        if not is_shown and part.prepared_blob is None:
            continue
        told = vars(part) | {"kind": part.kind.value}
        row = ExhibitPart(exhibit_id=exhibit.id, part_no=number, **told)
        if not is_shown:
            row.shown_blob = row.shown_digest = None
        current_session().add(row)
    current_session().flush()


def show_parts(exhibit: Exhibit) -> None:
    """Let jurors see the parts as they are covered; refuse while one is not."""
    parts = list_parts(exhibit.id)
    if not parts or any(part.shown_blob is None for part in parts):
        raise NotNow(
            N_("Not every page or picture was looked at. Nothing was released.")
        )
    exhibit.shown_digest = digest_of(parts)


def hide_parts(exhibit: Exhibit) -> None:
    """Have every page looked at again; a film that shows more than they is gone."""
    drop_film(exhibit)
    for part in list_parts(exhibit.id):
        part.shown_blob = part.shown_digest = part.checked_at = None


def drop_film(exhibit: Exhibit) -> None:
    """Play no film: what a person covers on its stills is not covered in it."""
    for part in list_parts(exhibit.id):
        if not part.is_picture:
            current_session().delete(part)
    current_session().flush()


def drop_parts(exhibit: Exhibit) -> None:
    """Have all of it made anew."""
    for part in list_parts(exhibit.id):
        current_session().delete(part)
    current_session().flush()


def has_film(exhibit: Exhibit) -> bool:
    """Whether a whole film of it is played, beside its stills."""
    return any(not part.is_picture for part in list_parts(exhibit.id))


def digest_of(parts: Iterable[ExhibitPart]) -> str:
    """One hash over what jurors get of all parts."""
    shown = [[one.part_no, one.kind, one.at_ms, one.shown_digest] for one in parts]
    return hashlib.sha256(canonical_json(shown)).hexdigest()


def may_be_shown(exhibit: Exhibit) -> bool:
    """Whether there is anything of it that can be covered, and then shown."""
    return exhibit.prepared_blob is not None or bool(list_pictures(exhibit.id))


def not_shown_code(exhibit: Exhibit) -> str | None:
    """Why jurors are shown nothing of a file, whatever is on it; None when they can be.

    Such a file waits for a moderator all the same, who tells its side what to send.
    """
    if exhibit.kind == "picture" or list_pictures(exhibit.id):
        return None
    return f"{exhibit.kind}_not_shown"


def get_part(exhibit: Exhibit, part_no: int) -> ExhibitPart:
    """A part of this exhibit; raises NotFound."""
    part = find_part(exhibit.id, part_no) if part_no <= MOST_PARTS else None
    if part is None:
        raise NotFound
    return part


def read_prepared(exhibit: Exhibit, part: ExhibitPart) -> bytes:
    """A part as it was sent: for its side, and for whoever covers it."""
    if part.prepared_blob is None:
        raise NotFound
    return vault.read(exhibit.dispute_id, part.prepared_blob)


def read_shown(exhibit: Exhibit, part: ExhibitPart) -> bytes:
    """A part as jurors get it: exactly what was released, or nothing."""
    if part.shown_blob is None:
        raise NotFound
    content = vault.read(exhibit.dispute_id, part.shown_blob)
    found = hashlib.sha256(content).hexdigest()
    if found != part.shown_digest or not _is_as_released(exhibit):
        raise Unreadable(part.shown_blob)
    return content


def shown_film(exhibit: Exhibit, part: ExhibitPart) -> tuple[int, Iterator[bytes]]:
    """The same of a film, which is never held whole: its size, and its pieces."""
    name = part.shown_blob
    if name is None:
        raise NotFound
    found = _digest_of_film(exhibit.dispute_id, name)
    if found != part.shown_digest or not _is_as_released(exhibit):
        raise Unreadable(name)
    return content_size(name), vault.pieces_of(exhibit.dispute_id, name)


@lru_cache(maxsize=1000)
def _digest_of_film(dispute_id: str, name: str) -> str:
    """A player asks for a film in many parts, and a file that was kept is not changed.

    If it were, what it is sealed with would tell.
    """
    digest = hashlib.sha256()
    for piece in vault.pieces_of(dispute_id, name):
        digest.update(piece)
    return digest.hexdigest()


def _is_as_released(exhibit: Exhibit) -> bool:
    return exhibit.shown_digest in {None, digest_of(list_parts(exhibit.id))}


def boxes_of(exhibit: Exhibit, part_no: int) -> list[dict[str, int]]:
    """The boxes on one part."""
    return [
        {name: box[name] for name in box if name != "part"}
        for box in exhibit.boxes
        if box.get("part") == part_no
    ]


def with_boxes(
    exhibit: Exhibit, part_no: int, boxes: Iterable[Box]
) -> list[dict[str, Any]]:
    """All boxes of an exhibit, those of one part replaced."""
    kept = [box for box in exhibit.boxes if box.get("part") != part_no]
    drawn = [{**asdict(box), "part": part_no} for box in boxes]
    return sorted([*kept, *drawn], key=lambda box: int(box["part"]))
