"""Lines that lean, covered along their slope: step by step, not by one high box.

The upright box around a line that leans holds half of the lines above and beneath it,
and with them what jurors decide by.
"""

from collections.abc import Sequence
from math import ceil, floor, hypot
from typing import Final

from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, area_of

# How far a line has to fall before one box is too many, and in each step, in its
# heights; and how wide a step is at least.
_WORTH_STEPS: Final = 0.4
_STEP: Final = 0.5
_WIDEST_STEEP: Final = 1.2
_MARGIN: Final = 0.2


def along(box: Area, line: Line) -> Sequence[Area]:
    """The box of a stretch of a line: as it is, or as steps where the line leans.

    All stretches of one line share its steps, but for where they begin and end.
    """
    x, y, wide, high = box
    lean = abs(line.slope)
    if not line.tall or lean * wide < _WORTH_STEPS * line.tall:
        return [box]
    left, top, across, down = line.box
    half = line.tall * hypot(1, lean) / 2 + _MARGIN * line.tall
    step = max(_STEP / lean, _WIDEST_STEEP) * line.tall
    steps = []
    for place in range(floor((x - left) / step), ceil((x + wide - left) / step)):
        ends = max(x, left + place * step), min(x + wide, left + (place + 1) * step)
        levels = [
            top + down / 2 + line.slope * (end - left - across / 2) for end in ends
        ]
        upper = max(y, min(levels) - half)
        lower = min(y + high, max(levels) + half)
        if upper < lower:
            steps.append(area_of(((ends[0], upper), (ends[1], lower))))
    return steps
