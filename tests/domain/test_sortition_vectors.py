"""Values that never change: those of docs/draw.md, and the golden transcripts."""

import json
from itertools import islice
from pathlib import Path

import pytest

from jury.domain.sortition import (
    canonical_json,
    commitment_digest,
    exclusions_digest,
    make_seed,
    row_key,
    segment_stream,
    server_seed_hash,
    token,
    verify_transcript,
)
from tests.domain.draws import (
    ACTIVE,
    NONCE,
    SERVER_SEED,
    TOKEN_KEY,
    Setup,
    people,
    segment_of,
)

NORM = (Path(__file__).parents[2] / "docs" / "draw.md").read_text(encoding="utf-8")
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
EXCLUDED = ("juror-7", "juror-8")

VALUES = {
    "a person": row_key("juror-1"),
    "a Chinese name": row_key("张伟"),
    "a composed letter": row_key("\u00e9lodie"),
    "the same letter in two parts": row_key("e\u0301lodie"),
    "nobody": segment_of([]).root,
    "one person": segment_of(people(1)).root,
    "one full block": segment_of(people(32)).root,
    "two blocks": segment_of(people(33)).root,
    "a thousand": segment_of(people(1000)).root,
    "the server seed's hash": server_seed_hash(SERVER_SEED),
    "the seed": make_seed(SERVER_SEED, NONCE),
    "the seed without a nonce": make_seed(SERVER_SEED),
    "the exclusions": exclusions_digest(map(row_key, EXCLUDED), TOKEN_KEY),
    "a token": token(TOKEN_KEY, row_key("juror-1")),
    "the commitment": commitment_digest(Setup(excluded=EXCLUDED).commitment()),
}


@pytest.mark.parametrize("name", VALUES)
def test_the_norm_prints_the_values_that_we_compute(name: str) -> None:
    assert f"`{VALUES[name].hex()}`" in NORM


def test_the_norm_prints_the_canonical_commitment() -> None:
    members = Setup(excluded=EXCLUDED).commitment().as_json()
    assert canonical_json(members).decode() in NORM.splitlines()


def test_the_norm_prints_the_first_lanes() -> None:
    segment = segment_of(people(1000))
    digest = commitment_digest(Setup(excluded=EXCLUDED).commitment())
    stream = segment_stream(digest, make_seed(SERVER_SEED, NONCE), ACTIVE)
    for lane, value in islice(stream.lanes(), 4):
        row = value % 1000
        line = f"| {lane} | `{value:016x}` | {row} | `{segment.key(row).hex()}` |"
        assert line in NORM


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_transcript_verifies_for_ever(path: Path) -> None:
    result = verify_transcript(json.loads(path.read_bytes()))
    assert result.problem is None
    assert path.stat().st_size <= 2048


def test_there_are_golden_transcripts_of_both_forms() -> None:
    forms = {json.loads(path.read_bytes())["form"] for path in GOLDEN}
    assert forms == {"full", "public"}
