"""Texts that point to a picture or a profile, for whoever checks the cover."""

from jury.services.reading.case_views import TextView
from jury.services.reading.casefile import text_view
from jury.services.screening.pointing import list_pointing
from jury.storage.disputes import Dispute
from jury.web.frame import reader_locale


def pointing_texts(dispute: Dispute, side: str = "") -> list[TextView]:
    """What both sides, or this one, wrote that points elsewhere."""
    return [
        text_view(row, reader_locale())
        for row in list_pointing(dispute.id)
        if side in {"", row.side}
    ]
