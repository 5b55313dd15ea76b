"""SCREENING: a side asks to have a place shown that was covered for mere doubt."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jury.domain.errors import N_, Invalid, NotFound, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.part_states import ExhibitState
from jury.services import audit
from jury.services.disclose import OPEN
from jury.services.stages import require
from jury.services.submit import refuse_late
from jury.services.wishes import Wish, list_open_wishes, make_wish, wish_of
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.redactions import Redaction, find_redaction

Doubt = Mapping[str, Any]


def doubts_of(exhibit: Exhibit) -> dict[int, Doubt]:
    """The doubted places of a picture by their number among its boxes.

    None once a person has drawn the boxes anew.
    """
    row = find_redaction(exhibit.id)
    if row is None or not are_proposed(exhibit.boxes, row):
        return {}
    return dict(enumerate(row.review, start=len(row.findings) + 1))


def are_proposed(boxes: Sequence[Mapping[str, int]], row: Redaction) -> bool:
    """Whether these are the very boxes that machines proposed, none moved or added."""
    sides = ("x", "y", "width", "height")
    proposed = [
        {side: spot[side] for side in sides} for spot in (*row.findings, *row.review)
    ]
    return list(boxes) == proposed


def asked_to_show(exhibit: Exhibit) -> Sequence[int]:
    """The places that somebody looks at already, because its side asked."""
    wishes = map(wish_of, list_open_wishes(exhibit.dispute_id, exhibit.id))
    return [int(wish.passage) for wish in wishes if wish.is_uncover]


def ask_uncover(
    dispute_id: str, side: Side, *, target: str, place: str, now: datetime
) -> None:
    """Ask a moderator to show a place of one's own picture."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    if dispute.stage == Stage.SCREENING.value:
        refuse_late(dispute, now=now)
    exhibit = get_exhibit(dispute.id, target)
    if exhibit.side != side.value:
        raise NotFound
    if exhibit.state != ExhibitState.RELEASED.value:
        raise NotNow(N_("Jurors do not see this. There is nothing to show."))
    if place not in map(str, doubts_of(exhibit)):
        raise Invalid({"passage": N_("There is no such place.")})
    wish = Wish(side, exhibit.id, place, is_text=False, is_uncover=True)
    task = make_wish(dispute, wish, now=now)
    told = {"side": side.value, "exhibit": exhibit.id, "task": task.id}
    audit.record(dispute.id, "uncover.asked", told, actor=f"party:{side}", now=now)
