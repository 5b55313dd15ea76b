"""How fast the lot is: committing rosters, drawing, proving. No database takes part."""

import json
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from time import process_time

import numpy as np

from bench.measure import ROUNDS, Figure, interleaved, seconds
from jury.domain.sortition import (
    Commitment,
    CommittedSegment,
    Segment,
    build_segment,
    draw_rows,
    exclusions_digest,
    full_transcript,
    make_draw,
    open_seed,
    public_transcript,
    root_of,
    segment_stream,
    server_seed_hash,
    transcript_bytes,
    verify_transcript,
)

SEATS = 17
DIGEST = bytes(32)
MILLION = 1_000_000
_REPEATS = 50


def figures() -> Iterator[Figure]:
    """Measure everything, the roster of ten million last."""
    small, large = _roster(10_000), _roster(MILLION)
    yield from _draws(small, large)
    yield from _proofs(large)
    yield from _commitments()


def _roster(rows: int) -> Segment:
    keys = np.random.default_rng(rows).integers(0, 256, (rows, 16), dtype=np.uint8)
    return build_segment(keys)


def _excluding(segment: Segment, excluded: int) -> Callable[[], float]:
    """Return what measures a draw, the mean of many, each with its own seed."""
    shuffled = np.random.default_rng(1).permutation(segment.size)[:excluded]
    barred = frozenset(segment.key(int(row)) for row in shuffled)
    seeds = count()

    def draw() -> None:
        for _ in range(_REPEATS):
            stream = segment_stream(DIGEST, next(seeds).to_bytes(32, "big"), "*/*/*")
            draw_rows(stream, segment, seats=SEATS, excluded=barred)

    return lambda: seconds(draw) / _REPEATS * 1e6


def _draws(small: Segment, large: Segment) -> Iterator[Figure]:
    chance, shares = np.random.default_rng(2), np.full(MILLION, 1 / (MILLION - 200))
    shares[:200] = 0

    def choice() -> float:
        taken = seconds(lambda: chance.choice(MILLION, SEATS, replace=False, p=shares))
        return taken * 1e6

    ours, numpys = interleaved(_excluding(large, 200), choice)
    yield Figure(
        name="17 of 1,000,000, 200 excluded, against numpy's choice",
        ours=ours,
        unit="us",
        yardstick=numpys,
        at_most=0.05,
    )
    yield _a_second(large)
    ours, fewer = interleaved(
        _excluding(large, MILLION // 2), _excluding(small, 10_000 // 2)
    )
    yield Figure(
        name="17 of 1,000,000, half eligible, against 10,000",
        ours=ours,
        unit="us",
        yardstick=fewer,
        at_most=1.5,
    )
    for share in (100, 1000):
        yield _hardly_anybody(large, share)


def _a_second(segment: Segment, at_least: int = 40_000) -> Figure:
    """How many draws one core makes in a second of its own time."""
    draw = _excluding(segment, 200)

    def taken() -> float:
        began = process_time()
        draw()
        return process_time() - began

    return Figure(
        name=f"17 of {segment.size:,}, 200 excluded, draws a core and second",
        ours=_REPEATS / min(taken() for _ in range(20)),
        unit="draws/s",
        at_least=at_least,
    )


def _hardly_anybody(segment: Segment, share: int) -> Figure:
    shuffled = np.random.default_rng(3).permutation(segment.size)
    barred = frozenset(
        segment.key(int(row)) for row in shuffled[segment.size // share :]
    )
    stream = segment_stream(DIGEST, DIGEST, "*/*/*")
    return Figure(
        name=f"17 of 1,000,000, one in {share} eligible",
        ours=seconds(lambda: draw_rows(stream, segment, seats=SEATS, excluded=barred)),
        unit="s",
        at_most=1,
    )


def _proofs(segment: Segment) -> Iterator[Figure]:
    pages = segment.pages()
    rows = np.random.default_rng(4).integers(0, segment.size, _REPEATS)
    proofs = pages.prove(int(row) for row in rows)

    def check() -> None:
        for proof in proofs:
            assert root_of(proof, size=segment.size) == segment.root

    times = [seconds(check) / len(proofs) * 1e3 for _ in range(ROUNDS)]
    yield Figure(
        name="checking a proof among 1,000,000",
        ours=statistics.median(times),
        unit="ms",
        at_most=1,
    )
    for form, transcript in _transcripts(segment):
        yield Figure(
            name=f"checking a {form} transcript of 17 of 1,000,000, CPU",
            ours=min(_checked(transcript) for _ in range(20)),
            unit="ms",
            at_most=1,
        )


def _transcripts(segment: Segment) -> Iterator[tuple[str, dict[str, object]]]:
    """One draw in both forms; the full one proves every row that a lane names."""
    commitment = Commitment(
        dispute="d-1",
        round_number=1,
        draw_no=1,
        seats=SEATS,
        segments=(CommittedSegment("*/*/*", segment.root, segment.size, SEATS),),
        exclusions=exclusions_digest((), DIGEST),
        server_seed_hash=server_seed_hash(DIGEST),
    )
    record = make_draw(
        commitment,
        open_seed(DIGEST, bytes(16)),
        segments=(segment,),
        excluded=frozenset(),
        token_key=DIGEST,
    )
    for form, write in (("full", full_transcript), ("public", public_transcript)):
        yield form, json.loads(transcript_bytes(write(record)))


def _checked(transcript: dict[str, object]) -> float:
    began = process_time()
    assert verify_transcript(transcript).holds
    return (process_time() - began) * 1e3


def _commitments() -> Iterator[Figure]:
    for rows, is_sorted, limit in (
        (MILLION, False, 1.0),
        (MILLION, True, 0.5),
        (10 * MILLION, True, 1.5),
    ):
        keys = np.random.default_rng(5).integers(0, 256, (rows, 16), dtype=np.uint8)
        given = build_segment(keys).keys if is_sorted else keys
        order = "in order" if is_sorted else "in any order"
        yield Figure(
            name=f"committing {rows:,} rows that come {order}",
            ours=min(seconds(partial(build_segment, given)) for _ in range(3)),
            unit="s",
            at_most=limit,
        )
        if rows == 10 * MILLION:
            yield _a_second(build_segment(given), at_least=15_000)
