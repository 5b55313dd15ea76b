"""People on the roster of a court of the tests."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from jury.services.roster.importing import import_jurors
from jury.storage.roster import ImportMode
from tests.played import beginning


def make_juror_line(ref: str, **changed: Any) -> bytes:
    """One line of a roster import: somebody who may sit under every shipped policy."""
    active = datetime.now(UTC).replace(microsecond=0)
    given = {
        "ref": ref,
        "language": "zh-Hans",
        "adult": True,
        "verified": True,
        "account_opened_on": "2020-01-01",
        "trades_completed": 20,
        "credit": 720,
        "last_active_at": active.isoformat(),
    } | changed
    return json.dumps(given).encode() + b"\n"


@beginning
def enrol(refs: Sequence[str], **changed: Any) -> None:
    """Import jurors and commit the roster."""
    lines = [make_juror_line(ref, **changed) for ref in refs]
    import_jurors(lines, mode=ImportMode.UPDATE, actor="key:1")
