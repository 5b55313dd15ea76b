"""The pool of jurors beside all users of the marketplace."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from flask import Blueprint, render_template
from flask_babel import format_decimal, format_percent, get_locale
from flask_babel import gettext as _

from jury import clock
from jury.domain.fairness.intervals import Estimate, share
from jury.domain.jurors.pool import LEAST_TOLD, Age, Cell, Role, Sort
from jury.services.law.lawbook import lawbook
from jury.services.roster.pool import pool_beside_users
from jury.storage.figures.fairness import find_last_reading
from jury.storage.people import Role as StaffRole
from jury.web import access
from jury.web.category_words import category
from jury.web.frame import reader_locale

blueprint = Blueprint("pool", __name__)

# Of regions and kinds of goods there may be hundreds.
MOST_LINES = 30


@blueprint.get("/pool")
@access.staff(StaffRole.MODERATOR, StaffRole.AUDITOR, StaffRole.ADMINISTRATOR)
def index() -> str:
    """Who can be drawn, by role, age of account, region and kind of goods."""
    found, reading = pool_beside_users(), find_last_reading()
    tables = [
        {
            "title": title,
            "rows": list(_rows(sort, _in_order(sort, found.sorts[sort])[:MOST_LINES])),
            "more": max(0, len(found.sorts[sort]) - MOST_LINES),
        }
        for sort, title in _titles().items()
        if found and found.sorts[sort]
    ]
    return render_template(
        "desk/pool.html",
        found=found,
        tables=tables,
        jurors=format_decimal(found.jurors) if found else "",
        users=format_decimal(found.users) if found else "",
        sampled=format_decimal(found.sampled) if found and found.sampled else "",
        least=LEAST_TOLD,
        came=list(_came(reading.figures.get("came", []))) if reading else [],
        counted_at=reading.made_at if reading else None,
        now=clock.now(),
    )


def _came(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A line a month and policy: who said yes for nothing, and who read for nothing."""
    titles = {one.name: one.title for one in lawbook().policies}
    for one in lines:
        month, name = date.fromisoformat(f"{one['month']}-01"), one["policy"]
        title = titles.get(name)
        yield {
            "month": format_skeleton("yMMM", month, locale=get_locale()),
            "rules": title.for_locale(reader_locale()) if title else name,
            "unseated": _part(one["unseated"], one["unseated"] + one["sat"]),
            "in_vain": _part(one["in_vain"], one["in_vain"] + one["voted"]),
        }


def _part(part: int, whole: int) -> dict[str, str]:
    """A share, and of how many."""
    found = share(part, whole)
    return {
        "share": _share(found.value if found else None),
        "of": str(_("%(part)s of %(whole)s", part=part, whole=whole)),
    }


def _titles() -> Mapping[Sort, str]:
    return {
        Sort.ROLE: _("Do they mostly buy, or mostly sell?"),
        Sort.AGE: _("How long have they been there?"),
        Sort.REGION: _("Where do they live?"),
        Sort.CATEGORY: _("What do they know?"),
    }


def _in_order(sort: Sort, cells: list[Cell]) -> list[Cell]:
    """Roles and ages as they follow on each other; the rest as it comes."""
    steps = {Sort.ROLE: list(map(str, Role)), Sort.AGE: list(map(str, Age))}.get(sort)
    return sorted(cells, key=lambda one: steps.index(one.code)) if steps else cells


def _name(sort: Sort, code: str) -> str:
    if sort is Sort.CATEGORY:
        return category(code)
    if sort is Sort.REGION:
        # Where a marketplace names countries by their two letters.
        return str(get_locale().territories.get(code.upper(), code))
    return _names().get(code, code)


def _rows(sort: Sort, cells: list[Cell]) -> Iterator[dict[str, Any]]:
    for one in cells:
        yield {
            "name": _name(sort, one.code),
            "jurors": _few() if one.jurors is None else format_decimal(one.jurors),
            "pool": _share(one.pool),
            "users": _share(one.users.value if one.users else None),
            "between": _between(one.users),
            "gap": _gap(one.gap),
            "is_apart": one.is_apart,
            "is_more": (one.gap or 0) > 0,
        }


def _names() -> Mapping[str, str]:
    return {
        Role.BUYS: _("mostly buy"),
        Role.SELLS: _("mostly sell"),
        Role.ALIKE: _("both alike"),
        Age.UNDER_1: _("less than a year"),
        Age.UNDER_3: _("one to three years"),
        Age.UNDER_5: _("three to five years"),
        Age.OLDER: _("longer than five years"),
    }


def _few() -> str:
    return str(_("too few to tell"))


def _share(share: float | None) -> str:
    return "–" if share is None else format_percent(share, "#,##0.0 %")


def _gap(gap: float | None) -> str:
    return (
        "–" if gap is None else str(_("%(number)s points", number=f"{100 * gap:+.1f}"))
    )


def _between(users: Estimate | None) -> str:
    """The range of a sampled share; nothing of one that was counted."""
    if users is None or users.low == users.high:
        return ""
    low, high = f"{100 * users.low:.1f}", f"{100 * users.high:.1f}"
    return str(_("%(low)s to %(high)s %%", low=low, high=high))
