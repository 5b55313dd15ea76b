"""The day figure at the top of the queue: today, and the last seven days as bars."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import format_date
from flask_babel import gettext as _

from jury.storage.base import current_settings
from jury.storage.figures.day_figures import Day, DayFigures, day_figures

DAYS = 7


def day_of(now: datetime) -> dict[str, Any]:
    """The figures, and the bars of disputes that came in."""
    found = day_figures(_midnights(now), now=now)
    return {"figures": found, "bars": [_bar(one) for one in found.days], **_wait(found)}


def _midnights(now: datetime) -> list[datetime]:
    """When each of the last days began where the court is; days differ in length."""
    local = now.astimezone(ZoneInfo(current_settings().timezone))
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return [today - timedelta(days=back) for back in reversed(range(DAYS))]


def _bar(day: Day) -> dict[str, Any]:
    came, went = day.came_in, day.went_out
    return {
        "label": format_date(day.begins_at, "EEE d", rebase=False),
        "value": came,
        "text": _("%(came)s in, %(went)s out", came=came, went=went),
        "cells": [came, went],
    }


def _wait(found: DayFigures) -> dict[str, Any]:
    seconds = found.median_wait.total_seconds() if found.median_wait else None
    return {"median_seconds": seconds}
