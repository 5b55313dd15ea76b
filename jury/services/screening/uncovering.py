"""SCREENING: a side asks to have a place or words shown that were covered on doubt."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jury.domain.errors import N_, Invalid, NotFound, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.part_states import ExhibitState
from jury.services.proof import audit
from jury.services.screening.disclose import OPEN
from jury.services.screening.guessed import marks_of
from jury.services.screening.wishes import Wish, list_open_wishes, make_wish, wish_of
from jury.services.stages import require
from jury.services.submissions.submit import refuse_late
from jury.storage.disputes import Dispute, RedactedText, get_dispute, list_redacted
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.redactions import find_redaction

Doubt = Mapping[str, Any]


def doubts_of(exhibit: Exhibit) -> dict[str, Doubt]:
    """The doubted places of a picture by their number among its boxes.

    Of several pages each number comes after its page's: "2.3". There are none on a
    picture or page on which a person has drawn the boxes anew.
    """
    row = find_redaction(exhibit.id)
    if row is None:
        return {}
    parts = {spot.get("part") for spot in (*row.findings, *row.review)}
    found: dict[str, Doubt] = {}
    for part in sorted(parts, key=lambda part: part or 0):
        boxes, findings, review = (
            [one for one in given if one.get("part") == part]
            for given in (exhibit.boxes, row.findings, row.review)
        )
        if are_proposed(boxes, [*findings, *review]):
            numbered = enumerate(review, start=len(findings) + 1)
            found |= {place_of(no, part): one for no, one in numbered}
    return found


def are_proposed(
    boxes: Sequence[Mapping[str, int]], spots: Sequence[Mapping[str, Any]]
) -> bool:
    """Whether these are the very boxes that machines proposed, none moved or added."""
    sides = ("x", "y", "width", "height")
    return [[one[side] for side in sides] for one in boxes] == [
        [one[side] for side in sides] for one in spots
    ]


def place_of(number: int, part: int | None) -> str:
    """What a place is called among those of all pages."""
    return str(number) if part is None else f"{part}.{number}"


def asked_to_show(exhibit: Exhibit) -> Sequence[str]:
    """The places that somebody looks at already, because its side asked."""
    wishes = map(wish_of, list_open_wishes(exhibit.dispute_id, exhibit.id))
    return [wish.passage for wish in wishes if wish.is_uncover]


def ask_uncover(
    dispute_id: str, side: Side, *, target: str, place: str, now: datetime
) -> None:
    """Ask a moderator to show a place of one's own picture, or a mark of one's text."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    if dispute.stage == Stage.SCREENING.value:
        refuse_late(dispute, now=now)
    row = list_redacted(dispute.id).get(target)
    if row is None:
        _refuse_picture(dispute, side, target, place=place)
    else:
        _refuse_words(dispute, side, row, code=place)
    wish = Wish(side, target, place, is_text=row is not None, is_uncover=True)
    task = make_wish(dispute, wish, now=now)
    subject, about = ("words", "source") if row else ("uncover", "exhibit")
    told = {"side": side.value, about: target, "task": task.id}
    actor = f"party:{side}"
    audit.record(dispute.id, f"{subject}.asked", told, actor=actor, now=now)


def _refuse_picture(dispute: Dispute, side: Side, target: str, *, place: str) -> None:
    exhibit = get_exhibit(dispute.id, target)
    if exhibit.side != side.value:
        raise NotFound
    if exhibit.state != ExhibitState.RELEASED.value:
        raise NotNow(N_("Jurors do not see this. There is nothing to show."))
    if place not in doubts_of(exhibit):
        raise Invalid({"passage": N_("There is no such place.")})


def _refuse_words(
    dispute: Dispute, side: Side, row: RedactedText, *, code: str
) -> None:
    if row.side != side.value:
        raise NotFound
    if code not in marks_of(dispute, row):
        raise Invalid({"passage": N_("There is no such place.")})
