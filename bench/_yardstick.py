"""The bare application that the court is measured against: one insert, or one page.

It runs under the same server with the same durability as the court, and does nothing
else: no session, no rules, no lock of its own.
"""

import os
import sqlite3
from typing import Any

from flask import Flask, render_template_string, request
from sqlalchemy import String, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

PAGE_BYTES = 30_000


class Base(DeclarativeBase):
    """The one table."""


class Note(Base):
    """A row of about a ballot's size."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String)


engine = create_engine(os.environ["BENCH_DATABASE_URL"], pool_size=10)
if engine.dialect.name == "sqlite":

    @event.listens_for(engine, "connect")
    def _durable(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA busy_timeout = 10000")


Base.metadata.create_all(engine)
app = Flask(__name__)
TEMPLATE = (
    "<!doctype html><title>{{ note.text }}</title>{% for n in range(300) %}"
    "<p>" + "x" * (PAGE_BYTES // 300 - 20) + " {{ n }}</p>{% endfor %}"
)


@app.post("/insert")
def insert() -> tuple[str, int]:
    """One INSERT and its commit."""
    with Session(engine) as session:
        session.add(Note(text=request.form["text"][:200]))
        session.commit()
    return "", 204


@app.get("/page")
def page() -> str:
    """One SELECT and a template about as large as a juror's page."""
    with Session(engine) as session:
        note = session.scalars(select(Note).limit(1)).one()
        return render_template_string(TEMPLATE, note=note)
