"""A mock dispute as somebody practises on it, written or made of a closed one.

The file in the reader's language, what exhibits show, the answer, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from jury.domain.eligibility import exclusions
from jury.domain.errors import NotFound
from jury.domain.jurors.mocks import UNDECIDED, MockDispute
from jury.redaction import segments
from jury.services.drawing.lanes import dispute_facts, ties_of
from jury.services.exam.file import file_of, seconds_to_read
from jury.services.exam.mocks import exam
from jury.services.reading.case_views import CaseFile, TextView
from jury.storage.disputes import get_dispute
from jury.storage.draws import was_called
from jury.storage.jurors.closed_mocks import ClosedMock, find_serving, list_serving
from jury.storage.roster import Juror, facts_of, find_record

LOCALES = ("zh-Hans", "en")
_FILES = TypeAdapter(CaseFile)


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One mock dispute in the language in which it is read.

    `files` and `why` are by the reader's own language, `shows` are templates.
    """

    code: str
    language: str
    files: Mapping[str, CaseFile]
    shows: tuple[str, ...]
    seconds: int
    answer: str
    defensible: tuple[str, ...]
    why: Mapping[str, TextView]

    def file(self, locale: str, *, first_side: str) -> CaseFile:
        """The file for a reader, with the side in front that they read first."""
        return replace(self.files[locale], first_side=first_side)

    @property
    def choices(self) -> list[str]:
        """The remedies that the ballot offers, lowest first, and "undecided"."""
        return [one.code for one in self.files[LOCALES[0]].ladder] + [UNDECIDED]

    def is_right(self, choice: str) -> bool:
        """Tell whether a choice, a remedy or "undecided", can be defended."""
        return choice == self.answer or choice in self.defensible

    def title_of(self, choice: str, locale: str) -> str:
        """A remedy in words; empty for "undecided"."""
        ladder = self.files[locale].ladder
        return next((one.title for one in ladder if one.code == choice), "")


def file_to_json(file: CaseFile) -> Any:
    """The file as values that are kept; `file_from_json` makes it again."""
    return _FILES.dump_python(file, mode="json")


def file_from_json(kept: Any) -> CaseFile:
    """The file that was kept."""
    return _FILES.validate_python(kept)


def get_exercise(code: str, language: str) -> Exercise:
    """The mock dispute of a sitting; raises NotFound for one that was taken away."""
    written = exam().mocks.get(code)
    if written is not None:
        return _of_written(written, language)
    made = find_serving(code)
    if made is None:
        raise NotFound
    return exercise_of(made)


def exercise_of(mock: ClosedMock) -> Exercise:
    """One that came of a closed dispute, and has not ended."""
    content = mock.content
    return Exercise(
        code=mock.id,
        language=mock.language,
        files={
            locale: file_from_json(kept) for locale, kept in content["files"].items()
        },
        shows=tuple(content["shows"]),
        seconds=content["seconds"],
        answer=mock.answer,
        defensible=tuple(mock.defensible),
        why={
            locale: TextView(
                "mock", tuple(segments(content["why"], locale)), mock.language
            )
            for locale in LOCALES
        },
    )


def codes_for(juror: Juror, language: str, *, now: datetime) -> Sequence[str]:
    """Every mock dispute that somebody may have; none of a dispute they know."""
    made = [one.id for one in list_serving(language) if not _knows(juror, one, now=now)]
    return sorted([*exam().mocks, *made])


def _knows(juror: Juror, mock: ClosedMock, *, now: datetime) -> bool:
    """Whether they are in it, tied to who is, or were ever called to judge it."""
    dispute = get_dispute(mock.dispute_id)
    facts = dispute_facts(dispute)
    if juror.ref in facts.party_refs or was_called(dispute.id, juror.id):
        return True
    if find_record(juror.id, as_of=now) is None:
        return False
    known = facts_of(juror, now=now, tie_keys=ties_of(dispute))
    return bool(exclusions(known, facts))


def _of_written(mock: MockDispute, language: str) -> Exercise:
    return Exercise(
        code=mock.code,
        language=language,
        files={
            locale: file_of(mock, language=language, locale=locale, first_side="buyer")
            for locale in LOCALES
        },
        shows=tuple(one.shows.for_locale(language) for one in mock.exhibits),
        seconds=seconds_to_read(mock, language),
        answer=mock.answer,
        defensible=mock.defensible,
        why={
            locale: TextView("mock", ((False, mock.why.for_locale(locale)),), locale)
            for locale in LOCALES
        },
    )
