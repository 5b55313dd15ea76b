"""A repeated request changes nothing: the first answer is kept with the change.

The row that claims a key is written first, inside the transaction of the change. A
second request with the same key waits at that row; when the first commits it finds
the answer, when the first is refused it takes the key itself. So only answers of
requests that changed something are kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from jury.domain.errors import N_, Invalid
from jury.storage.base import current_session, insert_new
from jury.storage.people import IdempotentAnswer

KEPT = timedelta(days=30)
UNANSWERED = 0


class KeyUsedDifferently(Invalid):
    """The Idempotency-Key came with another request before."""

    code = "idempotency_key_reused"
    sentence = N_("This Idempotency-Key was used with another request. Take a new key.")


@dataclass(frozen=True)
class Claim:
    """One request as its key names it; `digest` tells it from others."""

    key_id: int
    idempotency_key: str
    digest: str


@dataclass(frozen=True)
class Answer:
    """What was answered, byte for byte."""

    status: int
    body: str
    is_repeat: bool = False


def claim_key(claim: Claim, *, now: datetime) -> Answer | None:
    """Claim a key, or give the answer that was kept under it.

    Raises KeyUsedDifferently when the key came with another request before.
    """
    claimed = current_session().scalar(
        insert_new(IdempotentAnswer)
        .values(
            key_id=claim.key_id,
            idempotency_key=claim.idempotency_key,
            request_digest=claim.digest,
            status=UNANSWERED,
            body="",
            created_at=now,
        )
        .on_conflict_do_nothing()
        .returning(IdempotentAnswer.key_id)
    )
    return _kept(claim) if claimed is None else None


def keep_answer(claim: Claim, answer: Answer) -> None:
    """Keep what a claimed request is answered."""
    current_session().execute(
        update(IdempotentAnswer)
        .where(
            IdempotentAnswer.key_id == claim.key_id,
            IdempotentAnswer.idempotency_key == claim.idempotency_key,
        )
        .values(status=answer.status, body=answer.body)
    )


def has_answer(key_id: int, idempotency_key: str) -> bool:
    """Whether something was answered under this key."""
    names = (key_id, idempotency_key)
    return current_session().get(IdempotentAnswer, names) is not None


def find_answer(claim: Claim) -> Answer:
    """The answer that is there under a key; raises KeyUsedDifferently."""
    return _kept(claim)


def forget_old(*, now: datetime) -> None:
    """Remove answers that no program repeats its request for any more."""
    current_session().execute(
        delete(IdempotentAnswer).where(IdempotentAnswer.created_at < now - KEPT)
    )


def _kept(claim: Claim) -> Answer:
    row = current_session().get_one(
        IdempotentAnswer, (claim.key_id, claim.idempotency_key), populate_existing=True
    )
    if row.request_digest != claim.digest:
        raise KeyUsedDifferently({})
    return Answer(row.status, row.body, is_repeat=True)
