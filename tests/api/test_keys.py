"""Who may call: keys, their scopes, their end."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.api import keys
from jury.services import accounts
from jury.storage.transaction import transaction
from tests.api.program import PREFIX, Program, make_key

OPERATIONS = [
    ("POST", "/disputes", ["disputes:write"]),
    ("GET", "/disputes", ["disputes:read"]),
    ("GET", "/disputes/dsp_x", ["disputes:read"]),
    ("GET", "/disputes/dsp_x/transcript", ["disputes:read"]),
    ("POST", "/disputes/dsp_x/draw-nonce", ["disputes:write"]),
    ("GET", "/events", ["events:read"]),
    ("POST", "/notices/ntc_x/receipts", ["notices:write"]),
    ("POST", "/login-links", ["links:party", "links:juror"]),
    ("POST", "/refunds/RF-1/answers", ["refunds:write"]),
    ("GET", "/refunds/RF-1", ["refunds:write", "disputes:read"]),
    ("POST", "/jurors:import", ["jurors:write"]),
    ("GET", "/sandbox/clock", ["sandbox:clock"]),
    ("POST", "/sandbox/clock:advance", ["sandbox:clock"]),
    ("POST", "/sandbox/disputes/dsp_x/jury:vote", ["sandbox:clock"]),
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
