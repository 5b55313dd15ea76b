"""The published data sets that redaction is measured on, read one document a time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

Span = tuple[int, int]

_DOOR_PARTS: Final = frozenset(
    (
        "road",
        "roadno",
        "subroad",
        "subroadno",
        "poi",
        "subpoi",
        "houseno",
        "cellno",
        "floorno",
        "roomno",
        "person",
    )
)


def conll_names(
    path: Path, label: str = "PER.NAM", between: str = "\t"
) -> Iterator[tuple[str, list[Span]]]:
    """Weibo, and news likewise: each text with the spans of its names."""
    for block in path.read_text().split("\n\n"):
        text, spans, start = "", list[Span](), -1
        for line in block.splitlines():
            character, _, tag = line.partition(between)
            if not tag.startswith(f"I-{label}") and start >= 0:
                spans.append((start, len(text)))
                start = -1
            if tag.startswith(f"B-{label}"):
                start = len(text)
            text += character[:1]
        if start >= 0:
            spans.append((start, len(text)))
        yield text, spans


def bmes_names(path: Path, label: str) -> Iterator[tuple[str, list[Span]]]:
    """Resumes: each text with the spans that carry the label."""
    for block in path.read_text().split("\n\n"):
        pairs = [line.split() for line in block.splitlines() if line.strip()]
        text = "".join(pair[0] for pair in pairs)
        yield text, _tagged_spans([pair[1] for pair in pairs], label)


def _tagged_spans(tags: list[str], label: str) -> list[Span]:
    spans: list[Span] = []
    for place, tag in enumerate(tags):
        if tag in {f"B-{label}", f"S-{label}"}:
            spans.append((place, place + 1))
        elif spans and tag.endswith(f"-{label}"):
            spans[-1] = (spans[-1][0], place + 1)
    return spans


def cluener_names(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """CLUENER: each text with the spans of its names."""
    for line in path.read_text().splitlines():
        record = json.loads(line)
        names = record["label"].get("name", {})
        yield (
            record["text"],
            [(a, b + 1) for ranges in names.values() for a, b in ranges],
        )


def address_doors(path: Path) -> Iterator[tuple[str, Span]]:
    """Delivery addresses, each with its span from the road to the person."""
    for block in path.read_text().split("\n\n"):
        text, first, last = "", -1, -1
        for line in block.splitlines():
            characters, _, tag = line.rpartition(" ")
            if tag[2:] in _DOOR_PARTS:
                first = len(text) if first < 0 else first
                last = len(text) + len(characters)
            text += characters
        if text:
            yield text, (max(first, 0), max(last, 0))
