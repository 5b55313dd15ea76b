"""What the log says of a ballot, and what it is made of."""

from typing import Any

from jury.domain.case.ballots import seal_of
from jury.services.proof.audit import salted_digest
from jury.storage.polls import Ballot

RECEIPT_LENGTH = 20


def receipt_code(ballot: Ballot) -> str:
    """What stands on the receipt; it does not depend on what was voted."""
    return salted_digest(ballot.salt, ballot.id)[:RECEIPT_LENGTH]


def ballot_seal(ballot: Ballot) -> str:
    """What the log says of a ballot: its receipt, and a digest of all it says.

    It binds what was voted and tells nothing of it while the salt stays in the row; the
    sentence counts by its own digest.
    """
    return seal_of(opened(ballot))


def opened(ballot: Ballot) -> dict[str, Any]:
    """All that a ballot's seal is made of."""
    return {
        "receipt": receipt_code(ballot),
        "id": ballot.id,
        "seat": ballot.seat_id,
        "ballot_no": ballot.ballot_no,
        "choice": ballot.choice,
        "reasons": ballot.reasons,
        "sentence": salted_digest(ballot.salt, ballot.sentence),
        "language": ballot.language,
        "salt": ballot.salt,
    }
