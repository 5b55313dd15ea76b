"""What a mock dispute holds that is made from a closed one, and how it would be read.

It is what jurors were shown, with the order told in general terms: days in the place of
dates, shares in that of sums, and what a moderator wrote in that of title and listing.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jury.domain.attention import seconds_for
from jury.domain.errors import N_, Invalid
from jury.redaction import segments
from jury.services.exam.exercises import LOCALES, file_to_json
from jury.services.reading.case_views import CaseFile, TextView, with_texts
from jury.services.reading.casefile import for_practice
from jury.services.screening import texts
from jury.storage.disputes import Dispute

MOST_COVERED, MOST_WRITTEN = 50, 2000
_LABELS = re.compile("(⟦[^⟧]*⟧)")


def preview(dispute: Dispute, covered: str, locale: str) -> CaseFile:
    """The file as it would be read, before a moderator has said what was sold.

    Ids of the court are gone from it, and exhibits numbered anew.
    """
    file = for_practice(dispute.id, locale)
    passages = _passages(covered)

    def plainly(view: TextView) -> TextView:
        return replace(
            view, source="mock", parts=_without(view.parts, passages, locale)
        )

    return with_texts(_numbered_anew(file), plainly)


def content_of(
    dispute: Dispute, files: Mapping[str, CaseFile], words: Mapping[str, Any]
) -> dict[str, Any]:
    """The whole as it is kept: the files by the reader's language, and the words."""
    whole = {
        locale: _with_order(file, words, language=dispute.language, locale=locale)
        for locale, file in files.items()
    }
    read = [one.plain for one in _texts_of(whole[LOCALES[0]])]
    return {
        "files": {locale: file_to_json(file) for locale, file in whole.items()},
        "shows": words["shows"],
        "why": words["why"],
        "seconds": seconds_for([*read, *words["shows"]], exhibits=len(words["shows"])),
    }


def _with_order(
    file: CaseFile, words: Mapping[str, Any], *, language: str, locale: str
) -> CaseFile:
    """The file with what a moderator wrote in the place of title and listing."""

    def view(template: str) -> TextView:
        return TextView("mock", tuple(segments(template, locale)), language)

    listing = view(words["listing"]) if words["listing"] else None
    return replace(file, lines=(view(words["item"]),), listing=listing)


def _texts_of(file: CaseFile) -> list[TextView]:
    found: list[TextView] = []

    def note(view: TextView) -> TextView:
        found.append(view)
        return view

    with_texts(file, note)
    return found


def _numbered_anew(file: CaseFile) -> CaseFile:
    """Exhibits counted from one, since some are not shown; films described too."""
    numbers = {one.number: no for no, one in enumerate(file.exhibits, start=1)}
    ids = {one.id: str(numbers[one.number]) for one in file.exhibits}
    return replace(
        file,
        dispute_id="mock",
        exhibits=tuple(
            replace(
                one,
                id=ids[one.id],
                number=numbers[one.number],
                version=1,
                kind="picture",
                width=None,
                height=None,
                round_number=1,
                parts=(),
                film=(),
                sound_reason=None,
            )
            for one in file.exhibits
        ),
        points=tuple(
            replace(one, exhibit_ids=tuple(map(ids.__getitem__, one.exhibit_ids)))
            for one in file.points
        ),
        asked=tuple(
            replace(one, numbers=tuple(map(numbers.__getitem__, one.numbers)))
            for one in file.asked
        ),
    )


def cover_passages(template: str, covered: str) -> str:
    """A text as it is kept, with every passage covered that stands between labels."""
    passages = _passages(covered)
    if passages is None:
        return template
    pieces = _LABELS.split(template)
    return "".join(
        piece if place % 2 else passages.sub(texts.COVERED, piece)
        for place, piece in enumerate(pieces)
    )


def _passages(covered: str) -> re.Pattern[str] | None:
    # As texts are kept, or a word that looks the same would not be found in them.
    written = texts.clean(covered, field="covered", most=MOST_WRITTEN, empty=True)
    lines = [one.strip() for one in written.splitlines() if one.strip()]
    if len(lines) > MOST_COVERED:
        raise Invalid({"covered": N_("This text is too long.")})
    longest_first = sorted(lines, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    return re.compile(f"({pattern})", re.IGNORECASE) if lines else None


def _without(
    parts: tuple[tuple[bool, str], ...], passages: re.Pattern[str] | None, locale: str
) -> tuple[tuple[bool, str], ...]:
    """The parts of a text with every passage covered, wherever it stands in it."""
    if passages is None:
        return parts
    (chip,) = segments(texts.COVERED, locale)
    found: list[tuple[bool, str]] = []
    for is_label, text in parts:
        if is_label:
            found.append((is_label, text))
            continue
        pieces = passages.split(text)
        for place, piece in enumerate(pieces):
            found += [chip] if place % 2 else [(False, piece)] if piece else []
    return tuple(found)
