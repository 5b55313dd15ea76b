"""Rosters: segments in an order nobody chooses, roots, pages and proofs."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.sortition import (
    PAGE_ROWS,
    EpochSegment,
    PageTree,
    Proof,
    RosterRefused,
    build_segment,
    epoch_digest,
    key_in_page,
    root_of,
    row_key,
    row_keys,
)
from tests.domain import stranger
from tests.domain.draws import people, segment_of

KEYS = st.sets(st.binary(min_size=16, max_size=16), max_size=200)
# Around every place where the tree changes its shape, and some more.
SIZES = [1, 2, 31, 32, 33, 63, 64, 65, 96, 97, 1023, 1024, 1025, 2048, 2049, 5000]


@given(KEYS)
def test_the_order_of_the_people_never_changes_the_root(keys: set[bytes]) -> None:
    up = build_segment(sorted(keys))
    down = build_segment(sorted(keys, reverse=True))
    assert up == down
    assert up.keys == b"".join(sorted(keys))


def test_keys_that_share_their_first_half_are_ordered_by_the_second() -> None:
    keys = [bytes(8) + number.to_bytes(8, "big") for number in range(500)]
    assert build_segment(keys[::-1]).keys == b"".join(keys)


@pytest.mark.parametrize("size", SIZES)
def test_a_root_is_what_the_norm_says(size: int) -> None:
    keys = sorted(map(stranger.key_of, people(size)))
    assert segment_of(people(size)).root == stranger.tree(keys)[0]


@pytest.mark.parametrize("size", SIZES)
def test_every_row_is_proven_from_its_page_alone(size: int) -> None:
    segment = segment_of(people(size))
    pages = list(segment.each_page())
    tree = PageTree(segment.page_hashes, size=size)
    for row in {0, 1, 31, 32, size // 2, size - 2, size - 1} & set(range(size)):
        page = pages[row // PAGE_ROWS]
        proof = tree.proof(row, page)
        assert root_of(proof, size=size) == segment.root
        assert list(proof.path) == stranger.path(
            [segment.key(at) for at in range(size)], proof.block
        )
        assert key_in_page(page, row) == segment.key(row)


CHANGES: dict[str, Callable[[Proof], Proof]] = {
    "another block": lambda proof: replace(proof, block=proof.block + 1),
    "a block beyond the end": lambda proof: replace(proof, block=99),
    "a block before the start": lambda proof: replace(proof, block=-1),
    "a key changed": lambda proof: replace(proof, keys=b"!" + proof.keys[1:]),
    "a key less": lambda proof: replace(proof, keys=proof.keys[16:]),
    "a key more": lambda proof: replace(proof, keys=proof.keys + bytes(16)),
    "a path cut short": lambda proof: replace(proof, path=proof.path[:-1]),
    "a path too long": lambda proof: replace(proof, path=(*proof.path, bytes(32))),
    "a path turned round": lambda proof: replace(proof, path=proof.path[::-1]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_proof_that_was_changed_leads_elsewhere(change: str) -> None:
    segment = segment_of(people(1025))
    (proof,) = segment.pages().prove([40])
    assert root_of(CHANGES[change](proof), size=1025) != segment.root


@pytest.mark.parametrize("size", [1, 1024, 1026, 2**40])
def test_a_proof_holds_for_the_committed_size_only(size: int) -> None:
    segment = segment_of(people(1025))
    (proof,) = segment.pages().prove([40])
    assert root_of(proof, size=size) != segment.root


def test_a_page_that_was_not_committed_proves_nothing() -> None:
    segment = segment_of(people(1025))
    with pytest.raises(ValueError, match="Page 0"):
        segment.pages().tree.proof(3, segment.page(1))


def test_page_hashes_must_fit_the_size() -> None:
    segment = segment_of(people(1025))
    with pytest.raises(ValueError, match="one hash for each page"):
        PageTree(segment.page_hashes, size=1024)


@pytest.mark.parametrize(
    "keys",
    [
        [row_key("a"), row_key("b"), row_key("a")],
        [b"short"],
        b"not a multiple",
        np.zeros((3, 15), np.uint8),
        np.zeros((3, 16), np.int64),
        np.zeros(16, np.uint8),
    ],
    ids=["twice", "short", "odd bytes", "narrow", "wide numbers", "flat"],
)
def test_what_is_no_roster_is_refused(keys: list[bytes]) -> None:
    with pytest.raises(RosterRefused):
        build_segment(keys)


def test_keys_come_as_a_list_an_array_or_packed() -> None:
    listed = [row_key(person) for person in people(70)]
    packed = b"".join(listed)
    assert build_segment(listed) == build_segment(packed)
    assert build_segment(listed) == build_segment(row_keys(people(70)))


def test_an_epoch_is_the_same_in_any_order_of_its_segments() -> None:
    first = EpochSegment("en/*/active", bytes(32), 5)
    second = EpochSegment("zh-Hans/*/active", bytes(32), 7)
    digest = epoch_digest([first, second])
    assert digest == epoch_digest([second, first])
    assert digest != epoch_digest([first, replace(second, size=8)])
