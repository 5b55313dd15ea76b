"""Texts that send their reader to a picture, a profile or a name for a contact.

Nothing in them is personal, so nothing is covered. Whoever checks what jurors will see
is told, to look whether what they point to shows how somebody can be reached.
"""

from jury.redaction import points_elsewhere
from jury.services.screening.texts import readable
from jury.storage.disputes import RedactedText, list_redacted


def list_pointing(dispute_id: str) -> list[RedactedText]:
    """The texts of a dispute, as jurors will read them, that point elsewhere."""
    return [
        row
        for row in list_redacted(dispute_id).values()
        if points_elsewhere(readable(row))
    ]
