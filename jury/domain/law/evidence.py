"""How a policy lets jurors see evidence that is no picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jury.domain.law.fields import Table


class Video(StrEnum):
    """What jurors see of a film."""

    STORYBOARD = "storyboard"  # its key moments, as pictures
    PLAYED = "played"  # these, and the whole film without its sound


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures of `[evidence]`; whoever says nothing plays no film."""

    video: Video = Video.STORYBOARD

    def to_json(self) -> dict[str, str]:
        """As it is frozen into a dispute."""
        return {"video": self.video.value}


STILLS_ONLY = Evidence()


def read_evidence(table: Table) -> Evidence:
    """Read the table; problems go to it."""
    evidence = Evidence(table.code("video", Video, default=Video.STORYBOARD))
    table.finish()
    return evidence
