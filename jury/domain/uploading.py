"""A file that comes in pieces: how large, in which order, and for how long.

The way of resumable uploads that browsers and phones know (tus, and the IETF draft):
whoever sends says where its piece begins, and only the court knows how much it has.
All pieces are of one size but the last, so that nobody sends a film byte by byte.
"""

from datetime import timedelta

from jury.domain.errors import N_, Invalid, NotNow

PIECE_BYTES = 2_000_000
# A film; what is a picture or a PDF is held whole, and may be a tenth of it.
MOST_BYTES = 200_000_000
# What a side began and did not end: the oldest gives way.
MOST_AT_ONCE = 2
# Whoever comes back later begins anew.
KEPT = timedelta(days=1)

TORN = N_("A piece of the file did not arrive whole. It is sent once more.")
TOO_LARGE = N_("The file is too large. At most 200 MB are possible.")


class WrongOffset(NotNow):
    """A piece that repeats or skips something; `received` is where the next begins."""

    code = "wrong_offset"
    sentence = N_("This piece of the file is not the next one.")

    def __init__(self, received: int) -> None:
        super().__init__()
        self.received = received


def refuse_size(size: int) -> None:
    """Refuse what is nothing, or more than a film may be."""
    if size < 1:
        raise Invalid({"file": N_("The file is empty.")})
    if size > MOST_BYTES:
        raise Invalid({"file": TOO_LARGE})


def next_piece(size: int, received: int) -> int:
    """How many bytes the next piece of a file has; none once all are there."""
    return min(PIECE_BYTES, size - received)


def refuse_piece(size: int, received: int, *, begins: int) -> None:
    """Refuse a piece that is not the next one."""
    if begins != received or received >= size:
        raise WrongOffset(received)
