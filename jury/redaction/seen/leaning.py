"""Lines that lean, covered along their slope: step by step, not by one high box.

The upright box around a line that leans holds half of the lines above and beneath it,
and with them what jurors decide by.
"""

from collections.abc import Sequence
from math import ceil, hypot
from typing import Final

from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, area_of

# How far a line has to fall before one box is too many, and each step, in its heights.
_WORTH_STEPS: Final = 0.4
_STEP: Final = 0.5
_MARGIN: Final = 0.2


def along(box: Area, line: Line) -> Sequence[Area]:
    """The box of a stretch of a line: as it is, or as steps where the line leans."""
    x, y, wide, high = box
    drop = abs(line.slope) * wide
    if not line.tall or drop < _WORTH_STEPS * line.tall:
        return [box]
    left, top, across, down = line.box
    middle_x, middle_y = left + across / 2, top + down / 2
    half = line.tall * hypot(1, line.slope) / 2 + _MARGIN * line.tall
    count = ceil(drop / (_STEP * line.tall))
    steps = []
    for place in range(count):
        ends = [x + wide * part / count for part in (place, place + 1)]
        levels = [middle_y + line.slope * (end - middle_x) for end in ends]
        upper = max(y, min(levels) - half)
        lower = min(y + high, max(levels) + half)
        if upper < lower:
            steps.append(area_of(((ends[0], upper), (ends[1], lower))))
    return steps
