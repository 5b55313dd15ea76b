"""Where somebody goes who must come in first, and to which page they come back."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from jury.storage.base import current_settings


def to_log_in() -> Response:
    """Mailed links work without a session: the marketplace signs the user in."""
    path = page_to_return_to()
    if path.startswith("/desk"):
        return redirect(url_for("accounts.sign_in", next=path))
    address = current_settings().marketplace_login_url
    if not address:
        return redirect(url_for("accounts.come_in", next=path))
    return redirect(with_asked(address, "next", current_settings().public_url + path))


def with_asked(address: str, name: str, value: str) -> str:
    """The address with one thing more, beside what it asks already."""
    parts = urlsplit(address)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([*asked, (name, value)])
    return urlunsplit(parts._replace(query=query))


def page_to_return_to() -> str:
    """The page that was asked for; for what a form sent, the page around it."""
    if request.method in {"GET", "HEAD"}:
        return request.full_path.rstrip("?")
    return next(filter(_is_page, _upwards(request.path)), "/")


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def _is_page(path: str) -> bool:
    """Whether a page is read there; of the asked address only the very same one."""
    adapter = current_app.create_url_adapter(request)
    try:
        rule, _ = adapter.match(path, method="GET", return_rule=True)  # type: ignore[union-attr]  # a request has one
    except HTTPException:
        return False
    asked = request.url_rule
    return path != request.path or (asked is not None and rule.rule == asked.rule)
