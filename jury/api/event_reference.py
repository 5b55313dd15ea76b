"""Every type of event: when it is told and what it carries.

The description at /openapi.json and the tables in docs/integration.md are made of it;
a test plays disputes and fails for an event or a field that is not here.
"""

from collections.abc import Mapping
from typing import Any

from jury.api import event_payloads as told
from jury.api import offer_payloads, pause_payloads
from jury.api.act_events import ACT_EVENTS
from jury.api.event_kind import EventKind
from jury.api.inquiry_events import INQUIRY_EVENTS
from jury.api.juror_events import JUROR_EVENTS
from jury.api.money_events import MONEY_EVENTS
from jury.api.refund_events import REFUND_EVENTS
from jury.api.resend_events import RESEND_EVENTS
from jury.api.return_events import RETURN_EVENTS


def _cny(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "CNY"}


_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_SHARES = {"buyer": _cny(5400), "seller": _cny(13800), "freight": _cny(0)}
_DECISION = {
    "ended_by": "verdict",
    "remedy": "share_30",
    **_SHARES,
    "split": {"counts": [1, 3, 1, 0, 0], "cannot_decide": 0, "seats": 5},
}
_OFFER = {"offer": "off_5c0b0f00", "number": 1}
_AGREED = {"ended_by": "settlement", "remedy": "agreed_sum", "split": {}}
_DRAW = {"draw_no": 1, "round_number": 1}
_PAUSED_AT = "2026-03-03T08:30:00+00:00"
_SUMMONS = {"summons": "sms_5700e512", "rank": 6}
_SCREENED = {
    "exhibit": "exh_baef42b6",
    "boxes": 2,
    "code": "nothing_left",
    "digest": _DIGEST,
}
_WITHHELD = {
    "exhibit": "exh_baef42b6",
    "boxes": 0,
    "code": "time_ran_out",
    "digest": None,
}
_LENGTHENED = {
    "seconds": 1260,
    "closes_at": "2026-03-05T08:51:00+00:00",
    "decided_by": "2026-03-10T08:51:00+00:00",
    "offer_until": None,
}


def _step(before: str, after: str, closes_at: str | None) -> dict[str, Any]:
    return {
        "from": before,
        "to": after,
        "round_number": 1,
        "closes_at": closes_at,
        "decided_by": "2026-03-10T08:30:00+00:00",
    }


def _summons(when: str) -> EventKind:
    return EventKind(f"{when}; told at the close", told.SummonsTold, _SUMMONS)


EVENTS: Mapping[str, EventKind] = {
    "dispute.admitted": EventKind(
        "a dispute was taken in",
        told.AdmittedTold,
        {
            "to": "submissions",
            "round_number": 1,
            "closes_at": "2026-03-05T08:30:00+00:00",
            "parties": {"buyer": "u-3141", "seller": "u-2718"},
            "refund": "RF-7781",
            "order": "ORD-20260301-7781",
            "reason": "hidden_defect",
            "filed_by": "buyer",
            "policy": "small/1",
            "held": _cny(19200),
            "asked": _cny(18000),
            "decided_by": "2026-03-10T08:30:00+00:00",
            "effect": "binding",
            "ladder": ["nothing", "share_30", "share_50", "share_70", "full"],
        },
    ),
    "dispute.statement_written": EventKind(
        "a side wrote, or changed what it wrote",
        told.StatementTold,
        {"side": "seller", "kind": "case", "version": 1},
    ),
    "dispute.exhibit_filed": EventKind(
        "a side filed a file",
        told.FiledTold,
        {
            "side": "buyer",
            "exhibit": "exh_baef42b6",
            "number": 1,
            "version": 1,
            "kind": "picture",
            "digest": _DIGEST,
        },
    ),
    "dispute.exhibit_released": EventKind(
        "jurors will see it, covered", told.ScreenedTold, _SCREENED
    ),
    "dispute.exhibit_withheld": EventKind(
        "jurors will not see it", told.ScreenedTold, _WITHHELD
    ),
    "dispute.lengthened": EventKind(
        "an outage lengthened every open window",
        pause_payloads.LengthenedTold,
        _LENGTHENED,
    ),
    "dispute.stopped": EventKind(
        "it waits: an administrator stopped draws or payments",
        pause_payloads.StoppedTold,
        {"cause": "draws", "since": _PAUSED_AT},
    ),
    "dispute.paused": EventKind(
        "a moderator paused it: nothing in it can be changed",
        pause_payloads.PausedTold,
        {"cause": "side_away", "since": _PAUSED_AT},
    ),
    "dispute.resumed": EventKind(
        "it goes on, with its time given back",
        pause_payloads.ResumedTold,
        {"cause": "pause", **_LENGTHENED},
    ),
    "dispute.offered": EventKind(
        "a side offers to settle",
        offer_payloads.OfferedTold,
        {
            **_OFFER,
            "side": "seller",
            "rung": None,
            **_SHARES,
            "freight_bearer": "nobody",
            "expires_at": "2026-03-04T08:30:00+00:00",
            "replaces": None,
        },
    ),
    "dispute.offer_declined": EventKind(
        "the other side says no", offer_payloads.OfferTold, _OFFER
    ),
    "dispute.offer_withdrawn": EventKind(
        "it was taken back", offer_payloads.OfferTold, _OFFER
    ),
    "dispute.offer_lapsed": EventKind(
        "it ended by itself", offer_payloads.LapsedTold, {**_OFFER, "cause": "expired"}
    ),
    "dispute.settled": EventKind(
        "both sides agreed; now final",
        told.SettledTold,
        {**_OFFER, "side": "buyer", **_DECISION, **_AGREED},
    ),
    "dispute.withdrawn": EventKind(
        "the side that filed gave it up; now final",
        told.WithdrawnTold,
        {"side": "buyer", **_DECISION, **_AGREED, "ended_by": "withdrawal"},
    ),
    "dispute.submissions": EventKind(
        "an appeal opens a new round, staff sent it back, or a side asked for time",
        told.SubmissionsTold,
        {
            **_step("pronounced", "submissions", "2026-03-09T20:30:00+00:00"),
            "round_number": 2,
        },
    ),
    "dispute.screening": EventKind(
        "both sides are done, their time is over, or staff sent it back",
        told.StageTold,
        _step("submissions", "screening", "2026-03-05T20:30:00+00:00"),
    ),
    "dispute.hearing": EventKind(
        "the hearing begins; again when extended, sent back or its vote is void",
        told.HearingTold,
        _step("screening", "hearing", "2026-03-06T20:30:00+00:00"),
    ),
    "dispute.referred": EventKind(
        "a jury cannot decide it, and staff will",
        told.ReferredTold,
        {**_step("hearing", "referred", "2026-03-08T20:30:00+00:00"), "cause": "hung"},
    ),
    "dispute.pronounced": EventKind(
        "it is decided",
        told.PronouncedTold,
        {**_step("hearing", "pronounced", "2026-03-08T20:30:00+00:00"), **_DECISION},
    ),
    "dispute.final": EventKind(
        "the decision binds, or the sides ended it",
        told.FinalTold,
        _step("pronounced", "final", "2026-03-09T20:30:00+00:00"),
    ),
    "dispute.closed": EventKind(
        "nothing is owed any more", told.StageTold, _step("final", "closed", None)
    ),
    "panel.committed": EventKind(
        "the lot is promised: answer with a nonce",
        told.CommittedTold,
        {
            **_DRAW,
            "commitment": {"v": "jury-draw/1", "seats": 5},
            "digest": _DIGEST,
            "nonce_due_at": "2026-03-05T20:40:00+00:00",
            "juries_served": 0,
            "weak_randomness": True,
        },
    ),
    "panel.drawn": EventKind(
        "the lot is drawn",
        told.DrawnTold,
        {
            **_DRAW,
            "digest": _DIGEST,
            "seed": _DIGEST,
            "server_seed": _DIGEST,
            "nonce": "5a" * 16,
            "weak_randomness": True,
        },
    ),
    "summons.sent": _summons("somebody was called"),
    "summons.accepted": _summons("they took their seat"),
    "summons.declined": _summons("they would rather not"),
    "summons.recused": _summons("they know somebody in it, or left their seat"),
    "summons.expired": _summons("they did not answer in time"),
    "summons.revoked": _summons("their time to read ran out"),
    "summons.removed": _summons("it turned out that they may not judge it"),
    "summons.released": _summons("they were no longer needed"),
    "panel.closed": EventKind(
        "the poll has closed",
        told.PanelTold,
        {**_DRAW, "outcome": "decided", "ballots": 5, "seats": 5},
    ),
    "verdict.pronounced": EventKind(
        "what was decided, not yet final",
        told.VerdictTold,
        {
            **_DECISION,
            "final_at": "2026-03-08T20:30:00+00:00",
            "round_number": 1,
            "appeal_until": "2026-03-08T20:30:00+00:00",
            "reasons": [{"code": "defect_shown", "count": 3}],
        },
    ),
    "verdict.appealed": EventKind(
        "a side appealed, or joined the other's appeal",
        told.AppealedTold,
        {
            "side": "buyer",
            "ground": "overlooked",
            "round_number": 1,
            "joined": False,
            "decided_by": "2026-03-13T20:30:00+00:00",
        },
    ),
    "verdict.corrected": EventKind(
        "a slip in it was put right",
        told.CorrectedTold,
        {
            "kind": "sum",
            "round_number": 1,
            "version": 2,
            "remedy": "share_30",
            **_SHARES,
            "price_minor": [20000, 18000],
            "order_freight_minor": [1200, 1200],
            "final_at": "2026-03-08T20:30:00+00:00",
        },
    ),
    **{type_: EventKind(*one) for type_, one in RETURN_EVENTS.items()},
    **{type_: EventKind(*one) for type_, one in RESEND_EVENTS.items()},
    **{type_: EventKind(*one) for type_, one in REFUND_EVENTS.items()},
    **{type_: EventKind(*one) for type_, one in MONEY_EVENTS.items()},
    "notice.due": EventKind(
        "a user of yours must be told something",
        told.NoticeTold,
        {
            "notice": "ntc_23de2cec",
            "user": "u-3141",
            "kind": "dispute.admitted",
            "locale": "en",
            "text": "A dispute about your order was taken in",
            "link": "https://jury.example/disputes/dsp_02cb785d",
            "expires_at": "2026-03-03T08:30:00+00:00",
        },
    ),
    **JUROR_EVENTS,
    **ACT_EVENTS,
    **INQUIRY_EVENTS,
}
