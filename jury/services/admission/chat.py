"""The chat log of an intake, read for what must be covered before it is kept."""

from dataclasses import replace

from jury.domain.lifecycle import Side
from jury.services.admission.intake import Intake
from jury.services.screening import texts


def read_chat(intake: Intake) -> Intake:
    """The same intake, its chat log read for what must be covered.

    Asks nothing of the database: a long log takes seconds, and nobody should wait for
    them who only wants to write.
    """
    chat = tuple(
        replace(one, text=texts.clean(one.text, field="chat", most=2000))
        for one in intake.chat
    )
    known = texts.known_from(
        intake.parties[Side.BUYER],
        intake.parties[Side.SELLER],
        numbers=(intake.order_ref, intake.refund_ref),
        parcels=intake.parcel_numbers,
    )
    found = texts.find_in_chat(chat, known)
    return replace(intake, chat=chat, chat_findings=found)
