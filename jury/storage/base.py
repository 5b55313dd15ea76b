"""The database handle, the column types all tables share, and opaque ids."""

import secrets
from datetime import UTC, datetime
from typing import Any, cast

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Integer, MetaData, String
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

from jury.settings import Settings


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC instant; naive times are refused on the way in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time reached the database")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return None if value is None else value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Every table; constraint names are fixed so that migrations can name them."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            # Money and counts outgrow 32 bits; SQLite numbers rows only by INTEGER.
            int: BigInteger().with_variant(Integer(), "sqlite"),
            datetime: UtcDateTime(),
            dict[str, Any]: JSON(),
            list[Any]: JSON(),
            list[str]: JSON(),
            list[int]: JSON(),
            str: String(),
        },
    )


db = SQLAlchemy(model_class=Base)


def current_session() -> Session:
    """The session of the running request, command or sweep."""
    return cast(Session, db.session)


def insert_new(model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """The database's own INSERT, which can leave a row alone that is there already."""
    is_postgres = current_session().get_bind().dialect.name == "postgresql"
    return postgresql.insert(model) if is_postgres else sqlite.insert(model)


def current_settings() -> Settings:
    """The deployment this application was created with."""
    return cast(Settings, current_app.extensions["jury_settings"])


def new_id(prefix: str) -> str:
    """An opaque id nobody can guess: the prefix and 128 random bits."""
    return f"{prefix}_{secrets.token_hex(16)}"
