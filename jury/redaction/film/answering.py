"""What is answered about a part of a film, or a still of it; in the process apart."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.shots import written
from jury.redaction.film.watching import Part, grey_bytes, grey_from, watch
from jury.redaction.seen import covering


def answer_for(told: Mapping[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """What is found on a covered still, or was seen in a part.

    With a part came the last frame before it in grey, and so its own goes along.
    """
    if "again" in told:
        return covering.answer_for(told, content)
    part = Part(
        Path(told["part"]), told["width"], told["height"], Fraction(told["rate"])
    )
    known = covering.known_from(told["known"])
    watched, grey = watch(part, known, grey_from(content), limits=FilmLimits())
    head, grids = written(watched)
    kept = grey_bytes(grey)
    return {**head, "last_bytes": len(kept)}, kept + grids
