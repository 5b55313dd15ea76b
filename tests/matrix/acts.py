"""The acts of the matrix: every POST of the URL map, with a form that could go through.

Nothing is listed by hand but what a form must hold. A new route is tried by itself; if
the shared fields are not enough for it, it needs a line in `FIELDS` or `BODIES`.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from jury.api.examples import EXAMPLES
from jury.domain.lifecycle import Side
from jury.services.fairness.meters import JUDGED
from jury.services.fairness.meters import TASK as LEANING
from jury.services.hearing.inquiry_looking import find_to_look_over
from jury.services.hearing.inquiry_view import evidence_digest
from jury.services.screening.disclose import preview_digest
from jury.storage.desk.saved_reasons import list_saved_reasons
from jury.storage.desk.stops import Stopped
from jury.storage.desk.tasks import list_open_tasks_of, list_open_tasks_to
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_latest_draw, list_summonses
from jury.storage.exhibits import list_exhibits
from jury.storage.figures.fairness import find_pick
from jury.storage.jurors.closed_mocks import find_open_mock
from jury.storage.jurors.controls import list_items_in_use
from jury.storage.money.reconciliations import list_open_differences
from jury.storage.offers import find_open_offer
from jury.storage.outside.deliveries import Wanted, list_deliveries
from jury.storage.outside.outbox import list_notices_about
from jury.storage.roster import get_juror
from jury.storage.rules import Slot, find_version
from tests.roster_lines import make_line
from tests.world import make_picture

SAID = "As the file shows."
# Where no dispute is: their own tests ask who may come in and be whom.
ELSEWHERE = frozenset({"accounts", "demo"})
SHARED: Mapping[str, str] = {
    "sure": "1",
    "reason": SAID,
    "text": SAID,
    "marks": "4",
    "language": "zh-Hans",
    "caption": "Bill",
    "late_reason": "Found today.",
    "ground": "overlooked",
    "kind": "sum",
    "rung": "1",
    "uncovered": "1",
    "boxes": "[]",
    "passage": "主板",
    "source": "claim",
    "target": "claim",
    "choice": "1",
    "reasons": "1:claim_shown",
    "terms": "sum",
    "sum": "30",
    "price": "180",
    "freight": "10",
    "act": "release",
    "ask": "expert_finding",
    "courier": "SF Express",
    "number": "1",
    "proof": "TT-77",
    "void": "1",
    "for": "buyer",
    "ref": "juror-9",
    "begins": "2199-03-01 22:00",
    "ends": "2199-03-02 06:00",
}
# What an act needs beside what all share, or said otherwise.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "juror.reporting.put": {"at": "claim"},
    "party.telling.write": {"save": "case", "text:case": SAID, "text:addition": SAID},
    "desk.acts.send_it_back": {"to": "hearing"},
    "juror.calls.step_aside": {"reason": "no_time"},
    "desk.file.cover": {"code": "personal"},
    "desk.late.cover": {"code": "personal", "boxes": "[[1, 1, 5, 5]]"},
    "desk.late.dismiss": {"code": "needed"},
    "desk.late.show_again": {"code": "not_personal"},
    "desk.late.take_back": {"code": "not_personal"},
    "desk.looks.look": {"code": "second_look"},
    "desk.marks.read": {"code": "second_look"},
    "desk.marks.show": {"code": "not_personal", "mark": "name:1"},
    "desk.editor.release": {"code": "nothing_left"},
    "desk.editor.withhold": {"code": "unrelated"},
    "desk.acts.cover": {"code": "asked"},
    "desk.acts.refuse": {"code": "needed"},
    "desk.acts.judge_sentence": {"code": "fit"},
    "desk.appeals.admit": {"code": "could_not_before", "act": "admit"},
    "desk.appeals.strike": {"code": "tells_of_verdict", "passage": "Please look"},
    "desk.appeals.unstrike": {"code": "tells_nothing"},
    "desk.bar.bar": {"code": "tie"},
    "desk.bar.lift": {"who": "juror-8"},
    "desk.money.change": {"kind": "decision", "rung": "0"},
    "desk.pauses.begin": {"code": "side_away"},
    "desk.practice.propose": {"item": "Phone", "why": SAID, "answer": "undecided"},
    "desk.strike.strike": {"code": "forged"},
    "party.practice.answer": {"allowed": "0"},
    "party.pieces.begin": {"size": "3000000"},
    "party.returning.contest": {"ground": "empty"},
    "party.returning.send": {"number": "SF1234567890123"},
}
# Bodies of the API, by endpoint; the examples of its description where there is one.
BODIES: Mapping[str, Mapping[str, object]] = {
    "api_courier.tell_courier": {"event": "delivered", "courier": "SF", "number": "1"},
    "api_deliveries.replay": {},
    "api_disputes.escalate": EXAMPLES["NewDispute"],
    "api_disputes.answer_commitment": {"nonce": "5a" * 16},
    "api_disputes.relay_withdrawal": {"side": "buyer"},
    "api_events.keep_receipt": {"receipt": "delivered"},
    "api_pool.tell_figures": {"users": 1000},
    "api_links.mint_link": {"user": "buyer-1", "purpose": "party"},
    "api_reconciliations.make_reconciliation": {"day": "2026-01-02", "lines": []},
    "api_refunds.answer_refund": {"result": "executed"},
    "api_robots.script_robots": {"buyer": [{"do": "finish"}]},
    "api_sandbox.move_clock": {"seconds": 1},
    "api_sandbox.let_jury_vote": {"rung": 1},
    "api_staff_decisions.report": EXAMPLES["StaffDecisionMade"]
    | {"buyer": {"minor": 5400, "currency": "CNY"}},
}
# Which task an act on a task is about; any other where none of its kind waits.
KINDS: Mapping[str, str] = {
    "consent": "consent",
    "dissent": "consent",
    "instruct": "refund_answer",
    "by-hand": "refund_answer",
    "write-off": "refund_answer",
    "money-consent": "money_consent",
    "money-dissent": "money_consent",
    "rule": "return",
    "return-consent": "return_consent",
    "return-dissent": "return_consent",
    "stands": "doubt",
    "set-aside": "doubt",
    "sentence": "sentence",
    "cover": "cover",
    "refuse": "cover",
    "dismiss": "reported",
    "admit": "admit_exhibit",
    "pass": "strike",
    "strike": "strike",
    "lift": "strike",
    "no-slip": "slip",
    "reopen": "reopen",
    "not-reopen": "reopen",
    "leave-award": "overturned",
    "mock-approve": "mock_review",
    "mock-refuse": "mock_review",
}


def _digest_of(dispute: Dispute, side: Side) -> str:
    """The hash of what this side would agree to now."""
    row = find_to_look_over(dispute, side)
    return evidence_digest(row) if row else preview_digest(dispute, side)


@dataclass(frozen=True)
class Facts:
    """What a request about a dispute must name, where the dispute stands."""

    dispute: str
    tasks: Mapping[str, str]
    exhibit: str
    calls: Mapping[str, tuple[str, str]]
    offer: str
    digests: Mapping[str, str]
    notice: str
    round_number: int
    reason: str
    difference: int
    pick: int
    lean: str
    change: int
    delivery: str
    mock: str
    control: str

    @classmethod
    def of(cls, dispute_id: str) -> "Facts":
        """Read them once a place."""
        dispute = get_dispute(dispute_id)
        draw = find_latest_draw(dispute_id)
        calls = list_summonses(draw.id) if draw else []
        found = {one.state: one for one in reversed(calls)}
        seated = found.get("voted") or found.get("accepted")
        offer = find_open_offer(dispute_id)
        exhibits = list_exhibits(dispute_id)
        buyer = dispute.party(Side.BUYER).user_id
        notices = list_notices_about(buyer, dispute_id)
        differences = list_open_differences()
        pick = find_pick(dispute_id)
        leans = list_open_tasks_to(LEANING, JUDGED)
        change = find_version(Slot.OPEN)
        mock = find_open_mock(dispute_id)
        sent = list_deliveries(Wanted(dispute_ids=[dispute_id]), limit=1)
        return cls(
            dispute=dispute_id,
            tasks={one.kind: one.id for one in list_open_tasks_of(dispute_id)},
            exhibit=exhibits[-1].id if exhibits else "exh_none",
            calls={
                name: (one.id, get_juror(one.juror_id).ref)
                for name, one in (("seated", seated), ("called", found.get("sent")))
                if one is not None
            },
            offer=offer.id if offer else "ofr_none",
            digests={side.value: _digest_of(dispute, side) for side in Side},
            notice=notices[0].id if notices else "ntc_none",
            round_number=dispute.round_number,
            reason=list_saved_reasons(0)[0].id,
            difference=differences[0].id if differences else 1,
            pick=pick.id if pick else 1,
            lean=leans[0].id if leans else "tsk_none",
            change=change.id if change else 1,
            delivery=sent[0].id if sent else "dlv_none",
            mock=mock.id if mock else "mck_none",
            control=next((one.id for one in list_items_in_use()), "ctl_none"),
        )


def acts_of(app: Flask) -> list[Rule]:
    """Every route that a POST may change something by."""
    return sorted(
        (
            rule
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ())
            and rule.endpoint.partition(".")[0] not in ELSEWHERE
        ),
        key=lambda rule: rule.endpoint,
    )


def address(app: Flask, rule: Rule, facts: Facts, who: str) -> str:
    """Where this act is posted to; a juror names their own call, others any."""
    act = rule.rule.rpartition("/")[2]
    kind = KINDS.get(act, "referred")
    task = facts.tasks.get(kind) or next(iter(facts.tasks.values()), "tsk_none")
    call = facts.calls.get(who) or next(iter(facts.calls.values()), ("sms_none", ""))
    values: dict[str, Any] = {
        "dispute_id": facts.dispute,
        "exhibit_id": facts.exhibit,
        "part_no": 1,
        "eid": facts.exhibit,
        "sid": call[0],
        "task_id": task,
        "refund_ref": "RF-1",
        "notice_id": facts.notice,
        "delivery_id": facts.delivery,
        "difference_id": facts.difference,
        "pick_id": facts.pick,
        "mock_id": facts.mock,
        "item_id": facts.control,
        "code": "neighbour",
        "what": Stopped.ENFORCEMENT.value,
        "number": 1,
        "place": 1,
    }
    if rule.endpoint == "desk.rules.approve":
        values["number"] = facts.change
    if rule.endpoint == "desk.fairness.explain":
        values["task_id"] = facts.lean
    with app.test_request_context():
        named = {name: values[name] for name in rule.arguments}
        return app.url_for(rule.endpoint, **named)


def form_of(rule: Rule, facts: Facts, who: str) -> dict[str, Any]:
    """A form that could go through."""
    form: dict[str, Any] = {
        **SHARED,
        **FIELDS.get(rule.endpoint, {}),
        "offer": facts.offer,
        "answering": facts.offer.replace("ofr_none", ""),
        "digest": facts.digests.get(who, ""),
        "reason_id": facts.reason,
    }
    if rule.endpoint == "party.telling.write" and facts.round_number > 1:
        form["save"] = "addition"
    if rule.endpoint in {"party.filing.file", "party.returning.file"}:
        form["file"] = (io.BytesIO(make_picture()), "bill.jpg")
    return form


def body_of(rule: Rule, facts: Facts) -> Mapping[str, object] | None:
    """A body that could go through; none where it is not one JSON object."""
    if rule.endpoint == "api_robots.script_robots":
        return {**BODIES[rule.endpoint], "dispute": facts.dispute}
    return BODIES.get(rule.endpoint)


def lines_of_roster() -> bytes:
    """One juror, as an import sends them."""
    return make_line("user-new")
