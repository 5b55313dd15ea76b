"""The events that moderators' acts make, as event_reference has all others."""

from collections.abc import Mapping

from jury.api import act_payloads as acts
from jury.api.event_kind import EventKind

ACT_EVENTS: Mapping[str, EventKind] = {
    "dispute.exhibit_struck": EventKind(
        "it was forged, stolen or personal, and counts no longer",
        acts.StruckTold,
        {"exhibit": "exh_baef42b6", "code": "forged", "stage": "hearing"},
    ),
    "dispute.act_undone": EventKind(
        "a moderator took the last decision back",
        acts.UndoneTold,
        {"act": "exhibit.withheld", "exhibit": "exh_baef42b6"},
    ),
    "panel.voided": EventKind(
        "its vote counts for nothing; another panel is drawn",
        acts.VoidTold,
        {"draw_no": 1, "round_number": 1, "outcome": "void", "cause": "exhibit_struck"},
    ),
    "verdict.upheld": EventKind(
        "evidence was struck after it, and it stands",
        acts.UpheldTold,
        {
            "round_number": 1,
            "exhibit": "exh_baef42b6",
            "final_at": "2026-03-08T20:30:00+00:00",
        },
    ),
    "verdict.set_aside": EventKind(
        "evidence was struck after it, and it does not stand",
        acts.OverturnedTold,
        {"round_number": 1, "exhibit": "exh_baef42b6"},
    ),
}
