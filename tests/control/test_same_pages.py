"""Nothing on a juror's pages tells a control call from a real one before it is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import cycle
from types import MappingProxyType

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jury.domain.asking import AskTerms
from jury.domain.law.showing import Dates, Showing
from jury.domain.lives.part_states import SummonsState
from jury.storage.draws import get_summons
from jury.storage.jurors.controls import get_call_of_any
from tests.control import acts
from tests.control.twins import Clock, Twins, make_twins, told
from tests.web.juror_acts import make_sign_in
from tests.web.juror_world import Called
from tests.world import World


@dataclass(frozen=True)
class Step:
    """One request, after a wait of so many seconds."""

    method: str
    path: str
    fields: Mapping[str, str] = field(default_factory=dict)
    wait: int = 0
    as_json: bool = False


def get(path: str, *, wait: int = 0) -> Step:
    return Step("GET", path, wait=wait)


def post(
    path: str,
    *,
    wait: int = 0,
    as_json: bool = False,
    fields: Mapping[str, str] = MappingProxyType({}),
    **more: str,
) -> Step:
    return Step("POST", path, {**fields, **more}, wait, as_json)


LANGUAGES = ("en", "zh-Hans")
DATES = (Dates.SHOWN, Dates.SHOWN, Dates.DAYS, Dates.DAYS)
CALL, SEAT = "/jury/summons/SID", "/jury/seats/SID"
HOME = (get("/jury"), get("/jury/figures"), get("/inbox"), get(CALL))
SEATED = tuple(
    get(f"{SEAT}{page}")
    for page in ("", "/ballot", "/review", "/receipt", "/outcome", "/question")
)
CHOSEN: Mapping[str, str] = {
    "choice": "0",
    "reasons": "0:not_shown",
    "sentence": "Chosen by the buyer.",
}
WALKS: dict[str, Sequence[Step]] = {
    "says no": (*HOME, post(f"{CALL}/decline"), *HOME, post(f"{CALL}/accept"), *SEATED),
    "steps aside": (
        post(f"{CALL}/recuse", reason="nonsense"),
        post(f"{CALL}/recuse", reason="know_a_party"),
        *HOME,
        post(f"{CALL}/recuse", reason="know_a_party"),
    ),
    "answers too late": (
        get(CALL, wait=3 * 3600),
        post(f"{CALL}/accept"),
        post(f"{CALL}/decline"),
        *SEATED,
    ),
    "sits down too late to read": (post(f"{CALL}/accept", wait=24 * 3600 - 90), *HOME),
    "steps aside in the seat": (
        post(f"{CALL}/accept"),
        *SEATED,
        post(f"{CALL}/recuse", reason="upsetting"),
        *HOME,
        *SEATED,
        post(f"{SEAT}/review", fields=CHOSEN),
    ),
    "reads, asks, votes, and tries what may not be": (
        post(f"{CALL}/accept"),
        post(f"{CALL}/accept"),
        post(f"{CALL}/decline"),
        *HOME,
        *SEATED,
        *(get(f"{SEAT}/exhibits/exh_none{one}") for one in ("", "/image", "/thumb")),
        get(f"{SEAT}/exhibits/exh_none/parts/1"),
        post(f"{SEAT}/exhibits/exh_none/opened"),
        post(f"{SEAT}/question"),
        post(f"{SEAT}/question", ask="courier_entry"),
        post(f"{SEAT}/question/put", ask="courier_entry"),
        post(f"{SEAT}/ballot"),
        post(f"{SEAT}/ballot", choice="7"),
        post(f"{SEAT}/draft", sentence="x" * 1200),
        post(f"{SEAT}/draft", choice="1", as_json=True),
        post(f"{SEAT}/ballot", fields=CHOSEN),
        get(f"{SEAT}/review"),
        post(f"{SEAT}/review", fields=CHOSEN),
        post(f"{SEAT}/keep"),
        get(f"{SEAT}", wait=200),
        post(f"{SEAT}/question/put", ask="nonsense"),
        post(f"{SEAT}/question/put", ask="courier_answer"),
        post(f"{SEAT}/question/put", ask="courier_answer"),
        get(f"{SEAT}/question"),
        post(f"{SEAT}/review", choice="9"),
        post(f"{SEAT}/review", fields={**CHOSEN, "sentence": "x" * 900}),
        get("/jury"),
        post(f"{SEAT}/review", fields=CHOSEN),
        post(f"{SEAT}/review", fields=CHOSEN),
        post(f"{SEAT}/keep"),
        post(f"{SEAT}/contest", sentence="Is it one?"),
        post(f"{CALL}/recuse", reason="no_time"),
        *HOME,
        *SEATED,
    ),
    "cannot decide": (
        post(f"{CALL}/accept"),
        get(SEAT),
        post(f"{SEAT}/ballot", choice="undecided", reasons="undecided:both_plausible"),
        get(f"{SEAT}/review", wait=200),
        post(f"{SEAT}/review", choice="undecided", reasons="undecided:both_plausible"),
        *HOME,
        *SEATED,
    ),
    "votes when the window is over": (
        post(f"{CALL}/accept"),
        get(SEAT),
        post(f"{SEAT}/ballot", fields=CHOSEN),
        post(f"{SEAT}/review", wait=24 * 3600, fields=CHOSEN),
        post(f"{SEAT}/draft", fields=CHOSEN),
        get(f"{SEAT}/question"),
        post(f"{SEAT}/question/put", ask="courier_answer"),
    ),
}


ENDS = dict(
    zip(
        WALKS,
        (
            SummonsState.DECLINED,
            SummonsState.RECUSED,
            SummonsState.SENT,
            SummonsState.SENT,
            SummonsState.RECUSED,
            SummonsState.VOTED,
            SummonsState.VOTED,
            SummonsState.ACCEPTED,
        ),
        strict=True,
    )
)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock().hold(monkeypatch)


@pytest.fixture
def twins(
    session: Session, held: Clock, monkeypatch: pytest.MonkeyPatch, dates: Dates
) -> Iterator[Twins]:
    begun = World.begin(jurors=8)
    acts.use_controls(monkeypatch)
    shown = Showing(dates=dates)
    with acts.under_policies(ask=AskTerms(share=Fraction(1, 2)), shown=shown):
        yield make_twins(begun)


@pytest.fixture
def clients(app: Flask, twins: Twins, lang: str) -> tuple[FlaskClient, FlaskClient]:
    sign_in = make_sign_in(app)
    both = sign_in(twins.real), sign_in(twins.control)
    for client in both:
        with client.session_transaction() as cookie:
            cookie["lang"] = lang
    return both


def take(client: FlaskClient, called: Called, step: Step) -> TestResponse:
    path = step.path.replace("SID", called.sid)
    if step.method == "GET":
        return client.get(path)
    accepts = {"Accept": "application/json"} if step.as_json else {}
    return client.post(path, data=step.fields, headers=accepts)


@pytest.mark.parametrize(
    ("walk", "lang", "dates"),
    list(zip(WALKS, cycle(LANGUAGES), cycle(DATES), strict=False)),
)
def test_each_page_and_each_refusal_is_the_same_to_the_byte(
    twins: Twins, clients: tuple[FlaskClient, FlaskClient], held: Clock, walk: str
) -> None:
    for number, step in enumerate(WALKS[walk]):
        held.move(seconds=step.wait)
        real, control = (
            told(called, take(client, called, step))
            for client, called in zip(clients, (twins.real, twins.control), strict=True)
        )
        assert control == real, (number, step.method, step.path)
    ends = get_summons(twins.real.sid).state, get_call_of_any(twins.control.sid).state
    assert ends == (ENDS[walk].value, ENDS[walk].value)
