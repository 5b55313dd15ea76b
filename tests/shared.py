"""What the applications of a test process share, since nearly each test makes its own.

Routes, SQL statements, translations and templates mean the same in all of them, so they
are compiled or read once a process or once a run. It changes how often that is worked
out, and nothing else.
"""

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
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache
from typing_extensions import override
from werkzeug.routing import Rule

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
    patch.setattr(Domain, "get_translations_cache", _catalogues_of)


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
