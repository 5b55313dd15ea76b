"""Who may call: keys, their scopes, their end."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.api import keys
from jury.domain.errors import AlreadyDone, DisputeError, NotFound, NotNow
from jury.services.people import accounts
from jury.storage.audit import list_entries
from jury.storage.people import ApiKey, list_api_keys
from jury.storage.transaction import transaction
from tests.api.program import PREFIX, Program, make_key
from tests.side_by_side import side_by_side
from tests.world import move_clock

OPERATIONS = [
    ("POST", "/disputes", ["disputes:write"]),
    ("GET", "/disputes", ["disputes:read"]),
    ("GET", "/disputes/dsp_x", ["disputes:read"]),
    ("GET", "/disputes/dsp_x/transcript", ["disputes:read"]),
    ("POST", "/disputes/dsp_x/draw-nonce", ["disputes:write"]),
    ("POST", "/disputes/dsp_x/withdrawals", ["disputes:write"]),
    ("POST", "/disputes/dsp_x/staff-decision", ["disputes:write"]),
    ("POST", "/disputes/dsp_x/return-events", ["disputes:write"]),
    ("GET", "/events", ["events:read"]),
    ("POST", "/notices/ntc_x/receipts", ["notices:write"]),
    ("POST", "/login-links", ["links:party", "links:juror"]),
    ("POST", "/refunds/RF-1/answers", ["refunds:write"]),
    ("GET", "/refunds/RF-1", ["refunds:write", "disputes:read"]),
    ("POST", "/reconciliations", ["refunds:write"]),
    ("GET", "/reconciliations", ["refunds:write", "disputes:read"]),
    ("POST", "/jurors:import", ["jurors:write"]),
    ("POST", "/pool-figures", ["jurors:write"]),
    ("GET", "/sandbox/clock", ["sandbox:clock"]),
    ("POST", "/sandbox/clock:advance", ["sandbox:clock"]),
    ("POST", "/sandbox/disputes/dsp_x/jury:vote", ["sandbox:clock"]),
    ("POST", "/sandbox/robots", ["sandbox:clock"]),
    ("GET", "/sandbox/robots/dsp_x", ["sandbox:clock"]),
    ("GET", "/deliveries", ["events:read"]),
    ("POST", "/deliveries/dlv_x:replay", ["events:read"]),
]


def call(
    client: FlaskClient, method: str, path: str, secret: str | None
) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    answer = client.open(PREFIX + path, method=method, headers=headers)
    code = answer.get_json()["code"] if answer.status_code >= 400 else ""
    return answer.status_code, code


def test_every_operation_stands_in_the_table(client: FlaskClient) -> None:
    described = client.get("/openapi.json").get_json()["paths"]
    operations = {
        (method.upper(), path) for path, kinds in described.items() for method in kinds
    }
    assert len(operations) == len(OPERATIONS)


def test_nobody_calls_without_a_valid_key(app: Flask, client: FlaskClient) -> None:
    for method, path, _scopes in OPERATIONS:
        for secret in (None, "jury_unknown", ""):
            assert call(client, method, path, secret) == (401, "unauthorized")


def test_a_key_without_the_scope_may_not(app: Flask, client: FlaskClient) -> None:
    for method, path, scopes in OPERATIONS:
        others = [one for one in accounts.SCOPES if one not in scopes]
        secret = make_key(app, *others)
        assert call(client, method, path, secret) == (403, "missing_scope"), path


def test_a_key_with_one_of_the_scopes_may(app: Flask, client: FlaskClient) -> None:
    for method, path, scopes in OPERATIONS:
        for scope in scopes:
            status, _code = call(client, method, path, make_key(app, scope))
            assert status not in {401, 403}, path


def test_a_refused_key_is_told_how_to_sign_in(client: FlaskClient) -> None:
    answer = client.get(f"{PREFIX}/events")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.content_type == "application/problem+json"


def test_two_keys_are_valid_while_one_follows_the_other(
    session: Session, client: FlaskClient
) -> None:
    with transaction() as now:
        old, key = accounts.make_api_key("t", ["events:read"], now=now)
        key_id = key.id
    with transaction() as now:
        new, _key = accounts.rotate_api_key(key_id, overlap=timedelta(hours=1), now=now)
    both = [call(client, "GET", "/events", secret)[0] for secret in (old, new)]
    assert both == [200, 200]
    with transaction() as now:
        accounts.revoke_api_key(key_id, now=now)
    assert call(client, "GET", "/events", old)[0] == 401
    assert call(client, "GET", "/events", new)[0] == 200


def test_a_key_ends_when_its_time_is_over(
    session: Session, client: FlaskClient
) -> None:
    with transaction() as now:
        old, key = accounts.make_api_key("t", ["events:read"], now=now)
        key_id = key.id
    with transaction() as now:
        accounts.rotate_api_key(key_id, overlap=timedelta(seconds=-1), now=now)
    assert call(client, "GET", "/events", old) == (401, "unauthorized")


HOUR = timedelta(hours=1)


def make_one() -> int:
    with transaction() as now:
        made: int = accounts.make_api_key("t", ["events:read"], now=now)[1].id
    return made


def rotate(key_id: int, overlap: timedelta = HOUR) -> int:
    with transaction() as now:
        made: int = accounts.rotate_api_key(key_id, overlap=overlap, now=now)[1].id
    return made


def revoke(key_id: int) -> None:
    with transaction() as now:
        accounts.revoke_api_key(key_id, now=now)


def test_a_rotation_says_which_key_follows_and_when_the_old_one_ends(
    session: Session,
) -> None:
    old = make_one()
    new = rotate(old)
    assert session.get_one(ApiKey, new).follows_id == old
    ends_at = session.get_one(ApiKey, old).expires_at
    assert ends_at is not None
    entry = list_entries("accounts", "api_key.rotated")[-1]
    assert entry.payload == {
        "key": old,
        "successor": new,
        "ends_at": ends_at.isoformat(),
    }


def expired(session: Session) -> int:
    old = make_one()
    rotate(old)
    move_clock(hours=2)
    return old


def revoked(session: Session) -> int:
    key_id = make_one()
    revoke(key_id)
    return key_id


def rotated(session: Session) -> int:
    key_id = make_one()
    rotate(key_id)
    return key_id


def second_of_two(session: Session) -> int:
    return rotate(make_one())


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (expired, AlreadyDone),
        (rotated, AlreadyDone),
        (revoked, NotNow),
        (second_of_two, NotNow),
        (lambda _session: 99, NotFound),
    ],
)
def test_a_key_that_is_over_or_has_a_successor_is_not_rotated(
    session: Session, make: Callable[[Session], int], refusal: type[DisputeError]
) -> None:
    key_id = make(session)
    before = [(one.id, one.expires_at, one.revoked_at) for one in list_api_keys()]
    with pytest.raises(refusal):
        rotate(key_id)
    session.expire_all()
    after = [(one.id, one.expires_at, one.revoked_at) for one in list_api_keys()]
    assert after == before


def test_the_third_follows_once_the_first_is_over(session: Session) -> None:
    second = second_of_two(session)
    move_clock(hours=2)
    assert rotate(second)


def test_an_earlier_end_is_kept(session: Session) -> None:
    key_id = make_one()
    with transaction() as now:
        session.get_one(ApiKey, key_id).expires_at = early = now + HOUR
    rotate(key_id, overlap=24 * HOUR)
    assert session.get_one(ApiKey, key_id).expires_at == early


def test_revoking_again_changes_nothing(session: Session) -> None:
    key_id = revoked(session)
    at = session.get_one(ApiKey, key_id).revoked_at
    revoke(key_id)
    assert session.get_one(ApiKey, key_id).revoked_at == at
    assert len(list_entries("accounts", "api_key.revoked")) == 1


def test_a_key_rotated_twice_at_once_gets_one_successor(
    app: Flask, session: Session
) -> None:
    key_id = make_one()

    def act(now: datetime) -> str:
        return accounts.rotate_api_key(key_id, overlap=HOUR, now=now)[0]

    _first, second = side_by_side(app, act)
    assert isinstance(second, AlreadyDone)
    assert len(list_api_keys()) == 2


def test_a_key_used_too_often_waits(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "EACH_KEY", "2 per minute")
    answers = [program.get("/events") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert answers[2].get_json()["code"] == "too_many_requests"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Send a valid key: Authorization: Bearer …"),
        ("zh-CN,zh;q=0.9", "请发送有效的密钥：Authorization: Bearer …"),
    ],
)
def test_a_refusal_speaks_the_callers_language(
    client: FlaskClient, language: str, sentence: str
) -> None:
    answer = client.get(f"{PREFIX}/events", headers={"Accept-Language": language})
    assert answer.get_json()["detail"] == sentence
