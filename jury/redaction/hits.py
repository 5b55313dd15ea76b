"""What a detector hands on, and how overlapping claims become disjoint findings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jury.redaction.findings import AUTHORITY, By, Finding
from jury.redaction.writing.normal import Normal


@dataclass(frozen=True)
class Hit:
    """A claim on the span start:end of a folded text.

    ``weight`` settles who names an overlap between hits of equal authority: a
    checksum beats a cue, a cue beats the catch-all.
    """

    kind: str
    start: int
    end: int
    entity: str
    weight: int = 50


_PARTS: Final = re.compile("[ \t\u3000,，]{0,2}")
# What people put before each part of a number or behind it; no stop of a sentence.
_SIGNS: Final = re.compile(r"[#@*$¥§†~^_=|]{1,2}")
# "N15.4134", "√300": what touches a number, and pictures where it has some inside.
_ATTACHED: Final = re.compile(r"(?:(?<![^\W\d_])[a-z]|[√≈≡∑∏^])\Z")
_PICTURES: Final = "[\u2190-\u2bff\U0001f300-\U0001faff]"
_PICTURE: Final = re.compile(_PICTURES)
_PICTURES_BEHIND: Final = re.compile(f"{_PICTURES}{{1,4}}")
# What stands in pairs around the parts of a number, and the sign that closes it.
_PAIRS: Final = dict(zip("([{<【《「『〖“‘\"'`", ")]}>】》」』〗”’\"'`", strict=True))
_OPENERS: Final = {shut: opened for opened, shut in _PAIRS.items()}


def with_brackets(text: str, hit: Hit) -> Hit:
    """Take along the bracket or quote that a number begins or ends inside of."""
    start, end = hit.start, hit.end
    if start and (shut := _PAIRS.get(text[start - 1])) and shut in text[start:end]:
        start -= 1
    opened = _OPENERS.get(text[end : end + 1])
    if opened and opened in text[start:end]:
        end += 1
    start, end = _with_beat(text, start, end)
    if attached := _ATTACHED.search(text, max(0, start - 3), start):
        start = attached.start()
    if _PICTURE.search(text, start, end):
        pictures = _PICTURES_BEHIND.match(text, end)
        end = pictures.end() if pictures else end
    return (
        hit
        if end - start == hit.end - hit.start
        else replace(hit, start=start, end=end)
    )


def _with_beat(text: str, start: int, end: int) -> tuple[int, int]:
    """Take along a sign that stands before every part, or behind, and what encloses."""
    if _PAIRS.get(text[start - 1 : start]) == text[end : end + 1] != "":
        return start - 1, end + 1
    before = _SIGNS.search(text, max(0, start - 2), start)
    if before and before.end() == start and before[0] in text[start:end]:
        start = before.start()
    behind = _SIGNS.match(text, end, end + 2)
    if behind and behind[0] in text[start:end]:
        end = behind.end()
    return start, end


def to_findings(view: Normal, hits: Iterable[Hit], by: By) -> list[tuple[int, Finding]]:
    """The hits as (weight, finding) with offsets of the original text."""
    found = []
    for hit in hits:
        start, end = view.original_span(hit.start, hit.end)
        found.append((hit.weight, Finding(hit.kind, by, start, end, hit.entity)))
    return found


def merge(claims: Iterable[tuple[int, Finding]], text: str) -> tuple[Finding, ...]:
    """Sorted, disjoint findings: nothing claimed is ever left uncovered.

    Overlaps become one finding named by the highest authority, then the greater
    weight, then the longer span. Neighbours that name the same entity are joined
    when at most two characters that are no letters or digits lie between them; so are
    neighbouring parts of an address.
    """
    ordered = sorted(claims, key=lambda claim: (claim[1].start, claim[1].end))
    groups: list[list[tuple[int, Finding]]] = []
    reach = 0
    for claim in ordered:
        if claim[1].start < reach:
            groups[-1].append(claim)
        else:
            groups.append([claim])
        reach = max(reach, claim[1].end)
    return _joined([_united(group) for group in groups], text)


def _united(group: Sequence[tuple[int, Finding]]) -> Finding:
    """All of what overlaps, named by that of most standing as it was claimed."""
    _, naming = max(group, key=_standing)
    start = group[0][1].start
    return replace(naming, start=start, end=max(one.end for _, one in group))


def _standing(claim: tuple[int, Finding]) -> tuple[int, int, int]:
    weight, finding = claim
    rank = next(i for i, by in enumerate(AUTHORITY) if by == finding.by)
    return -rank, weight, finding.end - finding.start


def _joined(findings: list[Finding], text: str) -> tuple[Finding, ...]:
    joined: list[Finding] = []
    for finding in findings:
        last = joined[-1] if joined else None
        if last and _belong_together(last, finding, text):
            joined[-1] = replace(last, end=finding.end)
        else:
            joined.append(finding)
    return tuple(joined)


def _belong_together(one: Finding, other: Finding, text: str) -> bool:
    # The parts of one address: a comma or a blank stands between estate and road.
    between = text[one.end : other.start]
    if one.by == other.by == "address" and _PARTS.fullmatch(between):
        return True
    if (one.entity, one.kind) != (other.entity, other.kind):
        return False
    return len(between) <= 2 and not any(c.isalnum() or c == "\n" for c in between)
