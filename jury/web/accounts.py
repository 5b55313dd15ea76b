"""Coming in and going out: the marketplace's log-in links, and staff's passwords."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session
from flask_babel import gettext
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from jury import clock
from jury.domain.errors import NotAllowed
from jury.services import accounts
from jury.storage.base import current_settings
from jury.storage.people import LoginLink
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.limits import REDEEM, SIGN_IN, limiter

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/login/<secret>")
@access.public
@limiter.limit(REDEEM)
def show_link(secret: str) -> tuple[str, int]:
    """A page with one button: message scanners open links, people press buttons."""
    link = accounts.find_link(secret, now=clock.now())
    return render_template(
        "public/login_link.html", link=link, login_url=_marketplace()
    ), (200 if link else 410)


@blueprint.post("/login/<secret>")
@access.public
@limiter.limit(REDEEM)
def redeem_link(secret: str) -> Response:
    """Use the link up and sign in."""
    with transaction() as now:
        user, link = accounts.redeem_link(secret, now=now)
        user_id, next_path = user.get_id(), _path_after(link)
    _sign_in(user_id)
    return redirect(next_path)


@blueprint.get("/sign-in")
@access.public
def sign_in() -> str:
    """The log-in of staff."""
    return render_template("public/sign_in.html", next=_safe(request.args.get("next")))


@blueprint.post("/sign-in")
@access.public
@limiter.limit(SIGN_IN)
def sign_in_staff() -> Response | tuple[str, int]:
    """Check a name and a password."""
    form = request.form
    name = form.get("name", "")
    staff = accounts.check_password(name, form.get("password", ""))
    next_path = _safe(form.get("next"))
    if staff is None:
        wrong = gettext("Name or password is wrong.")
        page = render_template(
            "public/sign_in.html", next=next_path, wrong=wrong, name=name
        )
        return page, 401
    if staff.is_demo and not current_settings().sandbox:
        raise NotAllowed
    _sign_in(staff.get_id())
    return redirect(next_path or "/desk")


@blueprint.post("/sign-out")
@access.public
def sign_out() -> Response:
    """End this session."""
    lang = session.get("lang")
    logout_user()
    session.clear()
    if lang:
        session["lang"] = lang
    return redirect("/")


def _sign_in(key: str) -> None:
    """Start a fresh session, so that an older cookie is worth nothing."""
    lang = session.get("lang")
    session.clear()
    if lang:
        session["lang"] = lang
    login_user(_Key(key))


class _Key:
    """What Flask-Login needs to remember somebody: their session key."""

    is_active = is_authenticated = True

    def __init__(self, key: str) -> None:
        self._key = key

    def get_id(self) -> str:
        """The session key."""
        return self._key


def _path_after(link: LoginLink) -> str:
    home = "/jury" if link.purpose == "juror" else "/disputes"
    return _safe(link.next_path) or home


def _safe(path: str | None) -> str:
    """A path on this server, or nothing: never another host."""
    parts = urlsplit(path or "")
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return (path or "") if is_ours and not (path or "").startswith("//") else ""


def _marketplace() -> str:
    return current_settings().marketplace_login_url
