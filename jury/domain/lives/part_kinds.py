"""What an exhibit that is no single picture consists of."""

from enum import StrEnum


class PartKind(StrEnum):
    """One page or still is a picture; a film is played, in two sizes."""

    PAGE = "page"
    STILL = "still"
    FILM = "film"
    SMALL = "small"
    POSTER = "poster"
