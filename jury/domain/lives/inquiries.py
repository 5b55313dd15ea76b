"""What jurors asked a side for while they sat, as a table; meanwhile the poll waits."""

from enum import StrEnum

from jury.domain.errors import N_
from jury.domain.lives.tables import Row, Table, Who


class InquiryState(StrEnum):
    """Where a question of the jury to one side stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    SHOWN = "shown"
    UNANSWERED = "unanswered"
    DROPPED = "dropped"


INQUIRY = Table(
    "question of the jury",
    (
        Row(
            InquiryState.ASKED,
            "answer",
            Who.PARTY,
            N_("once, in words, with evidence or both"),
            InquiryState.ANSWERED,
        ),
        Row(
            InquiryState.ASKED,
            "lapse",
            Who.SWEEP,
            N_("the time to answer has passed; the vote goes on, and jurors are told"),
            InquiryState.UNANSWERED,
        ),
        Row(
            InquiryState.ANSWERED,
            "show",
            Who.SWEEP,
            N_(
                "what it brings is covered and looked over; "
                "what is not by then is withheld"
            ),
            InquiryState.SHOWN,
        ),
        *(
            Row(
                state,
                "drop",
                Who.SWEEP,
                N_("the sides ended the dispute, or the vote is void"),
                InquiryState.DROPPED,
            )
            for state in (InquiryState.ASKED, InquiryState.ANSWERED)
        ),
    ),
)
