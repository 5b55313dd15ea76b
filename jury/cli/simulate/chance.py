"""The simulated people's own chance: the same seed gives the same people."""

import random


def chance(seed: int, *names: object) -> random.Random:
    """A source of chance for one question, whatever was asked before it."""
    key = "/".join(str(name) for name in (seed, *names))
    return random.Random(key)  # noqa: S311 - plays people, keeps no secret
