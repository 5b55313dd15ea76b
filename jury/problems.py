"""Errors as RFC 9457 problem+json."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Response


def problem(
    status: HTTPStatus,
    *,
    code: str,
    detail: str,
    fields: Mapping[str, str] | None = None,
) -> Response:
    """A problem document; `errors` names every bad field."""
    content: dict[str, object] = {
        "type": f"urn:jury:problem:{code}",
        "title": status.phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
    }
    if fields:
        content["errors"] = [
            {"field": name, "detail": sentence} for name, sentence in fields.items()
        ]
    return Response(
        json.dumps(content, ensure_ascii=False),
        status=status,
        content_type="application/problem+json",
    )
