"""Committing the roster: who could be drawn, promised before anybody is.

An epoch is written in batches and counts from the moment that its digest stands in
the audit log. It holds row keys alone; whether somebody may sit is judged later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, insert, select

from jury.domain.jurors.strata import (
    MANY_JURIES,
    Axis,
    balances_of,
    kinds_in,
    mostly_buys,
    stratum_keys,
)
from jury.domain.sortition.epoch import EpochSegment, epoch_digest, epoch_json
from jury.domain.sortition.merkle_sum import KEY_BYTES, PAGE_ROWS
from jury.domain.sortition.rows import Segment, build_segment
from jury.services.law.adoption import law_in_force
from jury.services.law.lawbook import lawbook
from jury.services.proof import audit
from jury.storage.base import current_session
from jury.storage.roster import (
    Juror,
    JurorImport,
    JurorRecord,
    RosterEpoch,
    RosterPage,
    RosterSegment,
    find_last_epoch,
    list_experienced,
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
    """Whether a day has passed since the last epoch, or it lacks what is new.

    That is an import, or a list of people by whom a policy has come to balance panels.
    """
    session = current_session()
    activated = session.scalar(select(func.max(JurorImport.activated_at)))
    if activated is None:
        return False
    last = find_last_epoch()
    if last is None or last.begun_at < activated or last.begun_at <= now - EVERY:
        return True
    balances = _balances()
    return bool(balances) and _lacks_a_balance(last.id, balances)


def _balances() -> list[tuple[Axis, ...]]:
    law = law_in_force(lawbook())
    return balances_of(policy.panel for policy in law.policies)


def _lacks_a_balance(epoch_id: int, balances: list[tuple[Axis, ...]]) -> bool:
    """Whether somebody on the epoch stands on no list of a balance."""
    listed = {segment.key for segment in list_segments(epoch_id)}
    return any(
        listed.isdisjoint(stratum_keys(whole, balance))
        for whole in listed
        if not kinds_in(whole)
        for balance in balances
    )


def commit_epoch(*, actor: str) -> int:
    """Commit the roster as it now is; returns the epoch's id.

    Makes its own transactions. Readers see no epoch before it is whole.
    """
    with transaction() as now:
        epoch = RosterEpoch(begun_at=now)
        current_session().add(epoch)
        current_session().flush()
        epoch_id = epoch.id
    for key, segment in _build_segments():
        _keep_segment(epoch_id, key, segment)
    with transaction() as now:
        _commit(epoch_id, actor=actor, now=now)
    return epoch_id


def _build_segments() -> Iterator[tuple[str, Segment]]:
    """Everybody by language, and each kind of people that a policy balances by."""
    balances = _balances()
    for language, kept in _read_roster(with_kinds=bool(balances)).items():
        whole = segment_key(language)
        keys = np.frombuffer(kept.keys, np.uint8).reshape(-1, KEY_BYTES)
        yield whole, build_segment(keys)
        for balance in balances:
            of_kind = kept.places(balance)
            for place, key in enumerate(stratum_keys(whole, balance)):
                chosen = keys[of_kind == place]
                if len(chosen):
                    yield key, build_segment(chosen)


@dataclass
class _Kept:
    """The row keys of one language in the order they were read, and of what kind."""

    keys: bytearray = field(default_factory=bytearray)
    kinds: dict[Axis, bytearray] = field(
        default_factory=lambda: {axis: bytearray() for axis in Axis}
    )

    def places(self, balance: Sequence[Axis]) -> NDArray[np.uint8]:
        """For each row the place of its list among those of `stratum_keys`."""
        found = np.zeros(len(self.keys) // KEY_BYTES, np.uint8)
        for axis in balance:
            found = 2 * found + np.frombuffer(self.kinds[axis], np.uint8)
        return found


def _read_roster(*, with_kinds: bool) -> dict[str, _Kept]:
    """Everybody who may be called, by language."""
    query = (
        select(
            JurorRecord.language,
            Juror.row_key,
            JurorRecord.juror_id,
            JurorRecord.trades_as_buyer,
            JurorRecord.trades_as_seller,
        )
        .join(Juror, Juror.id == JurorRecord.juror_id)
        .where(
            JurorRecord.enrolled.is_(True),
            Juror.paused_at.is_(None),
            is_current(JurorRecord.juror_id, JurorRecord.import_id, as_of=None),
        )
        .execution_options(yield_per=_ROWS_A_READ)
    )
    found: dict[str, _Kept] = {}
    with snapshot():
        served = list_experienced(MANY_JURIES) if with_kinds else frozenset()
        for language, key, juror_id, bought, sold in current_session().execute(query):
            kept = found.setdefault(language, _Kept())
            kept.keys += key
            if with_kinds:
                # In the order of KINDS: who mostly buys and who is new come first.
                buys = mostly_buys(bought, sold, key)
                kept.kinds[Axis.TRADE].append(not buys)
                kept.kinds[Axis.EXPERIENCE].append(juror_id in served)
    return found


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
