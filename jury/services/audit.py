"""The audit log: append, join, link, verify.

Every entry's hash covers the entry and the hash before it (as in Haber and
Stornetta 1991); the heads of all chains are linked into a master chain, whose head
goes outside the database. Entries hold opaque ids, codes, amounts and salted
digests only; words stand beside them in `audit_note`, which may be erased.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from jury.domain.sortition.canonical import canonical_json
from jury.storage.audit import (
    AuditEntry,
    AuditHead,
    AuditNote,
    MasterEntry,
    find_master_head,
    list_entries,
)
from jury.storage.base import current_session

BEGINNING = "0" * 64
Payload = Mapping[str, object]


@dataclass(frozen=True)
class LogReport:
    """What `verify_log` found; `faults` is empty when all holds."""

    entries: int
    chains: int
    head: str
    faults: tuple[str, ...]


def dispute_chain(dispute_id: str) -> str:
    """The name of a dispute's chain."""
    return f"dispute:{dispute_id}"


def poll_chain(draw_id: int) -> str:
    """The name of the sealed chain of one poll."""
    return f"poll:{draw_id}"


def ballot_chain(draw_id: int) -> str:
    """The name of the sealed chain of one poll's ballots.

    Apart from the summonses, so that the order of both together tells nobody whose
    ballot is whose.
    """
    return f"{poll_chain(draw_id)}:ballots"


def append(
    chain: str,
    action: str,
    payload: Payload,
    *,
    actor: str,
    now: datetime,
    note: str = "",
) -> AuditEntry:
    """Add one line to a chain; `note` is kept apart and only its digest is logged."""
    session = current_session()
    head = session.get(AuditHead, chain, with_for_update=True)
    if head is None:
        head = AuditHead(chain=chain, seq=0, hash=BEGINNING, unlinked=True)
        session.add(head)
    content = dict(payload)
    if note:
        content["note_digest"] = _keep_note(chain, head.seq + 1, note)
    entry = AuditEntry(
        chain=chain,
        seq=head.seq + 1,
        at=now,
        actor=actor,
        action=action,
        payload=content,
        previous=head.hash,
        hash="",
    )
    entry.hash = _entry_hash(entry)
    head.seq, head.hash, head.unlinked = entry.seq, entry.hash, True
    session.add(entry)
    return entry


def record(
    dispute_id: str,
    action: str,
    payload: Payload,
    *,
    actor: str,
    now: datetime,
    note: str = "",
) -> AuditEntry:
    """Add one line to a dispute's chain."""
    chain = dispute_chain(dispute_id)
    return append(chain, action, payload, actor=actor, now=now, note=note)


def find_head(chain: str) -> AuditHead | None:
    """The newest line of a chain."""
    return current_session().get(AuditHead, chain)


def link_heads(*, now: datetime, limit: int = 500) -> str:
    """Link the heads that moved into the master chain; returns its head."""
    session = current_session()
    last = find_master_head()
    seq, previous = (last.seq, last.hash) if last else (0, BEGINNING)
    query = select(AuditHead).where(AuditHead.unlinked.is_(True))
    # A sealed poll's head moves with every ballot: linking it would tell the turnout.
    query = query.where(AuditHead.chain.not_like("poll:%"))
    for head in session.scalars(query.order_by(AuditHead.chain).limit(limit)):
        seq += 1
        entry = MasterEntry(
            seq=seq,
            at=now,
            chain=head.chain,
            chain_seq=head.seq,
            chain_hash=head.hash,
            previous=previous,
            hash="",
        )
        entry.hash = previous = _master_hash(entry)
        head.unlinked = False
        session.add(entry)
    return previous


def verify_log(head: str | None = None) -> LogReport:
    """Recompute every chain and the master chain.

    `head` is a master head that was kept outside the database: it must still
    stand in the master chain, or the tail was cut or everything recomputed.
    """
    faults: list[str] = []
    session = current_session()
    kept = {row.chain: row for row in session.scalars(select(AuditHead))}
    chains = set(session.scalars(select(AuditEntry.chain).distinct())) | set(kept)
    hashes: dict[str, dict[int, str]] = {}
    for chain in sorted(chains):
        hashes[chain] = _verify_chain(chain, kept.get(chain), faults)
    last = _verify_master(hashes, head, faults)
    total = sum(len(entries) for entries in hashes.values())
    return LogReport(total, len(hashes), last, tuple(faults))


def _verify_chain(
    chain: str, head: AuditHead | None, faults: list[str]
) -> dict[int, str]:
    previous, hashes = BEGINNING, {}
    for number, entry in enumerate(list_entries(chain), start=1):
        if entry.seq != number:
            faults.append(f"{chain}: entry {number} is missing")
        if entry.previous != previous or entry.hash != _entry_hash(entry):
            faults.append(f"{chain}: entry {entry.seq} does not match its hash")
        hashes[entry.seq] = previous = entry.hash
    if head is None or (head.seq, head.hash) != (len(hashes), previous):
        faults.append(f"{chain}: its head names another last entry")
    return hashes


def _verify_master(
    hashes: Mapping[str, Mapping[int, str]], kept_head: str | None, faults: list[str]
) -> str:
    previous, seen = BEGINNING, {BEGINNING}
    query = select(MasterEntry).order_by(MasterEntry.seq)
    for number, entry in enumerate(current_session().scalars(query), start=1):
        if entry.seq != number:
            faults.append(f"master: entry {number} is missing")
        if entry.previous != previous or entry.hash != _master_hash(entry):
            faults.append(f"master: entry {entry.seq} does not match its hash")
        if hashes.get(entry.chain, {}).get(entry.chain_seq) != entry.chain_hash:
            faults.append(f"{entry.chain}: entry {entry.chain_seq} was changed or cut")
        previous = entry.hash
        seen.add(previous)
    if kept_head is not None and kept_head not in seen:
        faults.append("master: the head kept outside is not in this chain")
    return previous


def _keep_note(chain: str, seq: int, text: str) -> str:
    salt = secrets.token_hex(16)
    current_session().add(AuditNote(chain=chain, seq=seq, salt=salt, text=text))
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def _digest(value: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _entry_hash(entry: AuditEntry) -> str:
    return _digest(
        {
            "chain": entry.chain,
            "seq": entry.seq,
            "at": entry.at.isoformat(),
            "actor": entry.actor,
            "action": entry.action,
            "payload": entry.payload,
            "previous": entry.previous,
        }
    )


def _master_hash(entry: MasterEntry) -> str:
    return _digest(
        {
            "seq": entry.seq,
            "at": entry.at.isoformat(),
            "chain": entry.chain,
            "chain_seq": entry.chain_seq,
            "chain_hash": entry.chain_hash,
            "previous": entry.previous,
        }
    )
