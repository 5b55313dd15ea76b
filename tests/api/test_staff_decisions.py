"""A shadow over the API: the marketplace reports what staff decided, once."""

from dataclasses import replace

import pytest

from jury.domain.asking import NEVER
from jury.domain.policy import Effect
from jury.services.law.lawbook import lawbook
from tests.api.program import Program, make_dispute, wrong_fields

HALF = {
    "buyer": {"minor": 60000, "currency": "CNY"},
    "decided_at": "2026-03-06T09:00:00Z",
    "code": "half",
}


def escalate(program: Program, number: str = "1") -> str:
    answer = program.post("/disputes", make_dispute(number))
    assert answer.status_code == 201, answer.text
    dispute: str = answer.get_json()["id"]
    return dispute


@pytest.fixture
def shadow(program: Program, monkeypatch: pytest.MonkeyPatch) -> str:
    law = lawbook()
    changed = tuple(
        replace(one, effect=Effect.SHADOW, ask=NEVER) for one in law.policies
    )
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=changed)
    )
    return escalate(program)


def test_a_report_is_kept_once_and_shown_beside_the_verdict(
    program: Program, shadow: str
) -> None:
    place = f"/disputes/{shadow}/staff-decision"
    assert program.get(f"/disputes/{shadow}").get_json()["staff_decision"] is None
    first = program.post(place, HALF, key="s")
    assert first.status_code == 200, first.text
    seen = first.get_json()
    assert seen["effect"] == "shadow"
    kept = seen["staff_decision"]
    assert (kept["buyer"]["minor"], kept["code"]) == (60000, "half")
    assert (kept["before_verdict"], kept["agrees"]) == (True, None)
    assert program.post(place, HALF, key="s").data == first.data
    assert program.post(place, HALF).get_json()["staff_decision"] == kept
    other = program.post(place, HALF | {"code": "all"})
    assert (other.status_code, other.get_json()["code"]) == (409, "reported_otherwise")
    far = HALF | {"buyer": {"minor": 10**9, "currency": "CNY"}}
    assert wrong_fields(program.post(place, far)) == ["/buyer"]


def test_elsewhere_the_court_itself_says_what_is_decided(program: Program) -> None:
    dispute = escalate(program)
    answer = program.post(f"/disputes/{dispute}/staff-decision", HALF)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "no_shadow")
    assert program.get(f"/disputes/{dispute}").get_json()["effect"] == "binding"
    missing = program.post("/disputes/dsp_none/staff-decision", HALF)
    assert missing.status_code == 404
