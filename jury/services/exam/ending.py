"""A mock dispute made from a closed one is read no longer, and what it held is gone.

Whoever has it in a sitting and has not answered it gets another in its place.
"""

from datetime import datetime

from jury.domain.errors import AlreadyDone
from jury.domain.jurors.mocks import MockEnd, MockState
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import MOCK, finish
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.disputes import Dispute
from jury.storage.jurors.closed_mocks import ClosedMock, find_open_mock, get_closed_mock


def end_mock_of(dispute: Dispute, why: MockEnd, *, actor: str, now: datetime) -> None:
    """End the mock dispute that was made of this one, if there is any."""
    mock = find_open_mock(dispute.id)
    if mock is not None:
        end_mock(mock, why, actor=actor, now=now)


def take_out(mock_id: str, *, reason: str, staff_id: int, now: datetime) -> None:
    """A moderator takes it out; the closed dispute is not offered again."""
    mock = get_closed_mock(mock_id)
    if mock.state != MockState.SERVING.value:
        raise AlreadyDone
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    actor = f"staff:{staff_id}"
    end_mock(mock, MockEnd.TAKEN_OUT, actor=actor, now=now, said=said)


def end_mock(
    mock: ClosedMock, why: MockEnd, *, actor: str, now: datetime, said: str = ""
) -> None:
    """Empty it and say why; a colleague who was to look at it need not any more."""
    mock.state, mock.content = MockState.ENDED.value, {}
    mock.ended_at, mock.ended_by = now, why.value
    finish(
        mock.dispute_id,
        MOCK,
        target=mock.id,
        outcome=why.value,
        staff_id=None,
        now=now,
    )
    told = {"mock": mock.id, "why": why.value}
    audit.record(mock.dispute_id, "mock.ended", told, actor=actor, now=now, note=said)
