"""A file in pieces: whatever is sent, what the court has is one beginning of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Invalid
from jury.domain.uploading import (
    MOST_BYTES,
    PIECE_BYTES,
    WrongOffset,
    next_piece,
    refuse_piece,
    refuse_size,
)

SIZES = st.integers(1, 5 * PIECE_BYTES)


@given(size=SIZES, tried=st.lists(st.integers(0, 5), max_size=20))
def test_pieces_that_repeat_or_skip_are_refused_with_where_the_next_begins(
    size: int, tried: list[int]
) -> None:
    received = 0
    for number in tried:
        begins = number * PIECE_BYTES
        if begins == received and received < size:
            refuse_piece(size, received, begins=begins)
            received += next_piece(size, received)
            continue
        with pytest.raises(WrongOffset) as refused:
            refuse_piece(size, received, begins=begins)
        assert refused.value.received == received
    assert received <= size


@given(size=SIZES)
def test_as_many_pieces_as_fit_are_the_whole_file(size: int) -> None:
    received = pieces = 0
    while received < size:
        length = next_piece(size, received)
        assert 0 < length <= PIECE_BYTES
        received, pieces = received + length, pieces + 1
    assert (received, pieces) == (size, -(-size // PIECE_BYTES))


@pytest.mark.parametrize("size", [0, MOST_BYTES + 1])
def test_what_is_nothing_or_too_much_is_refused(size: int) -> None:
    with pytest.raises(Invalid):
        refuse_size(size)
    refuse_size(MOST_BYTES)
