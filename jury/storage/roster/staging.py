"""Writing an import in batches: each one a few statements, however many rows.

On SQLite many rows share a statement, for the driver lets go of the interpreter at
every one, and busy web threads would keep a batch from its end while it holds the
write lock. PostgreSQL takes rows by COPY.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from sqlalchemy import text, update

from jury.domain.errors import NotNow
from jury.domain.sortition.rows import row_key
from jury.storage.base import current_session
from jury.storage.roster.tables import ImportState, JurorImport, JurorRecord

RECORD_COLUMNS = tuple(column.name for column in JurorRecord.__table__.columns)
# Well below the 32,766 that every SQLite takes.
_PLACES = 8_000
TIE_COLUMNS = ("tie_key", "of_person", "juror_id", "import_id")

_JURORS_SQLITE = text(
    "INSERT INTO juror (ref, row_key, import_id)"
    " SELECT one.value, substr(:keys, one.key * 16 + 1, 16), :import_id"
    " FROM json_each(:refs) AS one WHERE true"
    " ON CONFLICT (row_key) DO NOTHING"
)
_JURORS_POSTGRESQL = text(
    "INSERT INTO juror (ref, row_key, import_id)"
    " SELECT one.ref, substring(:keys, CAST(one.place AS int) * 16 - 15, 16),"
    " :import_id FROM jsonb_array_elements_text(CAST(:refs AS jsonb))"
    " WITH ORDINALITY AS one(ref, place)"
    " ON CONFLICT (row_key) DO NOTHING"
)
_IDS_SQLITE = text(
    "SELECT json_group_array(id) FROM (SELECT juror.id FROM json_each(:refs) AS one"
    " JOIN juror ON juror.row_key = substr(:keys, one.key * 16 + 1, 16)"
    " ORDER BY one.key)"
)
_IDS_POSTGRESQL = text(
    "SELECT json_agg(juror.id ORDER BY place)"
    " FROM generate_series(1, length(:keys) / 16) AS place"
    " JOIN juror ON juror.row_key = substring(:keys, place * 16 - 15, 16)"
)


def keep_staging(import_id: int, *, now: datetime) -> None:
    """Say that an import goes on; raises NotNow when another has taken its place."""
    result = current_session().execute(
        update(JurorImport)
        .where(
            JurorImport.id == import_id,
            JurorImport.state == ImportState.STAGING.value,
        )
        .values(heard_at=now)
        .returning(JurorImport.id)
    )
    if result.scalar() is None:
        raise NotNow


def stage_jurors(refs: Sequence[str], *, import_id: int) -> tuple[list[int], int]:
    """Make sure that these jurors exist; return their ids in order, and how many
    are new.
    """
    given = {"refs": json.dumps(refs), "keys": b"".join(map(row_key, refs))}
    jurors, ids = (
        (_JURORS_SQLITE, _IDS_SQLITE)
        if _is_sqlite()
        else (_JURORS_POSTGRESQL, _IDS_POSTGRESQL)
    )
    session = current_session()
    added = session.connection().execute(jurors, given | {"import_id": import_id})
    listed = session.execute(ids, {"keys": given["keys"], "refs": given["refs"]})
    found = listed.scalar_one() or []
    if isinstance(found, str):
        found = json.loads(found)
    return list(found), added.rowcount


def stage_records(rows: Sequence[Sequence[object]]) -> None:
    """Write what an import says of jurors, `RECORD_COLUMNS` a row."""
    _insert("juror_record", RECORD_COLUMNS, rows)


def stage_ties(rows: Sequence[Sequence[object]]) -> None:
    """Write jurors' ties, `TIE_COLUMNS` a row; sorted rows are written fastest."""
    _insert("juror_tie", TIE_COLUMNS, rows)


def take_statistics() -> None:
    """Let PostgreSQL see how many rows an import wrote, before any of them counts.

    Its own housekeeping looks once a minute; until then it takes a juror for somebody
    with hundreds of records and reads the whole table for a draw.
    """
    if not _is_sqlite():
        current_session().execute(text("ANALYZE juror, juror_record, juror_tie"))


def _insert(
    table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    names = ", ".join(columns)
    if not _is_sqlite():
        _copy(f"COPY {table} ({names}) FROM STDIN", rows)
        return
    connection = current_session().connection()
    row = f"({', '.join('?' * len(columns))})"
    first = 0
    while first < len(rows):
        # Powers of two: the driver keeps every statement, and these are few.
        size = 1 << (min(_PLACES // len(columns), len(rows) - first).bit_length() - 1)
        part = rows[first : first + size]
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({names}) VALUES {', '.join([row] * size)}",  # noqa: S608 - names of our own tables, and question marks
            tuple(chain.from_iterable(part)),
        )
        first += size


def _copy(statement: str, rows: Iterable[Sequence[object]]) -> None:
    driver = current_session().connection().connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection was closed")
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _is_sqlite() -> bool:
    return current_session().get_bind().dialect.name == "sqlite"
