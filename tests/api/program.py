"""A program of the marketplace: a key, and requests made with it."""

import copy
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jury.api.examples import EXAMPLES
from jury.services.people import accounts
from jury.storage.transaction import transaction
from tests.played import beginning

PREFIX = "/api/v1"


def make_key(app: Flask, *scopes: str) -> str:
    """The secret of a new key; with every scope when none is named."""
    with app.app_context():
        return _made_key(scopes or accounts.SCOPES)


@beginning
def _made_key(scopes: Sequence[str]) -> str:
    with transaction() as now:
        secret, _key = accounts.make_api_key("t", scopes, now=now)
    return secret


def make_dispute(number: str = "1", **changed: Any) -> dict[str, Any]:
    """The body of an escalation; `number` sets it apart from others."""
    body: dict[str, Any] = copy.deepcopy(EXAMPLES["NewDispute"])
    body["order"]["ref"] = f"ORD-{number}"
    body["refund"]["ref"] = f"RF-{number}"
    return body | changed


def put(body: Any, place: str, value: Any) -> Any:
    """The body with another value at a JSON pointer."""
    changed = copy.deepcopy(body)
    *way, last = place.split("/")[1:]
    at = changed
    for part in way:
        at = at[int(part)] if isinstance(at, list) else at[part]
    at[int(last) if isinstance(at, list) else last] = value
    return changed


def wrong_fields(answer: TestResponse) -> list[str]:
    """The fields that a problem names."""
    return sorted(one["field"] for one in answer.get_json().get("errors", []))


@dataclass
class Program:
    """Calls the API with one key, in English, a new Idempotency-Key each time."""

    client: FlaskClient
    secret: str
    language: str = "en"
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """POST a JSON body."""
        once = {"Idempotency-Key": key or f"key-{next(self.numbers)}"}
        all_headers = self.headers() | once | dict(headers or {})
        return self.client.post(PREFIX + path, json=body, headers=all_headers)

    def post_raw(
        self, path: str, content: bytes, *, media_type: str, key: str = "raw"
    ) -> TestResponse:
        """POST bytes as they are."""
        return self.client.post(
            PREFIX + path,
            data=content,
            content_type=media_type,
            headers=self.headers() | {"Idempotency-Key": key},
        )

    def get(self, path: str) -> TestResponse:
        """GET a resource."""
        return self.client.get(PREFIX + path, headers=self.headers())

    def headers(self) -> dict[str, str]:
        """Who asks, and in which language."""
        return {
            "Authorization": f"Bearer {self.secret}",
            "Accept-Language": self.language,
        }

    def escalate(self, number: str = "1", **changed: Any) -> str:
        """Escalate a dispute; its id."""
        answer = self.post("/disputes", make_dispute(number, **changed))
        assert answer.status_code == 201, answer.text
        return str(answer.get_json()["id"])
