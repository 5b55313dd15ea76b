"""Errors as RFC 9457 problem+json, in the reader's language."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Response
from flask_babel import get_locale, gettext
from werkzeug.exceptions import HTTPException

from jury.domain.errors import N_

# When to come again, in seconds; 503 is a stop, which somebody lifts by hand.
RETRY_AFTER: Mapping[HTTPStatus, str] = {
    HTTPStatus.TOO_MANY_REQUESTS: "60",
    HTTPStatus.SERVICE_UNAVAILABLE: "600",
}
MEDIA_TYPE = "application/problem+json"
BAD_REQUEST = N_("The request could not be understood. Nothing was changed.")
HTTP_SENTENCES: Mapping[HTTPStatus, str] = {
    HTTPStatus.BAD_REQUEST: BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED: N_("Send a valid key: Authorization: Bearer …"),
    HTTPStatus.NOT_FOUND: N_(
        "There is nothing at this address: no such dispute, record or person is known, "
        "or it is not for this key."
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: N_("This address takes another method."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: N_("The request is too large."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: N_(
        "Send JSON: Content-Type application/json; a roster: application/x-ndjson."
    ),
}


def problem(
    status: HTTPStatus,
    *,
    code: str,
    detail: str,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document; `errors` names every bad field by its JSON pointer."""
    content: dict[str, object] = {
        "type": f"urn:jury:problem:{code}",
        "title": status.phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
    }
    if fields:
        content["errors"] = [
            {"field": pointer(name), "detail": sentence}
            for name, sentence in fields.items()
        ]
    answer = Response(
        json.dumps(content, ensure_ascii=False),
        status=status,
        content_type=MEDIA_TYPE,
        headers=headers,
    )
    if status in RETRY_AFTER:
        answer.headers.setdefault("Retry-After", RETRY_AFTER[status])
    answer.vary.add("Accept-Language")
    answer.content_language.add(str(get_locale()).replace("_", "-"))
    return answer


def http_problem(error: HTTPException) -> Response:
    """What the framework refused, by the API's own sentences."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    kept = ("Allow", "Retry-After", "Location")
    headers = {name: value for name, value in error.get_headers() if name in kept}
    if status is HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return problem(
        status,
        code=status.name.lower(),
        detail=gettext(HTTP_SENTENCES.get(status, BAD_REQUEST)),
        headers=headers,
    )


def pointer(name: str) -> str:
    """A field as RFC 6901 writes it."""
    return name if name.startswith("/") or not name else f"/{name}"
