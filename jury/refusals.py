"""Refusals as answers: a sentence in the reader's language, and the right status.

The API answers problem+json, pages answer a page. A defect says nothing but a
number to quote; the log has the rest.
"""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus

import structlog
from flask import Flask, Response, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, TooManyRequests

from jury.domain.errors import (
    AlreadyDone,
    DisputeError,
    Invalid,
    NotAllowed,
    NotFound,
    NotNow,
    TooMany,
)
from jury.problems import HTTP_SENTENCES, RETRY_AFTER, http_problem, problem
from jury.services.standstill.stops import IntakeStopped
from jury.storage.base import current_session

log = structlog.get_logger()

STATUS: Mapping[type[DisputeError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    IntakeStopped: HTTPStatus.SERVICE_UNAVAILABLE,
    NotNow: HTTPStatus.CONFLICT,
    AlreadyDone: HTTPStatus.CONFLICT,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
}
Answer = tuple[str, int] | tuple[str, int, dict[str, str]] | Response


def init_app(app: Flask) -> None:
    """Turn every exception into an answer."""
    app.register_error_handler(DisputeError, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _defect)


def status_of(refusal: DisputeError) -> HTTPStatus:
    """The status code of a refusal."""
    for kind in type(refusal).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return HTTPStatus.BAD_REQUEST


def sentence_of(refusal: DisputeError) -> str:
    """The refusal in the reader's language."""
    return str(gettext(refusal.sentence, **refusal.params))


def fields_of(refusal: DisputeError) -> dict[str, str]:
    """Each bad field with its sentence in the reader's language."""
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    return {name: str(gettext(sentence)) for name, sentence in fields.items()}


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _refused(refusal: DisputeError) -> Answer:
    status = status_of(refusal)
    # A stranger must not learn from the answer whether a thing exists; whoever is
    # known here reads why an act is not theirs.
    if status is HTTPStatus.NOT_FOUND and not _is_api():
        return _not_found_page()
    sentence, fields = sentence_of(refusal), fields_of(refusal)
    if _is_api():
        if refusal.sentence == NotFound.sentence:
            sentence = str(gettext(HTTP_SENTENCES[HTTPStatus.NOT_FOUND]))
        return problem(status, code=refusal.code, detail=sentence, fields=fields)
    listed = " ".join(fields.values())
    return _page(status, gettext("This did not work"), f"{sentence} {listed}".strip())


def _stale_form(_error: CSRFError) -> Answer:
    text = gettext(
        "The page was open too long. Nothing was lost: go back and try again."
    )
    return _page(HTTPStatus.BAD_REQUEST, gettext("Please try again"), text)


def _http(error: HTTPException) -> Answer:
    status = HTTPStatus(error.code or 500)
    if _is_api():
        return http_problem(error)
    if isinstance(error, RequestEntityTooLarge):
        text = gettext("The file is too large. At most 20 MB are possible.")
    elif isinstance(error, TooManyRequests):
        text = gettext("Too many tries. Please wait a minute.")
    elif status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}:
        text = gettext("This page does not exist, or it is not for you.")
    else:
        text = gettext("The request could not be understood. Nothing was changed.")
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return Response(status=status, headers=error.get_headers())
    if status is HTTPStatus.NOT_FOUND:
        return _not_found_page()
    return _page(status, gettext("This did not work"), text)


def _defect(error: Exception) -> Answer:
    number = secrets.token_hex(4)
    # Only the kind and the place: a message may quote what somebody wrote.
    log.error("defect", number=number, kind=type(error).__name__, place=_place(error))
    # What failed may have been the database, and the page around the words needs it.
    current_session().rollback()
    with suppress(Exception):
        return _apology(number)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return f"{status.phrase} ({number})", status


def _apology(number: str) -> Answer:
    text = gettext("Something went wrong on our side. Nothing was lost.")
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if _is_api():
        return problem(status, code="defect", detail=f"{text} ({number})")
    page = render_template(
        "error.html", title=gettext("This is our fault"), text=text, number=number
    )
    return page, status


def _place(error: Exception) -> tuple[str, ...]:
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    ours = [place for place in places[:-1] if "site-packages" not in place]
    return (*ours[-5:], places[-1])


def _not_found_page() -> Answer:
    return _page(
        HTTPStatus.NOT_FOUND,
        gettext("Nothing here"),
        gettext("This page does not exist, or it is not for you."),
    )


def _page(status: HTTPStatus, title: str, text: str) -> Answer:
    page = render_template("error.html", title=title, text=text)
    again = RETRY_AFTER.get(status)
    return page, status, {"Retry-After": again} if again else {}
