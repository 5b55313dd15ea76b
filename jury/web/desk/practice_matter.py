"""What whoever agrees to a practice dispute must have read: all that others will."""

from typing import Any

from jury.domain.jurors.mocks import MockState
from jury.services.exam.exercises import exercise_of
from jury.storage.desk.tasks import Task
from jury.storage.jurors.closed_mocks import get_closed_mock
from jury.storage.people import staff_names
from jury.web.frame import reader_locale
from jury.web.juror.exam_shown import described, parts_of, title_in


def material(task: Task) -> dict[str, Any]:
    """The file to the letter, and the answer; nothing once what it held is gone."""
    row = get_closed_mock(task.target)
    made_by = staff_names([row.made_by]).get(row.made_by, "")
    if row.state == MockState.ENDED.value:
        return {"mock": None, "made_by": made_by}
    mock, locale = exercise_of(row), reader_locale()
    case = mock.files[locale]
    return {
        "mock": mock,
        "made_by": made_by,
        **parts_of(case),
        "exhibits": [described(mock, one.number, locale) for one in case.exhibits],
        "answer": title_in(mock, mock.answer),
        "beside": [title_in(mock, one) for one in mock.defensible],
        "reasoned": mock.why[locale],
    }
