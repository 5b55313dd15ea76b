"""Whoever writes a field in another form is told in words what it should look like."""

from collections.abc import Iterator
from typing import Any

from flask import Flask

from jury.api.requests import PATTERNS

# Times, headers, roster lines and what we send: sentences of their own, or none.
SPOKEN_FOR = {
    r"^(19|20|21)[0-9]{2}-.*(Z|\+00:00)$",
    r"^(19|20|21)[0-9]{2}-",
    r"^[^\s\p{C}]+$",
    "^[0-9a-f]+$",
    "^[!-~]+$",
}


def patterns(part: Any) -> Iterator[str]:
    """Every pattern in a description."""
    if isinstance(part, dict):
        if isinstance(part.get("pattern"), str):
            yield part["pattern"]
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from patterns(one)


def test_every_pattern_that_is_asked_for_has_its_sentence(app: Flask) -> None:
    described = app.test_client().get("/openapi.json").get_json()
    found = set(patterns(described)) - SPOKEN_FOR
    assert found <= set(PATTERNS), found - set(PATTERNS)
