"""A finished picture, and the places on it that a moderator covers."""

from dataclasses import dataclass

from jury.cli.demo.drawings.canvas import Canvas


@dataclass(frozen=True)
class Picture:
    """A JPEG, and the boxes that cover what is personal on it: x, y, width, height."""

    content: bytes
    boxes: list[list[int]]


def photograph(canvas: Canvas) -> Picture:
    """The drawing as a camera would give it."""
    return Picture(canvas.photograph(), canvas.boxes)


def screenshot(canvas: Canvas) -> Picture:
    """The drawing as it is."""
    return Picture(canvas.screenshot(), canvas.boxes)
