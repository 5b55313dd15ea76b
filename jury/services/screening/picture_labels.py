"""Labels of what is written on pictures: the same as in the texts of the dispute.

A telephone number on a parcel label is the one of the chat, and jurors read so beside
the picture. Whom or what a place stands for is made a label code at once, and only
codes are kept.
"""

from collections.abc import Sequence

from jury.domain.lives.part_states import ExhibitState
from jury.redaction import Finding, Pseudonyms
from jury.services.screening.detecting import Spot
from jury.storage.disputes import Dispute
from jury.storage.exhibits import Exhibit
from jury.storage.redactions import find_redaction

_SIDES = ("x", "y", "width", "height", "part")


def label_spots(dispute: Dispute, spots: Sequence[Spot]) -> list[list[str]]:
    """The label codes of each place; the dispute's labels go on."""
    pseudonyms = Pseudonyms(dispute.secret.encode(), dispute.labels)
    codes = [
        [
            pseudonyms.code_for(Finding(one.kind, "", 0, 0, entity))
            for entity in one.entities
        ]
        for one in spots
    ]
    dispute.labels = pseudonyms.dump()
    return codes


def labels_on(exhibit: Exhibit) -> tuple[str, ...]:
    """The codes of what jurors see covered as it was found, each once, in order."""
    is_shown = exhibit.state == ExhibitState.RELEASED.value
    row = find_redaction(exhibit.id) if is_shown else None
    if row is None:
        return ()
    boxes = [[box.get(side) for side in _SIDES] for box in exhibit.boxes]
    return tuple(
        dict.fromkeys(
            code
            for spot in row.findings
            if [spot.get(side) for side in _SIDES] in boxes
            for code in spot.get("labels", ())
        )
    )
