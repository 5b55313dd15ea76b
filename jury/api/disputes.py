"""Escalating disputes, following them, and answering the commitment of a draw."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from flask import Blueprint, Response
from pydantic import Field, RootModel, StringConstraints

from jury.api.answers import Admitted, DisputePage, DisputeShown, DrawShown
from jury.api.fields import SideName, Strict
from jury.api.intake import PLACES, NewDispute
from jury.api.keys import caller, keyed
from jury.api.once import fields_at, once
from jury.api.openapi import describe
from jury.api.requests import read_query, show
from jury.domain.errors import N_, AlreadyDone
from jury.domain.lifecycle import Side
from jury.services.admission.admit import admit_dispute
from jury.services.admission.chat import read_chat
from jury.services.admission.intake import Intake
from jury.services.drawing.empanel import receive_nonce
from jury.services.drawing.transcripts import transcript
from jury.services.reading.outside import list_outside, outside_view
from jury.services.settlement.withdraw import withdraw_dispute

blueprint = Blueprint("api_disputes", __name__)


class RefundSettled(AlreadyDone):
    """Nothing is held any more, so there is nothing to decide over."""

    code = "refund_settled"
    sentence = N_("This refund record is settled already.")


class DisputeQuery(Strict):
    """Which part of the list."""

    after: Annotated[str, StringConstraints(max_length=64)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class Nonce(Strict):
    """The marketplace's own randomness: 16 bytes as 32 hex digits."""

    nonce: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Withdrawal(Strict):
    """Which side withdraws: the one that filed."""

    side: SideName


class TranscriptQuery(Strict):
    """Which draw, of the present round unless another is named."""

    draw_no: Annotated[int, Field(ge=1, le=1000)] = 1
    round_number: Annotated[int, Field(ge=1, le=2)] | None = None


class Transcript(RootModel[dict[str, Any]]):
    """As docs/draw.md writes it."""


def _read(asked: NewDispute) -> Intake:
    if asked.refund.state != "held":
        raise RefundSettled
    with fields_at(PLACES):
        return read_chat(asked.to_intake())


@blueprint.post("/disputes")
@describe(takes=NewDispute, gives=Admitted, status=201, refuses=(409,))
@keyed("disputes:write")
@once(NewDispute, prepare=_read, status=HTTPStatus.CREATED)
def escalate(intake: Intake, *, now: datetime) -> Admitted:
    """Escalate a dispute."""
    with fields_at(PLACES):
        dispute = admit_dispute(intake, actor=caller().actor, now=now)
    return Admitted.of(dispute)


@blueprint.get("/disputes")
@describe(query=DisputeQuery, gives=DisputePage)
@keyed("disputes:read")
def list_disputes() -> Response:
    """List disputes in the order of admission."""
    query = read_query(DisputeQuery)
    items = [
        DisputeShown.of(view) for view in list_outside(query.after, limit=query.limit)
    ]
    is_full = len(items) == query.limit
    return show(DisputePage(items=items, next=items[-1].id if is_full else None))


@blueprint.get("/disputes/<dispute_id>")
@describe(gives=DisputeShown, refuses=(404,))
@keyed("disputes:read")
def show_dispute(dispute_id: str) -> Response:
    """Show where a dispute stands."""
    return show(DisputeShown.of(outside_view(dispute_id)))


def dispute_itself(dispute_id: str) -> str:
    """The dispute that a request is about; raises NotFound."""
    return outside_view(dispute_id).dispute.id


@blueprint.get("/disputes/<dispute_id>/transcript")
@describe(query=TranscriptQuery, gives=Transcript, refuses=(404,))
@keyed("disputes:read")
def show_transcript(dispute_id: str) -> Response:
    """Show how the jury was drawn, for `verify-draw`.

    Before the close that is the commitment and, once drawn, the seed.
    """
    query = read_query(TranscriptQuery)
    found = transcript(
        dispute_id, query.draw_no, is_auditor=False, round_number=query.round_number
    )
    return show(Transcript.model_validate(found))


@blueprint.post("/disputes/<dispute_id>/draw-nonce")
@describe(takes=Nonce, gives=DrawShown, refuses=(404, 409))
@keyed("disputes:write")
@once(Nonce, lock=dispute_itself)
def answer_commitment(asked: Nonce, *, now: datetime, dispute_id: str) -> DrawShown:
    """Answer the commitment of a draw with a nonce."""
    draw = receive_nonce(dispute_id, asked.nonce, actor=caller().actor, now=now)
    return DrawShown.model_validate(DrawShown.of(draw))


@blueprint.post("/disputes/<dispute_id>/withdrawals")
@describe(takes=Withdrawal, gives=DisputeShown, refuses=(404, 409))
@keyed("disputes:write")
@once(Withdrawal, lock=dispute_itself)
def relay_withdrawal(
    asked: Withdrawal, *, now: datetime, dispute_id: str
) -> DisputeShown:
    """Withdraw a dispute for the side that filed it, before any verdict."""
    side = Side(asked.side)
    withdraw_dispute(dispute_id, side, actor=caller().actor, now=now)
    return DisputeShown.of(outside_view(dispute_id))
