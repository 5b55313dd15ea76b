"""What every page shares: language, headers, and the frame around the content."""

from datetime import datetime
from typing import Any, cast

from flask import Flask, Response, g, request, session
from flask_babel import get_locale
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from jury import clock
from jury.services.people.locales import LOCALES
from jury.storage.base import current_settings
from jury.storage.heading import get_heading
from jury.storage.outside.inbox import EVERY
from jury.storage.people import Role, Staff, User
from jury.storage.roster import find_juror_id
from jury.web import access
from jury.web.wording import word as gettext

# Nothing but what we serve ourselves: no inline script, no foreign address, no frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Chinese, whatever kind a browser asks for, and every other language by its code.
ASKED_FOR: dict[str, str] = {"zh": "zh-Hans", "zh-CN": "zh-Hans"}
ASKED_FOR.update((code, code) for code in LOCALES)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    """Give every answer its headers and every template its frame."""
    app.after_request(_add_headers)
    app.context_processor(_frame)
    app.jinja_env.globals["csrf_token"] = _csrf_token
    app.before_request(_begin)
    app.before_request(_remember_language)


def chosen_locale() -> str:
    """The reader's language: chosen, else the account's, else the browser's."""
    chosen = session.get("lang")
    if chosen in LOCALES:
        return str(chosen).replace("-", "_")
    if current_user and current_user.is_authenticated:
        return str(current_user.locale).replace("-", "_")
    best = request.accept_languages.best_match(ASKED_FOR) or "zh"
    return ASKED_FOR[best].replace("-", "_")


def reader_locale() -> str:
    """The language of this request by its code, as in `LOCALES`."""
    return str(get_locale()).replace("_", "-")


def moment() -> datetime:
    """The moment a page is made at: read once, so that all it says is of one time."""
    if "moment" not in g:
        g.moment = clock.now()
    return cast(datetime, g.moment)


def moment_after_act() -> datetime:
    """The same for a page whose request has changed something first."""
    g.pop("moment", None)
    return moment()


def _csrf_token() -> str:
    """The token of this request; a page has one in every form, and signs it once."""
    return str(g.get("csrf_token") or generate_csrf())


def _begin() -> None:
    """Nothing of the request before is left, though contexts may be shared."""
    for name in ("moment", "catalogue", "own_call", "loaded_call"):
        g.pop(name, None)


def _remember_language() -> None:
    lang = request.args.get("lang")
    if lang in LOCALES:
        session["lang"] = lang
        g.pop("_flask_babel", None)


def _add_headers(response: Response) -> Response:
    """Those that the answer does not have yet; it is asked for all of them at once."""
    wanted = dict(HEADERS)
    if current_settings().public_url.startswith("https://"):
        wanted["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        wanted["Cache-Control"] = "no-store"
    given = {name.lower() for name, _value in response.headers}
    response.headers.extend(
        {name: value for name, value in wanted.items() if name.lower() not in given}
    )
    return response


def _frame() -> dict[str, Any]:
    """Names the layout shows on every page; cheap for strangers."""
    settings = current_settings()
    shared = {
        "locale": str(get_locale()),
        "html_lang": reader_locale(),
        "marketplace": settings.marketplace_name,
        "sandbox": settings.sandbox,
        "footer_links": [(gettext("How a dispute runs"), "/how")],
    }
    if not (current_user and current_user.is_authenticated):
        return shared
    person = current_user._get_current_object()
    signed_in = _staff_frame(person) if isinstance(person, Staff) else _frame_of(person)
    purposes = EVERY if isinstance(person, Staff) else access.purposes()
    heading = get_heading(person, now=moment(), purposes=purposes)
    return {
        **shared,
        "log_out_url": "/sign-out",
        "inbox_url": "/inbox",
        "inbox_count": heading.unread,
        "outage": heading.outage,
        **signed_in,
    }


def _frame_of(user: User) -> dict[str, Any]:
    nav = [(gettext("My disputes"), "/disputes", request.path.startswith("/disputes"))]
    if "juror_id" in g or find_juror_id(user.ref) is not None:
        here = request.path.startswith("/jury")
        nav.append((gettext("Jury service"), "/jury", here))
    return {
        "who": gettext("Juror")
        if request.path.startswith("/jury")
        else gettext("Signed in"),
        "nav": nav,
    }


def home_of(staff: Staff) -> str:
    """Where a member of staff begins, by what they may do."""
    if staff.has_role(Role.MODERATOR) or staff.has_role(Role.AUDITOR):
        return "/desk/disputes"
    return "/desk/court"


def _staff_frame(staff: Staff) -> dict[str, Any]:
    is_task = request.path.startswith("/desk/tasks") or "via" in request.values
    in_queue = request.path == "/desk" or is_task
    in_disputes = request.path.startswith("/desk/disputes") and not in_queue
    in_deliveries = request.path.startswith("/desk/deliveries")
    nav = []
    if staff.has_role(Role.MODERATOR):
        nav.append((gettext("Queue"), "/desk", in_queue))
    if staff.has_role(Role.MODERATOR) or staff.has_role(Role.AUDITOR):
        nav.append((gettext("Disputes"), "/desk/disputes", in_disputes))
    if staff.has_role(Role.ADMINISTRATOR):
        nav.append((gettext("Deliveries"), "/desk/deliveries", in_deliveries))
        here = request.path.startswith("/desk/court")
        nav.append((gettext("The court"), "/desk/court", here))
        at_rules = request.path.startswith("/desk/rules")
        nav.append((gettext("Rules"), "/desk/rules", at_rules))
    return {
        "who": staff.name,
        "nav": nav,
        "home_url": home_of(staff),
    }
