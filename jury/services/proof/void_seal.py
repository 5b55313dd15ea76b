"""What a void vote leaves in the log: one seal over all of it, which tells no number.

How long its chains are, and whether the second exists at all, would tell the turnout;
so they stay out of the master chain, and only this seal of them is logged.
"""

from collections.abc import Sequence

from jury.domain.case.chains import BEGINNING
from jury.domain.sortition.canonical import canonical_json
from jury.services.proof.audit import ballot_chain, poll_chain, salted_digest
from jury.storage.audit import list_entries
from jury.storage.draws import Draw

VOIDED = "poll.voided"


def seal_of(draw: Draw, receipts: Sequence[str]) -> str:
    """The seal over a void poll's chains and ballots; `receipts` are theirs, sorted."""
    sealed = list_entries(poll_chain(draw.id))
    cast = list_entries(ballot_chain(draw.id))
    content = {
        "sealed_entries": len(sealed),
        "sealed_head": sealed[-1].hash if sealed else BEGINNING,
        "ballots_head": cast[-1].hash if cast else BEGINNING,
        "receipts": list(receipts),
    }
    return salted_digest(draw.void_salt or "", canonical_json(content).decode())
