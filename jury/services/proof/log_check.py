"""`verify-log`: whether the audit log still says what was written, and it is true.

Chains are computed again, the words beside them and the master chain are compared,
and what polls and verdicts say in their own tables is held against the log. What is
sealed in an open poll is verified too, but neither counted nor told in numbers: that
would tell the turnout.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from jury.domain.case.chains import BEGINNING
from jury.domain.sortition.canonical import NotCanonical
from jury.services.proof.audit import entry_hash, master_hash, salted_digest
from jury.services.proof.poll_check import chains_of_secret_polls, faults_of_polls
from jury.services.proof.rules_seal import faults_of_rules
from jury.services.proof.sealed_check import sealed_fault
from jury.services.proof.shadow_check import faults_of_staff_decisions
from jury.storage.audit import (
    HEADS_FILE,
    AuditEntry,
    AuditNote,
    Line,
    list_heads_without_entries,
    stream_lines,
    stream_master,
)
from jury.storage.base import current_settings
from jury.storage.snapshot import snapshot


@dataclass(frozen=True)
class LogReport:
    """What `verify_log` found; `faults` is empty when all holds."""

    entries: int
    chains: int
    head: str
    faults: tuple[str, ...]


def heads_kept_outside() -> tuple[str, ...] | None:
    """The master heads that sweeps wrote beside the database; None without a file.

    Read them before the log: a head that is written meanwhile would be missing in it.
    """
    path = current_settings().data_dir / HEADS_FILE
    if not path.exists():
        return None
    return tuple(line.split()[-1] for line in path.read_text().splitlines() if line)


@snapshot()
def verify_log(kept_heads: Sequence[str] = ()) -> LogReport:
    """Recompute every chain and the master chain, and compare what they speak of.

    `kept_heads` are master heads that were kept outside the database: every one must
    still stand in the master chain, or the tail was cut or everything recomputed.
    """
    secret = chains_of_secret_polls()
    faults: list[str] = []
    entries = chains = 0
    for chain, lines in groupby(stream_lines(), key=lambda line: line.entry.chain):
        count, found = _verify_chain(chain, lines)
        if chain in secret:
            faults += [sealed_fault(secret[chain])] if found else []
        else:
            faults += found
            entries, chains = entries + count, chains + 1
    for chain in list_heads_without_entries():
        if chain in secret:
            faults.append(sealed_fault(secret[chain]))
        else:
            faults.append(f"{chain}: nothing is left of it but its head")
    last, found = _verify_master(kept_heads)
    faults += [*found, *faults_of_rules(), *faults_of_polls()]
    faults += faults_of_staff_decisions()
    return LogReport(entries, chains, last, tuple(dict.fromkeys(faults)))


def _verify_chain(chain: str, lines: Iterable[Line]) -> tuple[int, list[str]]:
    """How many entries a chain has, and what is wrong with them."""
    faults: list[str] = []
    count, seq, previous, head = 0, 0, BEGINNING, None
    for line in lines:
        entry, head = line.entry, line.head
        if entry.seq != seq + 1:
            faults.append(f"{chain}: an entry before {entry.seq} is missing")
        if entry.previous != previous or not _is_whole(entry):
            faults.append(f"{chain}: entry {entry.seq} does not match its hash")
        if line.note is not None and not _is_what_was_said(entry, line.note):
            faults.append(f"{chain}: the words beside entry {entry.seq} were changed")
        count, seq, previous = count + 1, entry.seq, entry.hash
    if head is None or (head.seq, head.hash) != (seq, previous):
        faults.append(f"{chain}: its head names another last entry")
    return count, faults


def _is_whole(entry: AuditEntry) -> bool:
    try:
        return entry.hash == entry_hash(entry)
    except NotCanonical:
        return False


def _is_what_was_said(entry: AuditEntry, note: AuditNote) -> bool:
    """Words that are left must be those of the entry; words may be gone."""
    said = entry.payload.get("note_digest")
    return bool(said == salted_digest(note.salt, note.text))


def _verify_master(kept_heads: Sequence[str]) -> tuple[str, list[str]]:
    """The head of the master chain, and what is wrong with it."""
    faults: list[str] = []
    seq, previous, unseen = 0, BEGINNING, set(kept_heads) - {BEGINNING}
    for entry, found in stream_master():
        if entry.seq != seq + 1:
            faults.append(f"master: an entry before {entry.seq} is missing")
        if entry.previous != previous or entry.hash != master_hash(entry):
            faults.append(f"master: entry {entry.seq} does not match its hash")
        if found != entry.chain_hash:
            faults.append(f"{entry.chain}: entry {entry.chain_seq} was changed or cut")
        seq, previous = entry.seq, entry.hash
        unseen.discard(previous)
    if unseen:
        count = f"{len(unseen)} of {len(set(kept_heads))}"
        faults.append(f"master: {count} heads kept outside are not in this chain")
    return previous, faults
