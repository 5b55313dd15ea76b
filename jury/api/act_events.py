"""The events that acts of staff make, as event_reference has all others."""

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
    "dispute.staff_decided": EventKind(
        "of a shadow: you reported what your staff decided",
        acts.StaffDecidedTold,
        {
            "buyer": {"minor": 5400, "currency": "CNY"},
            "code": "",
            "decided_at": "2026-03-06T09:00:00+00:00",
            "before_verdict": True,
        },
    ),
    "verdict.doubted": EventKind(
        "evidence was struck after it; staff say whether it stands",
        acts.DoubtedTold,
        {
            "round_number": 1,
            "exhibit": "exh_baef42b6",
            "held_until": "2026-03-09T20:30:00+00:00",
        },
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
