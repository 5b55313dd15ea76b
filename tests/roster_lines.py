"""Builds the lines of a roster import, as a marketplace would send them."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from jury import clock
from jury.services.roster.epochs import segment_key
from jury.services.roster.importing import ImportReport, import_jurors
from jury.storage.roster import ImportMode, RosterSegment, find_segment

OPENED = datetime(2020, 1, 2, tzinfo=UTC)


def make_line(ref: str = "user-1", **more: object) -> bytes:
    """One good line, with some fields said otherwise."""
    now = datetime.now(UTC)
    fields: dict[str, object] = {
        "ref": ref,
        "language": "zh-Hans",
        "adult": True,
        "verified": True,
        "account_opened_on": OPENED.date().isoformat(),
        "trades_completed": 12,
        "credit": 700,
        "last_active_at": (now - timedelta(hours=3)).isoformat(),
    }
    fields |= more
    return json.dumps(fields).encode() + b"\n"


def make_jurors(count: int, *, first: int = 1, **more: object) -> Sequence[bytes]:
    """Lines of so many jurors, `user-1` and on."""
    return [make_line(f"user-{no}", **more) for no in range(first, first + count)]


def quiet_now(*, hours: int) -> dict[str, str]:
    """Quiet hours that began an hour ago and last so many more."""
    local = clock.now().astimezone(ZoneInfo("Asia/Shanghai"))
    ends = local + timedelta(hours=hours)
    return {
        "timezone": "Asia/Shanghai",
        "quiet_from": f"{local - timedelta(hours=1):%H:%M}",
        "quiet_until": f"{ends:%H:%M}",
    }


def zone_at(hour: int) -> str:
    """A time zone in which it is so many o'clock now."""
    east = (hour - clock.now().astimezone(UTC).hour + 11) % 24 - 11
    # These names count the hours westward.
    return f"Etc/GMT{-east:+d}"


def enrol(
    lines: Iterable[bytes], *, mode: ImportMode = ImportMode.UPDATE
) -> ImportReport:
    """Import lines as the marketplace's key number 1."""
    return import_jurors(lines, mode=mode, actor="key:1")


def present() -> datetime:
    """The moment by the court's clock."""
    return clock.now()


def whole_list(epoch_id: int, language: str = "zh-Hans") -> RosterSegment:
    """The list of everybody on an epoch who reads a language."""
    found = find_segment(epoch_id, segment_key(language))
    assert found is not None
    return found
