"""Detectors for tests, each a plain function, and what tests ask after them."""

from collections.abc import Sequence

from jury.redaction import Known
from jury.redaction.pictures import Box, cover
from jury.redaction.seen.screening import Written
from jury.services.screening.detecting import NotSeen, Seen, Spot
from jury.storage.base import current_session
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import Exhibit, get_exhibit
from tests.world import BUYER_PHONE

FACE = Spot("face", Box(16, 16, 64, 64))
DOUBT = Spot("handwriting", Box(160, 16, 32, 32))


def sure(content: bytes, known: Known, _written: Sequence[Written] = ()) -> Seen:
    """Finds a face and doubts nothing; it must have been told whom to look for."""
    assert BUYER_PHONE in known.buyer.phones
    return Seen(cover(content, [FACE.box]), (FACE,), ())


def unsure(content: bytes, known: Known, _written: Sequence[Written] = ()) -> Seen:
    return Seen(cover(content, [FACE.box]), (FACE,), (DOUBT,))


def still_there(content: bytes, known: Known, _written: Sequence[Written] = ()) -> Seen:
    return Seen(content, (FACE,), (Spot("still_there", DOUBT.box),))


def lost(content: bytes, known: Known, _written: Sequence[Written] = ()) -> Seen:
    """Can make nothing of a quarter of the picture."""
    return Seen(content, (FACE,), (Spot("hard_to_read", Box(0, 0, 160, 120)),))


def blind(content: bytes, known: Known, _written: Sequence[Written] = ()) -> NotSeen:
    return NotSeen("not_seen_through")


def breaks(content: bytes, known: Known, _written: Sequence[Written] = ()) -> Seen:
    raise RuntimeError("13800138000 broke the reader")


def row_of(dispute: str, exhibit: str) -> Exhibit:
    current_session().rollback()
    return get_exhibit(dispute, exhibit)


def waiting(dispute: str) -> list[str]:
    current_session().rollback()
    return [task.kind for task in list_open_tasks_of(dispute)]
