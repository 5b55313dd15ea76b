"""The lines of a request's body, whatever pieces they come in."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.api.jurors import body_lines
from jury.services.roster.lines import LONGEST_LINE


class Dripping(BytesIO):
    """A body that comes in pieces as small as the network likes."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self._size = size

    def read(self, _size: int | None = -1, /) -> bytes:
        return super().read(self._size)


@given(
    st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b""))),
    st.integers(1, 40),
)
def test_lines_are_the_same_in_whatever_pieces_they_come(
    lines: list[bytes], size: int
) -> None:
    body = b"".join(line + b"\n" for line in lines)
    assert list(body_lines(Dripping(body, size))) == lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (b"", []),
        (b"a", [b"a"]),
        (b"a\nb", [b"a", b"b"]),
        (b"a\n\nb\n", [b"a", b"", b"b"]),
    ],
)
def test_the_last_line_needs_no_end(body: bytes, lines: list[bytes]) -> None:
    assert list(body_lines(BytesIO(body))) == lines


def test_an_endless_line_is_not_kept_whole() -> None:
    (line, after) = body_lines(BytesIO(b"x" * (3 * LONGEST_LINE) + b"\nnext"))
    assert (len(line), after) == (LONGEST_LINE + 1, b"next")
