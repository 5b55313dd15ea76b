"""The inbox: everything a person was told, newest first, staff included."""

import re
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup, escape

from jury import clock
from jury.services.notices import inbox
from jury.services.notices.words import notice_body, notice_title
from jury.storage.outside.inbox import get_notice_of, list_inbox, purpose_of
from jury.storage.outside.outbox import Notice
from jury.storage.people import Staff, User
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import reader_locale

blueprint = Blueprint("inbox", __name__)

# Chinese text may break anywhere, within a date too: "11" on one line, "月29日" below.
MOMENT = re.compile(r"(\d+月\d+日(?: \d+:\d+)?)")
HELD = Markup('<span class="keep">{}</span>')


@blueprint.get("/inbox")
@access.signed_in
def show() -> str:
    """All notices of the signed-in person."""
    now = clock.now()
    told = list_inbox(_person(), now=now, purposes=access.purposes())
    notices = [_line(one, reader_locale()) for one in told]
    unread = [one for one in notices if one["unread"]]
    return render_template("public/inbox.html", notices=notices, unread=unread, now=now)


@blueprint.get("/inbox/<notice_id>")
@access.signed_in
def open_one(notice_id: str) -> ResponseReturnValue:
    """Mark one as read and go where it leads."""
    person = _person()
    notice = get_notice_of(person, notice_id)
    if isinstance(person, User) and purpose_of(notice) not in access.purposes():
        raise access.OtherPurpose
    with transaction() as now:
        path = inbox.open_notice(_person(), notice_id, now=now)
    return redirect(path, 303)


@blueprint.post("/inbox/read")
@access.signed_in
def mark_all_read() -> ResponseReturnValue:
    """Mark everything as read."""
    with transaction() as now:
        inbox.mark_all_read(_person(), now=now, purposes=access.purposes())
    return redirect(url_for("inbox.show"), 303)


def _person() -> User | Staff:
    person: User | Staff = current_user._get_current_object()
    return person


def _line(notice: Notice, locale: str) -> dict[str, Any]:
    return {
        "title": notice_title(notice.kind, locale, notice.params),
        "body": _unbroken(notice_body(notice.kind, locale, notice.params)),
        "href": url_for("inbox.open_one", notice_id=notice.id),
        "at": notice.made_at,
        "unread": notice.read_at is None,
    }


def _unbroken(text: str) -> Markup:
    parts = MOMENT.split(text)
    return Markup().join(
        HELD.format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )
