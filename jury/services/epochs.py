"""Committing the roster: who could be drawn, promised before anybody is.

An epoch is written in batches and counts from the moment that its digest stands in
the audit log. It holds row keys alone; whether somebody may sit is judged later.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select

from jury.domain.sortition.epoch import EpochSegment, epoch_digest, epoch_json
from jury.domain.sortition.merkle_sum import PAGE_ROWS
from jury.domain.sortition.rows import Segment, build_segment
from jury.services import audit
from jury.storage.base import current_session
from jury.storage.roster import (
    Juror,
    JurorImport,
    JurorRecord,
    RosterEpoch,
    RosterPage,
    RosterSegment,
    list_segments,
)
from jury.storage.roster.people import is_current
from jury.storage.snapshot import snapshot
from jury.storage.transaction import transaction

CHAIN = "roster"
EVERY = timedelta(days=1)
_PAGES_A_BATCH = 64
_ROWS_A_READ = 10_000


def segment_key(language: str) -> str:
    """The key of the list of everybody who reads a language."""
    return f"{language}/*/active"


def is_epoch_due(now: datetime) -> bool:
    """Whether a day has passed since the last epoch, or an import came after it."""
    session = current_session()
    committed = select(func.max(RosterEpoch.begun_at)).where(
        RosterEpoch.committed_at.is_not(None)
    )
    last = session.scalar(committed)
    activated = session.scalar(select(func.max(JurorImport.activated_at)))
    if activated is None:
        return False
    return last is None or last < activated or last <= now - EVERY


def commit_epoch(*, actor: str) -> int:
    """Commit the roster as it now is; returns the epoch's id.

    Makes its own transactions. Readers see no epoch before it is whole.
    """
    with transaction() as now:
        epoch = RosterEpoch(begun_at=now)
        current_session().add(epoch)
        current_session().flush()
        epoch_id = epoch.id
    for key, segment in _build_segments().items():
        _keep_segment(epoch_id, key, segment)
    with transaction() as now:
        _commit(epoch_id, actor=actor, now=now)
    return epoch_id


def _build_segments() -> Mapping[str, Segment]:
    query = (
        select(JurorRecord.language, Juror.row_key)
        .join(Juror, Juror.id == JurorRecord.juror_id)
        .where(
            JurorRecord.enrolled.is_(True),
            Juror.paused_at.is_(None),
            is_current(JurorRecord.juror_id, JurorRecord.import_id, as_of=None),
        )
        .execution_options(yield_per=_ROWS_A_READ)
    )
    keys: dict[str, bytearray] = {}
    with snapshot():
        for language, row_key in current_session().execute(query):
            keys.setdefault(language, bytearray()).extend(row_key)
    return {
        segment_key(language): build_segment(bytes(keys.pop(language)))
        for language in sorted(keys)
    }


def _keep_segment(epoch_id: int, key: str, segment: Segment) -> None:
    session = current_session()
    with transaction():
        row = RosterSegment(
            epoch_id=epoch_id,
            key=key,
            root=segment.root,
            size=segment.size,
            page_hashes=segment.page_hashes,
        )
        session.add(row)
        session.flush()
        segment_id = row.id
    count = -(-segment.size // PAGE_ROWS)
    for first in range(0, count, _PAGES_A_BATCH):
        with transaction():
            session.execute(
                insert(RosterPage),
                [
                    {"segment_id": segment_id, "page_no": no, "keys": segment.page(no)}
                    for no in range(first, min(first + _PAGES_A_BATCH, count))
                ],
            )


def _commit(epoch_id: int, *, actor: str, now: datetime) -> None:
    epoch = current_session().get_one(RosterEpoch, epoch_id)
    segments = [
        EpochSegment(row.key, row.root, row.size) for row in list_segments(epoch_id)
    ]
    epoch.committed_at = now
    epoch.digest = epoch_digest(segments).hex()
    audit.append(
        CHAIN,
        "roster.committed",
        {"epoch": epoch_id, "digest": epoch.digest} | epoch_json(segments),
        actor=actor,
        now=now,
    )
