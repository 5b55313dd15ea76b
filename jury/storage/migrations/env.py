"""How Alembic reaches the database: through the application's own engine."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

from jury.storage.base import Base, current_settings
from jury.storage.transaction import WRITES


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as what the database stores."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run() -> None:
    """Bring the database from whatever it is to what is asked."""
    current_settings().data_dir.mkdir(parents=True, exist_ok=True)
    engine = current_app.extensions["migrate"].db.engine
    writing = engine.execution_options(**WRITES[engine.dialect.name])
    with writing.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=_render,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
