"""Counting the roster by what its jurors are, in two statements however many."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, func, select, type_coerce

from jury.domain.jurors.pool import Age, Role, Sort
from jury.storage.base import current_session
from jury.storage.roster.columns import SEPARATOR
from jury.storage.roster.people import is_current
from jury.storage.roster.tables import Juror, JurorRecord

# How many years an account has at most, youngest first; what is left is older.
_YEARS = ((Age.UNDER_1, 1), (Age.UNDER_3, 3), (Age.UNDER_5, 5))
_ROWS_A_READ = 5_000


def count_pool(today: date) -> dict[str, dict[str, int]]:
    """How many of those enrolled and not on a break are of which kind, by each sort."""
    sorts = {sort: Counter[str]() for sort in Sort}
    asked = _everybody(_role(), _age(today), type_coerce(JurorRecord.region, String))
    rows = current_session().execute(asked)
    for role, age, region, count in rows:
        sorts[Sort.ROLE][role] += count
        sorts[Sort.AGE][age] += count
        if region is not None:
            sorts[Sort.REGION][region] += count
    for codes, count in _by_categories():
        for code in codes:
            sorts[Sort.CATEGORY][code] += count
    return {sort.value: dict(found) for sort, found in sorts.items()}


def _by_categories() -> Iterator[tuple[list[str], int]]:
    packed = type_coerce(JurorRecord.categories, String)
    query = _everybody(packed).execution_options(yield_per=_ROWS_A_READ)
    for codes, count in current_session().execute(query):
        yield [one for one in codes.split(SEPARATOR) if one], count


def _everybody(*columns: ColumnElement[Any]) -> Select[Any]:
    """The enrolled who are not on a break, counted by what these columns say."""
    query: Select[Any] = select(*columns).add_columns(func.count())
    return (
        query.select_from(JurorRecord)
        .join(Juror, Juror.id == JurorRecord.juror_id)
        .where(
            JurorRecord.enrolled.is_(True),
            Juror.paused_at.is_(None),
            is_current(JurorRecord.juror_id, JurorRecord.import_id, as_of=None),
        )
        .group_by(*columns)
    )


def _role() -> ColumnElement[str]:
    bought, sold = JurorRecord.trades_as_buyer, JurorRecord.trades_as_seller
    return case(
        (bought > sold, Role.BUYS.value),
        (sold > bought, Role.SELLS.value),
        else_=Role.ALIKE.value,
    )


def _age(today: date) -> ColumnElement[str]:
    opened = JurorRecord.account_opened_on
    spans = [(opened > _years_before(today, n), age.value) for age, n in _YEARS]
    return case(*spans, else_=Age.OLDER.value)


def _years_before(today: date, years: int) -> date:
    # The first of March stands for a day that the year does not have.
    is_leap_day = (today.month, today.day) == (2, 29)
    day = today.replace(month=3, day=1) if is_leap_day else today
    return day.replace(year=day.year - years)
