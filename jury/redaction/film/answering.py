"""What is answered about one part of a film; in the process apart."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.shots import written
from jury.redaction.film.watching import Part, grey_bytes, grey_from, watch
from jury.redaction.seen.covering import known_from


def answer_for(told: Mapping[str, Any], last: bytes) -> tuple[dict[str, Any], bytes]:
    """What was seen in a part, and before it the last frame in grey."""
    part = Part(
        Path(told["part"]), told["width"], told["height"], Fraction(told["rate"])
    )
    known = known_from(told["known"])
    watched, grey = watch(part, known, grey_from(last), limits=FilmLimits())
    head, grids = written(watched)
    kept = grey_bytes(grey)
    return {**head, "last_bytes": len(kept)}, kept + grids
