"""The audit log: append, unseal, link. What was written is verified in `log_check`.

Every entry's hash covers the entry and the hash before it (as in Haber and
Stornetta 1991); the heads of all chains are linked into a master chain, whose head
goes outside the database. Entries hold opaque ids, codes, amounts and salted
digests only; words stand beside them in `audit_note`, which may be erased.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from jury.domain.case.chains import BEGINNING, LINE, MASTER, digest
from jury.storage.audit import (
    AuditEntry,
    AuditHead,
    AuditNote,
    MasterEntry,
    Tip,
    find_master_head,
    list_unlinked,
    lock_head,
    lock_tip,
)
from jury.storage.base import current_session

Payload = Mapping[str, object]


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


def is_sealed(chain: str) -> bool:
    """Whether a chain is that of a poll or of its ballots."""
    return chain.startswith("poll:")


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
    head = lock_head(chain, beginning=BEGINNING)
    content = dict(payload)
    if note:
        content["note_digest"] = _keep_note(chain, head.seq + 1, note)
    entry = _after(
        Tip(head.seq, head.hash),
        AuditEntry(chain=chain, at=now, actor=actor, action=action, payload=content),
    )
    head.seq, head.hash = entry.seq, entry.hash
    # A sealed poll's head moves with every ballot: linking it would tell the turnout.
    head.unlinked = not is_sealed(chain)
    current_session().add(entry)
    return entry


def next_ballot(
    draw_id: int, payload: Payload, *, actor: str, now: datetime
) -> AuditEntry:
    """The next line of a poll's ballots, to be written together with its ballot.

    Nobody else adds one until this transaction ends, so it is asked for last.
    """
    chain = ballot_chain(draw_id)
    entry = AuditEntry(
        chain=chain, at=now, actor=actor, action="ballot.cast", payload=dict(payload)
    )
    return _after(lock_tip(chain, beginning=BEGINNING), entry)


def _after(tip: Tip, entry: AuditEntry) -> AuditEntry:
    """Put a line behind the newest of its chain."""
    entry.seq, entry.previous = tip.seq + 1, tip.hash
    entry.hash = entry_hash(entry)
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


def unseal(draw_id: int) -> tuple[AuditHead | None, AuditHead | None]:
    """At the close: have a poll's two chains linked from now on; gives their heads."""
    heads = find_head(poll_chain(draw_id)), find_head(ballot_chain(draw_id))
    for head in heads:
        if head is not None:
            head.unlinked = True
    return heads


def link_heads(*, now: datetime, limit: int = 500) -> str:
    """Link the heads that moved into the master chain; returns its head.

    A head that is moving at this moment is left for the next time.
    """
    session = current_session()
    last = find_master_head()
    seq, previous = (last.seq, last.hash) if last else (0, BEGINNING)
    for head in list_unlinked(limit=limit):
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
        entry.hash = previous = master_hash(entry)
        head.unlinked = False
        session.add(entry)
    return previous


def _keep_note(chain: str, seq: int, text: str) -> str:
    salt = secrets.token_hex(16)
    current_session().add(AuditNote(chain=chain, seq=seq, salt=salt, text=text))
    return salted_digest(salt, text)


def salted_digest(salt: str, text: str) -> str:
    """What stands in the log for words that are kept apart."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def entry_hash(entry: AuditEntry) -> str:
    """The hash of a line over everything in it and the line before."""
    return _hash_of(entry, LINE)


def master_hash(entry: MasterEntry) -> str:
    """The hash of a line of the master chain."""
    return _hash_of(entry, MASTER)


def _hash_of(entry: AuditEntry | MasterEntry, parts: Iterable[str]) -> str:
    said = {part: getattr(entry, part) for part in parts}
    return digest({**said, "at": entry.at.isoformat()})
