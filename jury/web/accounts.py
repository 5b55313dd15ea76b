"""Coming in and going out: the marketplace's log-in links, and staff's passwords."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from jury import clock
from jury.domain.errors import AlreadyDone, NotAllowed
from jury.services.people import accounts, passwords
from jury.storage.base import current_settings
from jury.storage.people import LoginLink, Role, Staff
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import home_of
from jury.web.limits import SIGN_IN, count_name, limiter, redeem
from jury.web.sessions import begin, safe_path

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/login/<secret>")
@access.public
@limiter.limit(redeem)
def show_link(secret: str) -> tuple[str, int]:
    """A page with one button: message scanners open links, people press buttons."""
    link = accounts.find_link(secret, now=clock.now())
    return _link_page(link), HTTPStatus.OK if link else HTTPStatus.GONE


@blueprint.post("/login/<secret>")
@access.public
@limiter.limit(redeem)
def redeem_link(secret: str) -> ResponseReturnValue:
    """Use the link up and sign in, or say where there is a new one."""
    try:
        with transaction() as now:
            user, link = accounts.redeem_link(secret, now=now)
            user_id, next_path = user.get_id(), _path_after(link)
            purpose = link.purpose
    except AlreadyDone:
        return _link_page(None), HTTPStatus.CONFLICT
    begin(user_id, purpose=purpose)
    return redirect(next_path)


@blueprint.get("/come-in")
@access.public
def come_in() -> str:
    """How a user of the marketplace comes in, where it has named no log-in."""
    return render_template(
        "public/come_in.html", next=safe_path(request.args.get("next"))
    )


@blueprint.get("/sign-in")
@access.public
def sign_in() -> str:
    """The log-in of staff."""
    return render_template(
        "public/sign_in.html", next=safe_path(request.args.get("next"))
    )


@blueprint.post("/sign-in")
@access.public
@limiter.limit(SIGN_IN)
def sign_in_staff() -> Response | tuple[str, int]:
    """Check a name and a password."""
    form = request.form
    name = form.get("name", "")
    count_name(name)
    staff = passwords.check_password(name, form.get("password", ""), now=clock.now())
    next_path = safe_path(form.get("next"))
    if staff is None:
        wrong = gettext("Name or password is wrong.")
        page = render_template(
            "public/sign_in.html", next=next_path, wrong=wrong, name=name
        )
        return page, 401
    if staff.is_demo and not current_settings().sandbox:
        raise NotAllowed
    begin(staff.get_id())
    return redirect(next_path or _begins_at(staff))


@blueprint.post("/sign-out")
@access.public
def sign_out() -> Response:
    """End this session, and whatever a copied cookie could still open."""
    person = current_user._get_current_object()
    if person.is_authenticated:
        with transaction() as now:
            accounts.end_sessions(person, now=now)
    lang = session.get("lang")
    logout_user()
    session.clear()
    if lang:
        session["lang"] = lang
    return redirect("/")


def _link_page(link: LoginLink | None) -> str:
    return render_template(
        "public/login_link.html", link=link, login_url=_marketplace()
    )


def _path_after(link: LoginLink) -> str:
    home = "/jury" if link.purpose == "juror" else "/disputes"
    return safe_path(link.next_path) or home


def _begins_at(staff: Staff) -> str:
    return "/desk" if staff.has_role(Role.MODERATOR) else home_of(staff)


def _marketplace() -> str:
    return current_settings().marketplace_login_url
