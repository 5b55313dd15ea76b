"""The kinds of dispute that the machine's marketplace escalates. One line a kind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jury.domain.lifecycle import Side
from jury.services.admission import admit
from jury.services.admission.intake import Intake
from jury.storage.transaction import transaction
from tests.machine.court import Court
from tests.machine.law import (
    ADVICE,
    AGAIN,
    ASKING,
    BACK,
    EARLY,
    NEW,
    SHADOW,
    VOUCHED,
)
from tests.silent.acts import QUICK
from tests.world import make_intake

LARGE = {"price_minor": 250000, "held_minor": 251200, "asked_minor": 250000}

KINDS: Mapping[str, dict[str, Any]] = {
    "small": {},
    "quick": {"category": QUICK},
    "decided by a rule": {"category": QUICK, "reason": "not_received"},
    "one remedy only": {"category": QUICK, "reason": "counterfeit"},
    "advice": {"category": ADVICE},
    "shadow": {"category": SHADOW},
    "where jurors may ask": {"category": ASKING},
    "goods to send back": {"category": BACK, "asked_minor": 19200},
    "vouched for": {
        "category": VOUCHED,
        "reason": "counterfeit",
        "asked_minor": 19200,
        "deposit_minor": 200000,
        "compensation_minor": 180000,
    },
    "goods to exchange": {"category": AGAIN, "asked_minor": 19200},
    "goods to send again": {"category": NEW, "asked_minor": 19200},
    "with an early advance": {"category": EARLY},
    "paperwork": {"reason": "invoice"},
    "large paperwork": {"reason": "invoice", **LARGE},
    "too large for this roster": {**LARGE, "reason": "hidden_defect"},
    "of the seller": {"filed_by": Side.SELLER, "reason": "returned_parcel_empty"},
    "without a roster": {"language": "en"},
}


def escalate(court: Court, kind: str, number: int) -> str:
    """The marketplace escalates a dispute of a kind; its id."""
    case = _with_a_juror(make_intake(number=str(number), **KINDS[kind]), number)
    with transaction() as now:
        return admit.admit_dispute(case, actor="key:1", now=now).id


def _with_a_juror(case: Intake, number: int) -> Intake:
    """Its buyer is on the roster too, and must not sit; in good standing besides."""
    buyer = replace(
        case.parties[Side.BUYER],
        ref=f"juror-{number}",
        credit=750,
        trades_as_buyer=20,
    )
    return replace(case, parties={**case.parties, Side.BUYER: buyer})
