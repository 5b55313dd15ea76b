"""Writes a draw down: whole for auditors, or with tokens for everybody."""

from typing import Any

from jury.domain.sortition.canonical import VERSION, canonical_json
from jury.domain.sortition.commitment import Opening, token
from jury.domain.sortition.merkle_sum import Proof
from jury.domain.sortition.record import DrawRecord, Entry, ListRecord, SegmentRecord

FULL = "full"
PUBLIC = "public"
SUMMONED = "summoned"
SKIPPED = "skipped"
# Until a public beacon joins, whoever runs the court could have made every part.
WEAK = "weak"

Json = dict[str, Any]


def full_transcript(record: DrawRecord) -> Json:
    """Return what lets an auditor check the whole draw: rows, proofs, reasons."""
    return _head(record, FULL) | {
        "token_key": record.token_key.hex(),
        "exclusions": [key.hex() for key in record.exclusions],
        "segments": [
            _full_segment(segment) | _open(segment) | _chance(segment, record)
            for segment in record.segments
        ],
    }


def public_transcript(record: DrawRecord) -> Json:
    """Return what everybody may see: tokens, no row, no proof, no reason."""
    return _head(record, PUBLIC) | {
        "segments": [
            _public_segment(segment, record.token_key)
            | _open(segment)
            | _chance(segment, record)
            for segment in record.segments
        ],
    }


def transcript_bytes(transcript: Json) -> bytes:
    """Return the file of a transcript: the same draw gives the same bytes."""
    return canonical_json(transcript) + b"\n"


def _head(record: DrawRecord, form: str) -> Json:
    return {
        "v": VERSION,
        "form": form,
        "commitment": dict(record.published),
        "commitment_digest": record.digest.hex(),
        "seed": _opening(record.opening),
        "randomness": WEAK,
    }


def _opening(opening: Opening) -> Json:
    if opening.server_seed is None or opening.nonce is None:
        return {"given": opening.seed.hex()}
    return {"server_seed": opening.server_seed.hex(), "nonce": opening.nonce.hex()}


def _counts(segment: SegmentRecord) -> Json:
    return {
        "key": segment.key,
        "seats": segment.seats,
        "summoned": segment.summoned,
        "lanes": segment.lanes,
        "exhausted": segment.is_exhausted,
    }


def _open(segment: SegmentRecord) -> Json:
    if segment.opened is None or segment.opened >= segment.seats:
        return {}
    return {"open": segment.opened}


def _chance(segment: SegmentRecord, record: DrawRecord) -> Json:
    found = segment.chances if record.tells_chances else None
    return {} if found is None else {"chance": found}


def _full_segment(segment: SegmentRecord) -> Json:
    return _counts(segment) | {
        "entries": [_full_entry(entry) for entry in segment.entries],
        "proofs": [_proof(proof) for proof in segment.proofs],
        "list": segment.listed and _list(segment.listed, has_proofs=True),
    }


def _public_segment(segment: SegmentRecord, token_key: bytes) -> Json:
    return _counts(segment) | {
        "entries": [
            {
                "lane": entry.lane,
                "token": token(token_key, entry.key).hex(),
                "outcome": _outcome(entry),
            }
            for entry in segment.entries
        ],
        "list": segment.listed and _list(segment.listed, has_proofs=False),
    }


def _outcome(entry: Entry) -> str:
    return SUMMONED if entry.code is None else SKIPPED


def _full_entry(entry: Entry) -> Json:
    optional = {
        "code": entry.code,
        "list_row": entry.list_row,
        "ref": entry.ref,
    }
    return {
        "lane": entry.lane,
        "row": entry.row,
        "key": entry.key.hex(),
        "outcome": _outcome(entry),
    } | {name: value for name, value in optional.items() if value is not None}


def _list(listed: ListRecord, *, has_proofs: bool) -> Json:
    members: Json = {"size": listed.size, "root": listed.root.hex()}
    if has_proofs:
        members["proofs"] = [_proof(proof) for proof in listed.proofs]
    return members


def _proof(proof: Proof) -> Json:
    return {
        "block": proof.block,
        "keys": proof.keys.hex(),
        "path": [value.hex() for value in proof.path],
    }
