"""Where the parts of a dispute can stand: refund record, exhibit, summons."""

from enum import StrEnum


class RefundState(StrEnum):
    """Where the money of a dispute stands."""

    HELD = "held"
    INSTRUCTED = "instructed"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    WRITTEN_OFF = "written_off"


class ExhibitState(StrEnum):
    """What became of one version of an exhibit."""

    PROPOSED = "proposed"
    FILED = "filed"
    RELEASED = "released"
    WITHHELD = "withheld"
    STRUCK = "struck"
    SUPERSEDED = "superseded"


class SummonsState(StrEnum):
    """What became of the call to one drawn juror."""

    SENT = "sent"
    ACCEPTED = "accepted"
    VOTED = "voted"
    DECLINED = "declined"
    RECUSED = "recused"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REMOVED = "removed"
    RELEASED = "released"
