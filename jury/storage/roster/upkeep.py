"""Removing what nobody reads any more, a short stretch of a table at a time."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, and_, delete, exists, func, or_, select, true, update
from sqlalchemy.orm import aliased

from jury.storage.base import current_session
from jury.storage.draws import Draw, Summons
from jury.storage.jurors.controls import ControlCall
from jury.storage.roster.tables import (
    ImportState,
    Juror,
    JurorImport,
    JurorRecord,
    JurorTie,
    RosterEpoch,
    RosterPage,
    RosterSegment,
)


def list_unswept_imports(*, before: datetime) -> list[int]:
    """Imports that failed, or came in force before a moment, and left rows behind."""
    query = select(JurorImport.id).where(
        JurorImport.swept_at.is_(None),
        or_(
            JurorImport.state == ImportState.FAILED.value,
            JurorImport.activated_at < before,
        ),
    )
    return list(current_session().scalars(query))


def mark_swept(import_ids: Collection[int], *, now: datetime) -> None:
    """Note that nothing superfluous is left of these imports."""
    current_session().execute(
        update(JurorImport).where(JurorImport.id.in_(import_ids)).values(swept_at=now)
    )


def highest_juror_id() -> int:
    """The largest id on the roster; 0 when it is empty."""
    return current_session().scalar(select(func.max(Juror.id))) or 0


def delete_records(first: int, last: int, *, before: datetime) -> None:
    """Forget what failed imports said of these jurors, and what had been overtaken
    before a moment; the last word on a juror stays.
    """
    newer, its_import = aliased(JurorRecord), aliased(JurorImport)
    overtaken = exists().where(
        newer.juror_id == JurorRecord.juror_id,
        newer.import_id > JurorRecord.import_id,
        newer.import_id == its_import.id,
        its_import.activated_at < before,
    )
    current_session().execute(
        delete(JurorRecord).where(
            JurorRecord.juror_id.between(first, last),
            or_(JurorRecord.import_id.in_(_failed_imports()), overtaken),
        ),
        execution_options={"synchronize_session": False},
    )


def delete_jurors(first: int, last: int) -> None:
    """Forget those of these jurors whom failed imports alone have named."""
    current_session().execute(
        delete(Juror).where(
            Juror.id.between(first, last),
            Juror.volunteered_at.is_(None),
            Juror.import_id.in_(_failed_imports()),
            ~exists().where(JurorRecord.juror_id == Juror.id),
            ~exists().where(Summons.juror_id == Juror.id),
            ~exists().where(ControlCall.juror_id == Juror.id),
        ),
        execution_options={"synchronize_session": False},
    )


def delete_ties(after: int | None, *, count: int) -> int | None:
    """Forget ties without a record among the `count` next; tells where to go on."""
    rest = true() if after is None else JurorTie.tie_key > after
    session = current_session()
    last = session.scalar(
        select(JurorTie.tie_key)
        .where(rest)
        .order_by(JurorTie.tie_key)
        .offset(count)
        .limit(1)
    )
    stretch = rest if last is None else and_(rest, JurorTie.tie_key <= last)
    session.execute(
        delete(JurorTie).where(
            stretch,
            ~exists().where(
                JurorRecord.juror_id == JurorTie.juror_id,
                JurorRecord.import_id == JurorTie.import_id,
            ),
        ),
        execution_options={"synchronize_session": False},
    )
    return last


def list_useless_epochs(*, before: datetime) -> list[int]:
    """Epochs begun before a moment that no draw used, except the newest committed."""
    newest = (
        select(RosterEpoch.id)
        .where(RosterEpoch.committed_at.is_not(None))
        .order_by(RosterEpoch.committed_at.desc(), RosterEpoch.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(RosterEpoch.id).where(
        RosterEpoch.begun_at < before,
        RosterEpoch.id != newest,
        ~exists().where(Draw.epoch_id == RosterEpoch.id),
    )
    return list(current_session().scalars(query))


def list_abandoned_epochs(*, before: datetime) -> list[int]:
    """Epochs that were begun before a moment and never committed."""
    query = select(RosterEpoch.id).where(
        RosterEpoch.begun_at < before, RosterEpoch.committed_at.is_(None)
    )
    return list(current_session().scalars(query))


def delete_pages(epoch_id: int, *, count: int) -> bool:
    """Forget some pages of an epoch; tells whether there may be more."""
    session = current_session()
    found = session.execute(
        select(RosterPage.segment_id, RosterPage.page_no)
        .join(RosterSegment, RosterSegment.id == RosterPage.segment_id)
        .where(RosterSegment.epoch_id == epoch_id)
        .limit(count)
    ).all()
    for segment_id in {page.segment_id for page in found}:
        numbers = [page.page_no for page in found if page.segment_id == segment_id]
        session.execute(
            delete(RosterPage).where(
                RosterPage.segment_id == segment_id, RosterPage.page_no.in_(numbers)
            ),
            execution_options={"synchronize_session": False},
        )
    return len(found) == count


def delete_epoch(epoch_id: int) -> None:
    """Forget an epoch whose pages are gone."""
    session = current_session()
    options = {"synchronize_session": False}
    segments = delete(RosterSegment).where(RosterSegment.epoch_id == epoch_id)
    session.execute(segments, execution_options=options)
    epoch = delete(RosterEpoch).where(RosterEpoch.id == epoch_id)
    session.execute(epoch, execution_options=options)


def _failed_imports() -> Select[int]:
    return select(JurorImport.id).where(JurorImport.state == ImportState.FAILED.value)
