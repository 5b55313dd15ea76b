"""What the applications of a test process share, since nearly each test makes its own.

Routes, SQL statements, translations and templates mean the same in all of them, so they
are compiled or read once a process or once a run. It changes how often that is worked
out, and nothing else.
"""

import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_babel import Domain
from flask_sqlalchemy import SQLAlchemy
from httpx import create_ssl_context
from httpx._transports import default as transports
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache
from typing_extensions import override
from werkzeug.routing import Map, Rule, RuleFactory

from jury.redaction import detect
from jury.redaction.detect import Chat, Found, find_in_chats
from jury.redaction.findings import Known, Message
from tests.databases import Run

Builder = Callable[..., tuple[str, str]]
Statements = LRUCache[Any, Any]
Catalogues = dict[tuple[str, str], object]
STATEMENTS = 3000
KNOWN_CHATS = 3000
# A real hash of a password takes a seventh of a second.
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

_builders: dict[object, Builder] = {}
_maps: dict[tuple[object, ...], Map] = {}
_taking_over = threading.Lock()
_parsed: dict[object, dict[str, Any]] = {}
_templates: dict[tuple[str, str], CodeType] = {}
_catalogues: dict[tuple[str, ...], Catalogues] = {}
_dialects: dict[str, tuple[Dialect, Statements]] = {}


class SharedRule(Rule):
    """A route that is parsed and compiled once a process, not once an application."""

    def compile(self) -> None:
        """Take over what an equal route of an earlier application is made of."""
        kinds = tuple(self.map.converters.values())
        wish = (self.rule, self.subdomain, self.merge_slashes, kinds)
        if self.defaults or wish not in _parsed:
            super().compile()
        if self.defaults:
            return
        if wish not in _parsed:
            names = ("_parts", "_trace", "_converters", "arguments")
            _parsed[wish] = {name: getattr(self, name) for name in names}
        vars(self).update(_parsed[wish])
        self._build = self._compile_builder(append_unknown=False).__get__(self, None)
        self._build_unknown = self._compile_builder(append_unknown=True).__get__(
            self, None
        )

    def _compile_builder(self, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002 - as in werkzeug
        if self.defaults:
            return super()._compile_builder(append_unknown)
        wish = (*self._trace, append_unknown)
        if wish not in _builders:
            _builders[wish] = super()._compile_builder(append_unknown)
        return _builders[wish]


class SharedMap(Map):
    """The routes of an application, taken over from an earlier one that has the same.

    They are bound and sorted when they are first asked for; most that is made of them
    is for good, so a route that comes later leads to a map of its own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """No route as yet."""
        self._told: list[Rule] = []
        super().__init__(*args, **kwargs)

    @override
    def add(self, rulefactory: RuleFactory) -> None:
        """Note it, until the routes are asked for."""
        self._told.extend(rulefactory.get_rules(self))
        self._remap = True

    @override
    def update(self) -> None:
        """Have them all, and in order."""
        if not self._remap:
            return
        with _taking_over:
            wish = (tuple(self.converters.items()), *map(_said_of, self._told))
            if wish not in _maps:
                own = Map(host_matching=self.host_matching)
                own.converters = self.converters
                for rule in self._told:
                    own.add(_copy_of(rule))
                own.update()
                _maps[wish] = own
            self._matcher = _maps[wish]._matcher
            self._rules_by_endpoint = _maps[wish]._rules_by_endpoint
            self._remap = False


def _said_of(rule: Rule) -> tuple[object, ...]:
    """All that was said of a route; what nobody here says is as it is by itself."""
    assert not rule.defaults, rule
    methods = frozenset(rule.methods or ())
    return rule.rule, rule.endpoint, methods, rule.subdomain, _answers_options(rule)


def _copy_of(rule: Rule) -> Rule:
    copied = rule.empty()
    vars(copied)["provide_automatic_options"] = _answers_options(rule)
    return copied


def _answers_options(rule: Rule) -> bool:
    """What Flask notes beside the route."""
    return bool(vars(rule).get("provide_automatic_options"))


def share_dialect(engine: Engine) -> None:
    """Let an engine use what earlier ones of its kind know of statements.

    Compiled statements belong to a dialect, and a dialect is complete only when its
    first engine has connected.
    """
    kind = engine.dialect.name
    if kind in _dialects:
        engine.dialect, statements = _dialects[kind]
        engine.update_execution_options(compiled_cache=statements)
        return

    def keep(*_: object) -> None:
        _dialects.setdefault(kind, (engine.dialect, LRUCache(STATEMENTS)))

    event.listen(engine, "connect", keep, once=True)


def _catalogues_of(domain: Domain, _context: object) -> Catalogues:
    return _catalogues.setdefault(tuple(domain.translation_directories), {})


@lru_cache(KNOWN_CHATS)
def _findings(chats: tuple[tuple[tuple[Message, ...], Known], ...]) -> list[Found]:
    return find_in_chats(chats)


def find_once(chats: Sequence[Chat]) -> list[Found]:
    """As `find_in_chats`; the same dispute comes in for test after test."""
    return list(_findings(tuple((tuple(said), known) for said, known in chats)))


def share_everything(patch: pytest.MonkeyPatch) -> None:
    """From now on each new application shares its routes, statements, translations.

    What stands in a text is found once a process, too.
    """
    patch.setattr(detect, "find_in_chats", find_once)
    make = SQLAlchemy._make_engine

    def make_engine(*own: Any) -> Engine:
        engine = make(*own)
        share_dialect(engine)
        return engine

    patch.setattr(SQLAlchemy, "_make_engine", make_engine)
    patch.setattr(Flask, "url_rule_class", SharedRule)
    patch.setattr(Flask, "url_map_class", SharedMap)
    patch.setattr(Domain, "get_translations_cache", _catalogues_of)
    # Each client reads the machine's certificates, though nobody here speaks TLS.
    patch.setattr(transports, "create_ssl_context", lru_cache(create_ssl_context))


class ReadTemplates(FileSystemBytecodeCache):
    """Templates that are read from the run's folder once a process.

    Each application has an environment of its own, which read each of them anew.
    """

    @override
    def load_bytecode(self, bucket: Bucket) -> None:
        wish = bucket.key, bucket.checksum
        if wish in _templates:
            bucket.code = _templates[wish]
            return
        super().load_bytecode(bucket)
        if bucket.code is not None:
            _templates[wish] = bucket.code


def share_templates(app: Flask, run: Run) -> None:
    """Let all applications of a run compile each template once.

    A page's templates take a third of a second to compile.
    """
    app.jinja_env.bytecode_cache = templates_in(run.folder)


def templates_in(folder: Path) -> FileSystemBytecodeCache:
    """The templates that a run has compiled, in its folder."""
    place = folder / "templates"
    place.mkdir(exist_ok=True)
    return ReadTemplates(str(place))
