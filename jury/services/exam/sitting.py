"""A sitting of the entrance exam, one act a function: begin, open, look, answer."""

import random
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jury.domain.attention import Missing, missing
from jury.domain.errors import N_, AlreadyDone, Invalid, NotFound, NotNow, TooEarly
from jury.domain.jurors.exam import (
    A_YEAR,
    PastSitting,
    choose_mocks,
    may_sit_at,
)
from jury.domain.lifecycle import Side
from jury.services.exam.exercises import Exercise, codes_for, get_exercise
from jury.services.exam.mocks import exam
from jury.services.proof import audit
from jury.storage.base import current_session
from jury.storage.jurors.exams import (
    ExamFile,
    ExamSitting,
    find_last_sitting,
    get_file,
    list_files,
    list_mocks_seen,
    list_sittings,
)
from jury.storage.roster import Juror, find_record, get_juror

CHAIN = "roster"


class TakenOut(NotNow):
    """What somebody was to read is not there any more; another takes its place."""

    code = "mock_taken_out"
    sentence = N_("This dispute was taken out of the exam. You get another instead.")


@dataclass(frozen=True)
class ExamStanding:
    """Where somebody is with the exam; `may_sit_at` is past when they may sit now."""

    passed_at: datetime | None
    last: ExamSitting | None
    files: tuple[ExamFile, ...]
    may_sit_at: datetime

    @property
    def next_place(self) -> int:
        """The mock dispute that is to be read next; 0 when none is."""
        if self.last is None or self.last.ended_at is not None:
            return 0
        waiting = [one.place for one in self.files if one.answered_at is None]
        return waiting[0] if waiting else 0


@dataclass(frozen=True)
class OwnFile:
    """One mock dispute of one's own sitting."""

    sitting: ExamSitting
    row: ExamFile
    mock: Exercise

    @property
    def seconds(self) -> int:
        """How long it must at least be read."""
        return self.mock.seconds

    def missing(self, *, now: datetime) -> Missing:
        """What stands between the reader and the answer, as with a real file."""
        numbers = [str(no) for no in range(1, len(self.mock.shows) + 1)]
        return missing(
            exhibits=dict.fromkeys(numbers, self.row.opened_at),
            opened={str(no) for no in self.row.opened},
            read_since=self.row.opened_at,
            seconds=self.seconds,
            now=now,
        )


def exam_standing(juror_id: int, *, now: datetime) -> ExamStanding:
    """Where somebody is with the exam."""
    sittings = list_sittings(juror_id)
    last = sittings[-1] if sittings else None
    return ExamStanding(
        passed_at=get_juror(juror_id).passed_at,
        last=last,
        files=tuple(list_files(last.id)) if last else (),
        may_sit_at=_may_sit_at(sittings, now=now),
    )


def begin_exam(juror_id: int, *, chance: random.Random, now: datetime) -> ExamSitting:
    """Begin a sitting with mock disputes that this juror has not read yet."""
    juror, sittings, terms = get_juror(juror_id), list_sittings(juror_id), exam().terms
    if juror.passed_at is not None:
        raise AlreadyDone(N_("You have passed the exam already."))
    if sittings and sittings[-1].ended_at is None:
        raise AlreadyDone(N_("You have begun the exam already: go on where you were."))
    if _may_sit_at(sittings, now=now) > now:
        raise NotNow(N_("You may sit the exam again on another day."))
    language = _language_of(juror, now=now)
    mocks = _choose(juror, language, terms.disputes, chance=chance, now=now)
    sitting = ExamSitting(
        juror_id=juror_id,
        sitting_no=len(sittings) + 1,
        language=language,
        needed=terms.right,
        begun_at=now,
    )
    _keep(sitting, mocks, chance=chance)
    _record(sitting, "juror.exam_begun", {"disputes": len(mocks)}, now=now)
    return sitting


def _choose(
    juror: Juror, language: str, count: int, *, chance: random.Random, now: datetime
) -> list[str]:
    """So many mock disputes that this juror has not read, as far as there are any."""
    codes = codes_for(juror, language, now=now)
    drawn = chance.sample(codes, len(codes))
    return choose_mocks(drawn, list_mocks_seen(juror.id), count=count)


def _keep(sitting: ExamSitting, mocks: list[str], *, chance: random.Random) -> None:
    session = current_session()
    session.add(sitting)
    try:
        session.flush()
    except IntegrityError as twice:
        sentence = N_("You have begun the exam already: go on where you were.")
        raise AlreadyDone(sentence) from twice
    for place, code in enumerate(mocks, start=1):
        side = chance.choice(tuple(Side)).value
        file = ExamFile(
            sitting_id=sitting.id, place=place, mock=code, first_side=side, opened=[]
        )
        session.add(file)
    session.flush()


def own_file(juror_id: int, place: int, *, for_change: bool = False) -> OwnFile:
    """A mock dispute of one's newest sitting; NotFound before it is its turn.

    Raises TakenOut for one that is not there any more.
    """
    sitting, row = _own_row(juror_id, place, for_change=for_change)
    return OwnFile(sitting, row, _exercise(sitting, row))


def _own_row(
    juror_id: int, place: int, *, for_change: bool
) -> tuple[ExamSitting, ExamFile]:
    sitting = find_last_sitting(juror_id)
    if sitting is None:
        raise NotFound
    return sitting, get_file(sitting.id, place, for_change=for_change)


def _exercise(sitting: ExamSitting, row: ExamFile) -> Exercise:
    try:
        return get_exercise(row.mock, sitting.language)
    except NotFound as gone:
        if row.answered_at is not None:
            raise
        raise TakenOut from gone


def take_another(
    juror_id: int, place: int, *, chance: random.Random, now: datetime
) -> OwnFile:
    """Another mock dispute in the place of one that is not there any more."""
    sitting, row = _own_row(juror_id, place, for_change=True)
    try:
        return OwnFile(sitting, row, _exercise(sitting, row))
    except TakenOut:
        others = {one.mock for one in list_files(sitting.id)}
    found = _choose(
        get_juror(juror_id), sitting.language, len(others) + 1, chance=chance, now=now
    )
    left = [one for one in found if one not in others]
    row.mock, row.opened_at, row.opened = left[0], None, []
    told = {"place": place, "mock": row.mock}
    _record(sitting, "juror.exam_file_replaced", told, now=now)
    return OwnFile(sitting, row, _exercise(sitting, row))


def open_mock(juror_id: int, place: int, *, now: datetime) -> OwnFile:
    """Show the file; the time of reading begins when it is first shown."""
    own = own_file(juror_id, place, for_change=True)
    own.row.opened_at = own.row.opened_at or now
    return own


def open_mock_exhibit(
    juror_id: int, place: int, number: int, *, now: datetime
) -> OwnFile:
    """Note that one exhibit was looked at; once the file itself has been."""
    own = own_file(juror_id, place, for_change=True)
    if not 1 <= number <= len(own.mock.shows):
        raise NotFound
    own.row.opened_at = own.row.opened_at or now
    own.row.opened = sorted({*own.row.opened, number})
    return own


def answer_mock(juror_id: int, place: int, choice: str, *, now: datetime) -> OwnFile:
    """Answer one mock dispute, once; the last answer ends the sitting."""
    own = own_file(juror_id, place, for_change=True)
    sitting, row = own.sitting, own.row
    if row.answered_at is not None:
        raise AlreadyDone(N_("You have answered this one already."))
    if choice not in own.mock.choices:
        sentence = N_("Please choose an outcome, or say that you cannot decide.")
        raise Invalid({"choice": sentence})
    lacking = own.missing(now=now)
    if not lacking.is_nothing:
        raise TooEarly(
            seconds_left=lacking.seconds_left,
            unopened=(*lacking.undelivered, *lacking.unopened),
        )
    row.choice, row.answered_at = choice, now
    row.is_right = own.mock.is_right(choice)
    _end(sitting, now=now)
    told = {"place": place, "mock": row.mock, "choice": choice}
    _record(sitting, "juror.exam_answered", told, now=now)
    return own


def _end(sitting: ExamSitting, *, now: datetime) -> None:
    """End the sitting once everything is answered; whoever passed may be drawn."""
    current_session().flush()
    files = list_files(sitting.id)
    if any(one.answered_at is None for one in files):
        return
    sitting.ended_at = now
    sitting.passed = sum(bool(one.is_right) for one in files) >= sitting.needed
    if sitting.passed:
        get_juror(sitting.juror_id).passed_at = now


def _may_sit_at(sittings: list[ExamSitting], *, now: datetime) -> datetime:
    past = [
        PastSitting(one.begun_at, one.ended_at, bool(one.passed))
        for one in sittings
        if one.begun_at > now - A_YEAR
    ]
    return may_sit_at(past, exam().terms, now=now)


def _language_of(juror: Juror, *, now: datetime) -> str:
    found = find_record(juror.id, as_of=now)
    known = found[0].language if found else juror.volunteered_language
    return known or "zh-Hans"


def _record(
    sitting: ExamSitting, action: str, told: dict[str, object], *, now: datetime
) -> None:
    whole = {"juror": sitting.juror_id, "sitting": sitting.sitting_no, **told}
    if sitting.passed is not None:
        whole["passed"] = sitting.passed
    audit.append(CHAIN, action, whole, actor="juror", now=now)
