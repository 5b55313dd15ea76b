"""What watching a part of a film leaves behind, as values and as bytes."""

import io
import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Mark:
    """Something seen in one frame; ``close`` when it took a look, not a glance."""

    frame: int
    kind: str
    box: tuple[int, int, int, int]
    doubt: str
    covered: bool
    close: bool


@dataclass(frozen=True)
class Watched:
    """What was seen, in frames that were looked at how, and how the picture moved.

    ``cuts`` are first frames of shots; ``grids`` the motion that led to each frame.
    """

    marks: tuple[Mark, ...]
    glances: tuple[int, ...]
    looks: tuple[int, ...]
    cuts: tuple[int, ...]
    grids: NDArray[np.float16]

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return len(self.grids)


def written(watched: Watched) -> tuple[dict[str, Any], bytes]:
    """As JSON and bytes, to be sent or kept."""
    told = asdict(watched)
    del told["grids"]
    out = io.BytesIO()
    np.save(out, watched.grids, allow_pickle=False)
    return told, out.getvalue()


def read(told: dict[str, Any], content: bytes) -> Watched:
    """What was written."""
    marks = (Mark(**{**mark, "box": tuple(mark["box"])}) for mark in told["marks"])
    return Watched(
        tuple(marks),
        tuple(told["glances"]),
        tuple(told["looks"]),
        tuple(told["cuts"]),
        np.load(io.BytesIO(content), allow_pickle=False),
    )


def as_file(watched: Watched) -> bytes:
    """A line of JSON, then bytes."""
    told, content = written(watched)
    return json.dumps(told).encode() + b"\n" + content


def from_file(content: bytes) -> Watched:
    """What a file of it holds."""
    head, _, rest = content.partition(b"\n")
    return read(json.loads(head), rest)
