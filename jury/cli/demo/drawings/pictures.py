"""Every picture of the demo by its name.

All of them are drawn here when the demo is loaded: no photograph of anybody or
anything is part of it. People, numbers and addresses on them are made up.
"""

from jury.cli.demo.drawings import chinese, english
from jury.cli.demo.drawings.picture import Picture

_PICTURES = {**chinese.PICTURES, **english.PICTURES}


def draw(name: str) -> Picture:
    """Draw a picture."""
    return _PICTURES[name]()


def names() -> list[str]:
    """The names of all pictures."""
    return sorted(_PICTURES)
