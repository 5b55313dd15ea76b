"""The OpenAPI description, made from what the views declare and the models say."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar, cast

from apiflask import APIFlask
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema
from werkzeug.routing import Rule

from jury.api.answers import EventShown
from jury.api.event_reference import EVENTS
from jury.api.examples import ENVELOPE, EXAMPLES
from jury.api.meanings import MEANINGS
from jury.problems import MEDIA_TYPE
from jury.services.people.accounts import SCOPES

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Part = dict[str, Any]

ATTRIBUTE = "operation"
JSON = "application/json"
TEMPLATE = "#/components/schemas/{model}"
KEY = "Idempotency-Key"
DESCRIPTION = (
    "Escalate disputes, let their parties and jurors in, follow what happens, and "
    "carry the verdict out. Every POST takes an Idempotency-Key; a repeat gets the "
    "first answer again. Problems are RFC 9457 documents in the language that "
    "Accept-Language asks for."
)
REFUSALS = {
    400: "The request cannot be read, or its Idempotency-Key is missing or too long.",
    401: "The key is missing, unknown, expired or revoked.",
    403: "The key has not the scope that this needs.",
    404: "There is no such thing, or it is not for this key.",
    409: "The state of things forbids it, or it was done before.",
    413: "The request is too large.",
    415: "The body is not application/json.",
    422: "Fields are wrong; `errors` names every one. Or the Idempotency-Key came "
    "with another request before.",
    429: "Too many requests; try again after `Retry-After` seconds.",
}


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What one view takes, gives and refuses."""

    takes: type[BaseModel] | None = None
    media_type: str = JSON
    query: type[BaseModel] | None = None
    gives: type[BaseModel]
    status: int = 200
    refuses: tuple[int, ...] = ()


def describe(
    *,
    gives: type[BaseModel],
    takes: type[BaseModel] | None = None,
    media_type: str = JSON,
    query: type[BaseModel] | None = None,
    status: int = 200,
    refuses: Sequence[int] = (),
) -> Callable[[Decorated], Decorated]:
    """Declare what a view takes, gives and refuses beyond what all refuse."""

    def declare(view: Decorated) -> Decorated:
        operation = Operation(
            takes=takes,
            media_type=media_type,
            query=query,
            gives=gives,
            status=status,
            refuses=tuple(refuses),
        )
        setattr(view, ATTRIBUTE, operation)
        return view

    return declare


def init_app(app: APIFlask) -> None:
    """Serve the description at /openapi.json."""

    @app.spec_processor
    def complete(written: Part | str) -> Part | str:
        spec = cast(Part, written)
        found = list(_operations(app))
        spec["info"]["description"] = DESCRIPTION
        spec["servers"] = [{"url": "/"}]
        spec["tags"] = []
        spec["paths"] = _paths(app, found)
        spec["webhooks"] = _webhooks()
        spec["components"] = {
            "schemas": _schemas([operation for _rule, operation in found]),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An API key. Its scopes: " + ", ".join(SCOPES),
                }
            },
        }
        return spec


def _operations(app: APIFlask) -> Iterator[tuple[Rule, Operation]]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        operation = getattr(app.view_functions[rule.endpoint], ATTRIBUTE, None)
        if operation is not None:
            yield rule, operation


def _paths(app: APIFlask, found: Sequence[tuple[Rule, Operation]]) -> Part:
    paths: dict[str, Part] = {}
    for rule, operation in found:
        address = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        view = app.view_functions[rule.endpoint]
        for method in sorted(rule.methods or ()):
            if method in {"GET", "POST"}:
                told = _operation(operation, view, rule=rule, method=method)
                paths.setdefault(address, {})[method.lower()] = told
    return paths


def _webhooks() -> Part:
    """Every event as it is sent; a receiver's 2xx only says that it came."""
    told: Part = {}
    for type_, kind in EVENTS.items():
        data = {"$ref": TEMPLATE.format(model=kind.data.__name__)}
        own = {"properties": {"type": {"const": type_}, "data": data}}
        envelope = {"$ref": TEMPLATE.format(model=EventShown.__name__)}
        content = {
            "schema": {"allOf": [envelope, own]},
            "example": ENVELOPE | {"type": type_, "data": dict(kind.example)},
        }
        told[type_] = {
            "post": {
                "summary": kind.when,
                "requestBody": {"required": True, "content": {JSON: content}},
                "responses": {"204": {"description": "Received."}},
            }
        }
    return told


def _operation(
    operation: Operation, view: Callable[..., Any], *, rule: Rule, method: str
) -> Part:
    summary, _, more = (view.__doc__ or "").partition("\n")
    scopes = str(getattr(view, "access", "")).removeprefix("key: ")
    told: Part = {
        "operationId": view.__name__,
        "summary": summary.rstrip("."),
        "description": f"{more.strip()}\n\nScope: `{scopes}`.".strip(),
        "security": [{"key": []}],
        "parameters": [*_parameters(operation, rule=rule, method=method)],
        "responses": _responses(operation, method),
    }
    if operation.takes is not None:
        told["requestBody"] = {
            "required": True,
            "content": {operation.media_type: _content(operation.takes)},
        }
    return told


def _parameters(operation: Operation, *, rule: Rule, method: str) -> Iterator[Part]:
    for name in sorted(rule.arguments):
        schema = {"type": "string", "minLength": 1}
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    if operation.query is not None:
        fields = operation.query.model_json_schema()["properties"]
        for name, schema in fields.items():
            yield {"name": name, "in": "query", "required": False, "schema": schema}
    if method == "POST":
        yield {
            "name": KEY,
            "in": "header",
            "required": True,
            "description": "Names this request: a repeat changes nothing.",
            "schema": {
                "type": "string",
                "minLength": 1,
                "maxLength": 255,
                "pattern": "^[!-~]+$",
            },
        }


def _responses(operation: Operation, method: str) -> Part:
    refuses = {401, 403, 429, *operation.refuses}
    if operation.query is not None:
        refuses.add(422)
    headers: Part = {}
    if method == "POST":
        refuses |= {400, 409, 413, 415, 422}
        headers = {
            "Idempotency-Replayed": {
                "description": "Whether this answer was given before.",
                "required": True,
                "schema": {"type": "string", "enum": ["true", "false"]},
            }
        }
    done: Part = {
        "description": HTTPStatus(operation.status).phrase,
        "content": {JSON: _content(operation.gives)},
    }
    if headers:
        done["headers"] = headers
    return {str(operation.status): done} | {
        str(status): _refusal(status) for status in sorted(refuses)
    }


def _refusal(status: int) -> Part:
    schema = {"$ref": TEMPLATE.format(model=Problem.__name__)}
    return {
        "description": REFUSALS[status],
        "content": {MEDIA_TYPE: {"schema": schema}},
    }


def _content(model: type[BaseModel]) -> Part:
    content: Part = {"schema": {"$ref": TEMPLATE.format(model=model.__name__)}}
    if model.__name__ in EXAMPLES:
        content["example"] = EXAMPLES[model.__name__]
    return content


class BadField(BaseModel):
    """One wrong field, named by its JSON pointer."""

    field: str
    detail: str


class Problem(BaseModel):
    """RFC 9457: what was refused, for programs (`code`) and for people (`detail`)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[BadField] = []


def _schemas(operations: Sequence[Operation]) -> Part:
    wanted: dict[type[BaseModel], JsonSchemaMode] = {Problem: "validation"}
    wanted |= {kind.data: "serialization" for kind in EVENTS.values()}
    for operation in operations:
        wanted[operation.gives] = "serialization"
        if operation.takes is not None:
            wanted[operation.takes] = "validation"
    _names, told = models_json_schema(list(wanted.items()), ref_template=TEMPLATE)
    definitions: Part = told["$defs"]
    for name, meanings in MEANINGS.items():
        for field, meaning in meanings.items():
            definitions[name]["properties"][field].setdefault("description", meaning)
    return definitions
