"""Whether draws are what the log says they were: a part of `verify-log`.

What was promised, the seed, and the seats of each list, which follow from both; and
that as many were called as the clock had opened seats.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jury.domain.sortition.canonical import NotCanonical
from jury.domain.sortition.commitment import (
    Commitment,
    commitment_digest,
    seats_by_segment,
)
from jury.services.drawing.opened import is_called_as_opened
from jury.services.proof.audit import dispute_chain
from jury.storage.audit import list_entries
from jury.storage.disputes import get_dispute
from jury.storage.draws import Draw

COMMITTED, DRAWN = "panel.committed", "panel.drawn"
Payload = Mapping[str, Any]


def faults_of_lots(dispute_id: str, draws: list[Draw]) -> Iterator[str]:
    """What the log says of the lots of a dispute, and is not so."""
    chain = dispute_chain(dispute_id)
    promised, drawn = _by_draw(chain, COMMITTED), _by_draw(chain, DRAWN)
    for draw in draws:
        key = draw.round_number, draw.draw_no
        name = f"{chain}: draw {draw.draw_no} of round {draw.round_number}"
        if not _is_as_promised(draw, promised.get(key, {})):
            yield f"{name} is not what was promised"
        elif draw.seed != drawn.get(key, {}).get("seed"):
            yield f"{name} has another seed than was told"
        elif draw.seed is not None and not _are_seats_by_lot(draw, draw.seed):
            yield f"{name} gives its lists other seats than the lot did"
        elif not is_called_as_opened(get_dispute(dispute_id), draw):
            yield f"{name} called fewer people than it had seats open"


def _by_draw(chain: str, action: str) -> dict[tuple[object, object], Payload]:
    told = (entry.payload for entry in list_entries(chain, action))
    return {(one.get("round_number"), one.get("draw_no")): one for one in told}


def _is_as_promised(draw: Draw, told: Payload) -> bool:
    try:
        digest = commitment_digest(draw.commitment).hex()
    except NotCanonical:
        return False
    return digest == draw.commitment_digest == told.get("digest")


def _are_seats_by_lot(draw: Draw, seed: str) -> bool:
    commitment = Commitment.from_json(draw.commitment)
    digest = bytes.fromhex(draw.commitment_digest)
    seats = seats_by_segment(commitment, digest, bytes.fromhex(seed))
    keys = [segment.key for segment in commitment.segments]
    kept = [(one.segment, one.seats) for one in draw.strata]
    return kept == list(zip(keys, seats, strict=True))
