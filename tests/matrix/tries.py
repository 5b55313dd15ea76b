"""One try: somebody posts something somewhere, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from jury import create_app
from jury.domain.lifecycle import Side
from jury.limits import limiter
from jury.services.moderation.saved_reasons import save_reason
from jury.services.people import accounts
from jury.storage.base import current_session, db
from jury.storage.disputes import get_dispute
from jury.storage.people import Role, Staff, find_user
from jury.storage.transaction import transaction
from tests import shared
from tests.databases import Run, make_config
from tests.matrix.acts import Facts, address, body_of, form_of, lines_of_roster
from tests.matrix.copies import Copies, Digests, Watch, copies_of
from tests.matrix.places import STORIES, Story
from tests.web.people import sign_in, text_of
from tests.world import World

LANGUAGES = ("en", "zh-Hans")
STAFF = {
    "colleague": Role.MODERATOR,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}
PEOPLE = (
    "anonymous",
    *(side.value for side in Side),
    "stranger",
    "seated",
    "called",
    "moderator",
    *STAFF,
)
PROGRAMS = ("no key", *accounts.SCOPES)
DOES, SHOWS, REFUSED = "does", "shows", "refused"
# The copy in which nothing has happened yet.
NOWHERE = ""
FEWEST_WORDS = 20


@dataclass(frozen=True)
class Place:
    """A place of the matrix: a copy of the database, and who is who in it."""

    name: str
    story: Story
    stage: str
    digests: Digests
    facts: Facts
    keys: Mapping[str, str]
    secrets: Mapping[str, str]


@dataclass(frozen=True)
class Tried:
    """What came of one try; `wrong` says what is wrong with the answer itself."""

    outcome: str
    status: int
    stage: str
    wrong: str


@dataclass
class Board:
    """The application whose database is put back to a place before a try."""

    app: Flask
    copies: Copies
    places: list[Place] = field(default_factory=list)
    _stands_at: str = ""
    _clients: dict[tuple[str, str, str], FlaskClient] = field(default_factory=dict)

    def prepare(self, stories: Sequence[Story], only: Collection[str]) -> None:
        """Play stories, and keep a copy at each of their places, or at `only` these."""
        with self.app.app_context():
            self.copies.keep(NOWHERE)
            for story in stories:
                self.copies.lay_down(NOWHERE)
                world = World.begin()
                secrets = _staff_and_keys(world)
                for name, dispute in story(world):
                    current_session().rollback()
                    if not only or name in only:
                        self.places.append(self._keep(name, story, dispute, secrets))
                db.session.remove()

    def try_act(self, place: Place, rule: Rule, who: str) -> Tried:
        """What came of it, and what is wrong with the answer."""
        self._go_to(place)
        limiter.reset()
        lang = LANGUAGES[(len(who) + len(rule.endpoint)) % 2]
        is_api = rule.rule.startswith("/api/")
        post = self._post_as_program if is_api else self._post_as_person
        with self.copies.watch() as watch:
            before = watch.version()
            answer = post(place, rule, who, lang)
            has_written = watch.version() != before
            has_changed = has_written and _differs(watch, place.digests)
            stage = watch.stage(place.facts.dispute) if has_changed else place.stage
        if has_written:
            self._stands_at = ""
        wrong = _wrong(answer, lang, is_api=is_api)
        if has_changed and answer.status_code >= 400:
            wrong = f"{answer.status_code} and something changed"
        outcome = _outcome(answer, has_changed=has_changed)
        return Tried(outcome, answer.status_code, stage, wrong)

    def _keep(
        self, name: str, story: Story, dispute_id: str, secrets: dict[str, str]
    ) -> Place:
        dispute, facts = get_dispute(dispute_id), Facts.of(dispute_id)
        keys = {side.value: dispute.party(side).user.get_id() for side in Side}
        refs = {"stranger": "stranger", "seated": "juror-0", "called": "juror-1"}
        refs |= {name: ref for name, (_call, ref) in facts.calls.items()}
        keys |= {who: _user_key(ref) for who, ref in refs.items()}
        staff = current_session().scalars(select(Staff))
        keys |= {member.name: member.get_id() for member in staff}
        stage = dispute.stage
        db.session.remove()
        digests = self.copies.keep(name)
        return Place(name, story, stage, digests, facts, keys, secrets)

    def _go_to(self, place: Place) -> None:
        """Put the database back to a place, unless it stands there untouched."""
        if self._stands_at != place.name:
            with self.app.app_context():
                self.copies.lay_down(place.name)
            self._stands_at = place.name

    def _post_as_person(
        self, place: Place, rule: Rule, who: str, lang: str
    ) -> TestResponse:
        if (place.name, who, lang) not in self._clients:
            client = sign_in(self.app, place.keys.get(who, ""), lang=lang)
            if who == "anonymous":
                with client.session_transaction() as session:
                    session.pop("_user_id")
            self._clients[place.name, who, lang] = client
        where = address(self.app, rule, place.facts, who)
        form = form_of(rule, place.facts, who)
        return self._clients[place.name, who, lang].post(where, data=form)

    def _post_as_program(
        self, place: Place, rule: Rule, who: str, lang: str
    ) -> TestResponse:
        headers = {"Accept-Language": lang, "Idempotency-Key": rule.endpoint}
        if who in place.secrets:
            headers["Authorization"] = f"Bearer {place.secrets[who]}"
        body = body_of(rule, place.facts)
        content: dict[str, Any] = {"json": body}
        if body is None:
            kind = "application/x-ndjson"
            content = {"data": lines_of_roster(), "content_type": kind}
        where = address(self.app, rule, place.facts, who)
        return self.app.test_client().post(where, headers=headers, **content)


def open_board(
    database_url: str,
    folder: Path,
    run: Run,
    *,
    stories: Sequence[Story] = STORIES,
    only: Collection[str] = (),
) -> Board:
    """A court on an empty database, with a copy of it for every place."""
    app = create_app(make_config(database_url, folder))
    shared.share_templates(app, run)
    # A defect answers as it would a stranger, and is found by its answer.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    board = Board(app, copies_of(database_url))
    board.prepare(stories, only)
    return board


def _differs(watch: Watch, kept: Digests) -> bool:
    """Whether any table holds other rows; who finds one looks no further."""
    return any(kept.get(name) != digest for name, digest in watch.digests())


def _staff_and_keys(world: World) -> dict[str, str]:
    """The other people of the matrix, and a program for every scope; their secrets."""
    with transaction() as now:
        for name, role in STAFF.items():
            accounts.add_staff(name, "a long password", [role], is_demo=False, now=now)
        save_reason("Seen.", for_all=True, staff_id=world.staff_id, now=now)
        for ref in ("stranger", "juror-0", "juror-1"):
            accounts.ensure_user(ref, locale="en", now=now)
        made = {
            scope: accounts.make_api_key(scope, [scope], now=now)
            for scope in accounts.SCOPES
        }
    return {scope: secret for scope, (secret, _key) in made.items()}


def _user_key(ref: str) -> str:
    user = find_user(ref)
    assert user is not None
    return user.get_id()


def _outcome(answer: TestResponse, *, has_changed: bool) -> str:
    is_led_away = answer.status_code == 302 or "/come-in" in (answer.location or "")
    if answer.status_code >= 400 or is_led_away:
        return REFUSED
    return DOES if has_changed else SHOWS


def _wrong(answer: TestResponse, lang: str, *, is_api: bool) -> str:
    """What is wrong with an answer, whatever was tried."""
    if answer.status_code >= 500:
        return f"{answer.status_code}: {answer.text[:200]}"
    if answer.status_code < 400:
        return ""
    if is_api:
        told = answer.get_json()
        is_told = told and told["detail"] and told["code"]
        return "" if is_told else f"{answer.status_code} without a word"
    said = text_of(answer)
    if f'lang="{lang}"' not in answer.text:
        return f"{answer.status_code} in another language than {lang}"
    return "" if len(said) >= FEWEST_WORDS else f"{answer.status_code} says {said!r}"
