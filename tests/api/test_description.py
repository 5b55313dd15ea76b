"""The OpenAPI description: complete, honest, and held to it by generated requests."""

import itertools
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import TypeAdapter
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks as conformance
from sqlalchemy.orm import Session

from jury.api.answers import DisputeShown
from jury.api.examples import EXAMPLES
from jury.services.people import accounts
from tests.api.program import PREFIX, Program

CHECKS = [
    not_a_server_error,
    conformance.status_code_conformance,
    conformance.content_type_conformance,
    conformance.response_headers_conformance,
    conformance.response_schema_conformance,
    conformance.negative_data_rejection,
]
EXAMPLES_EACH = 5


@pytest.fixture
def description(client: FlaskClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").get_json()
    return described


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, kinds in description["paths"].items():
        for method, operation in kinds.items():
            yield f"{method.upper()} {path}", operation


def test_it_is_openapi_3_1_and_names_every_scope(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1.")
    scheme = description["components"]["securitySchemes"]["key"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert all(scope in scheme["description"] for scope in accounts.SCOPES)


def test_every_address_of_the_api_is_described(
    app: Flask, description: dict[str, Any]
) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    served = {rule for rule in rules if rule.startswith(PREFIX)}
    assert len(served) == len(description["paths"])
    assert all(path.startswith(PREFIX) for path in description["paths"])


def test_every_operation_says_how_it_is_refused(description: dict[str, Any]) -> None:
    for name, operation in operations(description):
        assert operation["summary"], name
        assert operation["security"] == [{"key": []}], name
        refusals = {code for code in operation["responses"] if code >= "4"}
        assert {"401", "403", "429"} <= refusals, name
        for code in refusals:
            assert "application/problem+json" in operation["responses"][code]["content"]


def test_every_post_asks_for_its_key(description: dict[str, Any]) -> None:
    for name, operation in operations(description):
        headers = [one for one in operation["parameters"] if one["in"] == "header"]
        expected = ["Idempotency-Key"] if name.startswith("POST") else []
        assert [one["name"] for one in headers] == expected, name
        assert all(one["required"] for one in headers)


def test_no_reference_leads_nowhere(description: dict[str, Any]) -> None:
    text = str(description)
    names = set(description["components"]["schemas"])
    wanted = {part.split("'")[0] for part in text.split("'#/components/schemas/")[1:]}
    assert wanted <= names


def test_every_field_says_what_it_means(description: dict[str, Any]) -> None:
    silent = [
        f"{name}.{field}"
        for name, shape in description["components"]["schemas"].items()
        for field, schema in shape.get("properties", {}).items()
        if not schema.get("description")
    ]
    assert not silent, "explain them in jury/api/meanings.py: " + ", ".join(silent)


def test_the_examples_are_requests_that_work(program: Program) -> None:
    admitted = program.post("/disputes", EXAMPLES["NewDispute"])
    assert admitted.status_code == 201, admitted.text
    link = program.post("/login-links", EXAMPLES["LinkAsked"])
    assert link.status_code == 201
    assert program.post("/sandbox/clock:advance", EXAMPLES["Step"]).status_code == 200
    shown = program.get(f"/disputes/{admitted.get_json()['id']}").get_json()
    TypeAdapter(dict[str, Any]).validate_python(shown)
    assert set(shown) == set(DisputeShown.model_fields)


def test_generated_requests_are_answered_as_described(
    app: Flask, program: Program, session: Session
) -> None:
    real = {"dispute_id": program.escalate("1"), "refund_ref": "RF-1"}
    described = schemathesis.openapi.from_wsgi("/openapi.json", app)
    keys = itertools.count()
    tried = 0
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path.endswith(":import"):
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            ask(operation, mode, program.secret, real=real, keys=keys)
            tried += 1
    assert tried >= 20


def ask(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    secret: str,
    *,
    real: dict[str, str],
    keys: "itertools.count[int]",
) -> None:
    """Send generated requests of one kind, half of them to what really exists."""

    @settings(
        max_examples=EXAMPLES_EACH,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: schemathesis.Case[Any]) -> None:
        number = next(keys)
        if mode is GenerationMode.POSITIVE:
            case.headers["Idempotency-Key"] = f"generated-{number}"
        if number % 2 and mode is GenerationMode.POSITIVE:
            for name in case.path_parameters:
                case.path_parameters[name] = real.get(name, "ntc_x")
        response = case.call(headers={"Authorization": f"Bearer {secret}"})
        case.validate_response(response, checks=CHECKS)

    with warnings.catch_warnings():
        # The generator warns of what it leaves out of a schema; what is sent counts.
        warnings.simplefilter("ignore")
        send()
