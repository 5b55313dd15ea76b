"""Every page and every answer there is, as every kind of reader gets them.

The addresses come from the application's own URL map, so a new page is read by the
tests of the promises as soon as it exists.
"""

import contextvars
import html
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from jury.domain.lifecycle import Side
from jury.services.people.accounts import SCOPES, add_staff, make_api_key
from jury.storage.base import current_session, db
from jury.storage.desk.tasks import Task
from jury.storage.disputes import get_dispute
from jury.storage.draws import list_draws, list_summonses
from jury.storage.exhibits import Exhibit
from jury.storage.outside.deliveries import EventDelivery
from jury.storage.outside.outbox import Event, Notice
from jury.storage.people import Role, find_user
from jury.storage.roster import get_juror
from jury.storage.transaction import POSTGRESQL, transaction
from jury.web import access

TOKEN = re.compile(rb'(name="csrf_token" value|name="csrf-token" content)="[^"]+"')
# The same whatever happens in any dispute; the last wants a secret that nobody has.
CONSTANT = {
    "static",
    "openapi.spec",
    "demo.components",
    "how.show",
    "check_draw.show",
    "check_draw.send_program",
    "policies.show",
    "policies.show_all",
    "accounts.sign_in",
    "juror.joining.ask",
    "accounts.show_link",
}
# What some pages are asked besides, to show more of what they hold.
QUERIES = {
    "api_events.replay": "?limit=500",
    "api_disputes.list_disputes": "?limit=100",
    "desk.records.search": "?stage=hearing",
}
MOST_NOTICES = 4
USERS, STAFF = "user", "staff"

Places = Mapping[str, Sequence[str]]
Seen = dict[str, bytes]


@dataclass(frozen=True)
class Reader:
    """Somebody with a browser, or a program with a key."""

    client: FlaskClient
    key: str = ""

    def ask(self, address: str) -> TestResponse:
        """What is answered."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        # A context of its own, as on a server: the test may hold one open.
        own = contextvars.Context()
        return own.run(self.client.get, address, headers=headers)

    def send(self, address: str, **fields: object) -> TestResponse:
        """What is answered to a form; for an application that asks for no token."""
        own = contextvars.Context()
        return own.run(self.client.post, address, data=fields)

    def get(self, address: str) -> bytes:
        """Status, place and bytes, without the tokens that differ by the second."""
        answer = self.ask(address)
        head = f"{answer.status_code} {answer.location or ''}\n"
        return head.encode() + TOKEN.sub(rb"\1", answer.data)


def person(app: Flask, session_key: str = "", lang: str = "en") -> Reader:
    """Somebody with a browser; with a session unless `session_key` is empty."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["lang"] = lang
        if session_key:
            session["_user_id"] = session_key
    return Reader(client)


def party(app: Flask, dispute_id: str, side: Side, lang: str = "en") -> Reader:
    """One side of a dispute."""
    return person(app, get_dispute(dispute_id).party(side).user.get_id(), lang)


def juror(app: Flask, juror_id: int, lang: str = "en") -> Reader:
    """Somebody who was called."""
    user = find_user(get_juror(juror_id).ref)
    assert user is not None
    return person(app, user.get_id(), lang)


def staff(app: Flask, role: Role, lang: str = "en") -> Reader:
    """A new member of staff with one role."""
    with transaction() as now:
        member = add_staff(
            f"a {role}", "a long password", [role], is_demo=False, now=now
        )
        key = member.get_id()
    return person(app, key, lang)


def program(app: Flask, scopes: Iterable[str] = SCOPES) -> Reader:
    """The marketplace's program, with a key for everything."""
    with transaction() as now:
        secret, _key = make_api_key("crawl", list(scopes), now=now)
    return Reader(app.test_client(), secret)


def places_of(dispute_id: str, *sids: str) -> Places:
    """What may stand in an address that leads to a dispute or a part of it.

    `sids` are the calls to look at; without any it is the first.
    """
    session = current_session()
    session.rollback()
    draws = list_draws(dispute_id)
    exhibits = select(Exhibit.id).where(Exhibit.dispute_id == dispute_id)
    tasks = select(Task.id).where(Task.dispute_id == dispute_id)
    notices = select(Notice.id).order_by(Notice.made_at, Notice.id)
    told = select(EventDelivery.id).join(Event).where(Event.dispute_id == dispute_id)
    shown = list(session.scalars(exhibits.order_by(Exhibit.id)))
    calls = [one.id for draw in draws for one in list_summonses(draw.id)]
    return {
        "dispute_id": [dispute_id],
        "refund_ref": [get_dispute(dispute_id).refund_ref],
        "difference_id": ["1"],
        "pick_id": ["1"],
        "mock_id": ["mck_none"],
        "code": ["locker"],
        "item_id": ["ctl_none"],
        "what": ["draws"],
        "number": ["1"],
        "place": ["1"],
        "part_no": ["1"],
        "round_number": ["1", "2"],
        "draw_no": sorted({str(draw.draw_no) for draw in draws}) or ["1"],
        "exhibit_id": shown,
        "eid": shown,
        "sid": sids or calls[:1],
        "upload_id": ["upl_none"],
        "task_id": list(session.scalars(tasks.order_by(Task.id))),
        "delivery_id": list(session.scalars(told)) or ["dlv_none"],
        "notice_id": list(session.scalars(notices.limit(MOST_NOTICES))),
    }


def addresses(
    app: Flask,
    places: Places,
    *,
    under: str = "/",
    method: str = "GET",
    but: Collection[str] = (),
) -> list[str]:
    """All addresses that take `method`, filled with every place; none is left out."""
    found = []
    for rule in app.url_map.iter_rules():
        is_wanted = method in (rule.methods or ()) and rule.rule.startswith(under)
        if not is_wanted or rule.endpoint in CONSTANT or rule.endpoint in but:
            continue
        names = sorted(rule.arguments)
        assert set(names) <= set(places), f"nobody said what {rule.rule} may hold"
        for values in product(*(places[name] for name in names)):
            found.append(_fill(rule.rule, dict(zip(names, values, strict=True))))
            found[-1] += QUERIES.get(rule.endpoint, "")
    return sorted(found)


def closed_to(app: Flask, kind: str) -> set[str]:
    """What is refused to all marketplace users, or to all staff, for what they are.

    The route refuses them before it looks into the database, so it is enough to go
    there on one kind of database.
    """
    if db.engine.dialect.name != POSTGRESQL:
        return set()
    said = {
        name: str(getattr(view, access.ATTRIBUTE, ""))
        for name, view in app.view_functions.items()
    }
    of_users = ("user", "party", "juror")
    return {
        name
        for name, who in said.items()
        if (who in of_users if kind == STAFF else who.startswith(STAFF))
    }


def look(reader: Reader, where: Iterable[str]) -> Seen:
    """What a reader gets at each address."""
    return {address: reader.get(address) for address in where}


def traces(seen: Seen, secrets: Iterable[str]) -> list[tuple[str, str]]:
    """Where any of the secrets stands, however it is written there."""
    return [
        (address, secret)
        for secret in secrets
        for form in _forms(secret)
        for address, content in seen.items()
        if form in content
    ]


def _forms(secret: str) -> set[bytes]:
    written = {secret, html.escape(secret), quote(secret), json.dumps(secret)[1:-1]}
    return {one.encode() for one in written}


def _fill(rule: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        rule = re.sub(rf"<(\w+:)?{name}>", value, rule)
    return rule
