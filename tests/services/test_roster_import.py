"""A roster comes in force whole or not at all, and says which lines were wrong."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from jury.domain.eligibility import JurorStatus
from jury.domain.errors import NotNow
from jury.services.roster import importing
from jury.services.roster.importing import BadLines
from jury.services.roster.upkeep import tidy_roster
from jury.storage.audit import list_entries
from jury.storage.roster import (
    ImportMode,
    Juror,
    JurorImport,
    JurorRecord,
    JurorTie,
    facts_of,
    find_juror,
)
from jury.storage.transaction import transaction
from tests.roster_lines import enrol, make_jurors, make_line, present


def status_of(ref: str) -> JurorStatus:
    juror = find_juror(ref)
    assert juror is not None
    return facts_of(juror, now=present()).status


def count(session: Session, table: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_a_line_says_is_what_counts(session: Session) -> None:
    enrol(
        [
            make_line(
                "甲-1",
                language="en",
                verified=False,
                trades_completed=4,
                credit=9,
                strikes=2,
                categories=["shoes", "phones", "shoes"],
                last_active_at="2026-01-02T03:04:05+08:00",
            )
        ]
    )
    juror = find_juror("甲-1")
    assert juror is not None
    facts = facts_of(juror, now=present())
    assert (facts.language, facts.adult, facts.verified) == ("en", True, False)
    assert (facts.trades_completed, facts.credit, facts.strikes) == (4, 9, 2)
    assert facts.categories == {"shoes", "phones"}
    assert facts.last_active_at is not None
    assert facts.last_active_at.isoformat() == "2026-01-01T19:04:05+00:00"


def test_a_line_replaces_all_that_was_said_of_the_juror_before(
    session: Session,
) -> None:
    enrol([make_line("a", categories=["shoes"], strikes=1)])
    enrol([make_line("a", trades_completed=13), make_line("b")])
    juror = find_juror("a")
    assert juror is not None
    facts = facts_of(juror, now=present())
    assert (facts.categories, facts.strikes) == (frozenset(), 0)
    assert facts.trades_completed == 13
    assert count(session, Juror) == 2


def test_an_update_keeps_the_rest_and_a_replacement_withdraws_it(
    session: Session,
) -> None:
    enrol(make_jurors(3))
    enrol([make_line("user-3", trades_completed=1)])
    assert status_of("user-1") is JurorStatus.ACTIVE
    enrol(make_jurors(1), mode=ImportMode.REPLACE)
    assert status_of("user-1") is JurorStatus.ACTIVE
    assert status_of("user-2") is JurorStatus.INACTIVE
    enrol([make_line("user-2")])
    assert status_of("user-2") is JurorStatus.ACTIVE


def test_a_line_can_withdraw_one_juror(session: Session) -> None:
    enrol(make_jurors(2))
    enrol([make_line("user-2", enrolled=False)])
    assert status_of("user-2") is JurorStatus.INACTIVE


def test_one_bad_line_refuses_the_whole_import(session: Session) -> None:
    enrol([make_line("user-1", trades_completed=7)])
    lines = [*make_jurors(50), b"{}\n", make_line("user-1")]
    with pytest.raises(BadLines) as refused:
        enrol(lines, mode=ImportMode.REPLACE)
    assert {(one.line, one.field, one.code) for one in refused.value.faults} >= {
        (51, "ref", "missing")
    }
    assert count(session, Juror) == 1
    juror = find_juror("user-1")
    assert juror is not None
    assert facts_of(juror, now=present()).trades_completed == 7


def test_the_first_hundred_bad_lines_are_named_and_all_are_counted(
    session: Session,
) -> None:
    with pytest.raises(BadLines) as refused:
        enrol([b"nonsense\n"] * 150)
    assert [one.line for one in refused.value.faults] == list(range(1, 101))
    assert refused.value.count == 150
    kept = session.scalars(select(JurorImport)).one()
    assert (kept.state, kept.bad_lines, len(kept.faults)) == ("failed", 150, 100)


def test_nobody_is_named_twice_in_one_import(session: Session) -> None:
    with pytest.raises(BadLines) as refused:
        enrol([make_line("a"), b"\n", make_line("b"), make_line("a")])
    assert [one.as_json() for one in refused.value.faults] == [
        {"line": 4, "field": "ref", "code": "duplicate"}
    ]


def test_names_that_are_written_alike_are_the_same_juror(session: Session) -> None:
    with pytest.raises(BadLines):
        enrol([make_line("caf\u00e9"), make_line("cafe\u0301")])


def test_an_import_that_breaks_off_changes_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol([make_line("user-1", trades_completed=7)])

    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(importing, "stage_ties", fail)
        with pytest.raises(OSError, match="disk is full"):
            enrol(make_jurors(20, tie_keys=["device:1"]), mode=ImportMode.REPLACE)
    assert status_of("user-1") is JurorStatus.ACTIVE
    assert find_juror("user-2") is None
    tidy_roster()
    assert (count(session, Juror), count(session, JurorRecord)) == (1, 1)
    enrol(make_jurors(2))
    assert status_of("user-2") is JurorStatus.ACTIVE


def test_two_imports_do_not_run_at_once(session: Session) -> None:
    def lines_while_another_runs() -> Iterator[bytes]:
        yield make_line()
        with transaction() as now:
            session.add(
                JurorImport(mode="update", actor="key:2", begun_at=now, heard_at=now)
            )

    with pytest.raises(NotNow):
        enrol(lines_while_another_runs())
    assert find_juror("user-1") is None


def test_an_import_that_died_gives_way(session: Session) -> None:
    with transaction() as now:
        long_ago = now - timedelta(hours=1)
        session.add(
            JurorImport(
                mode="update", actor="key:2", begun_at=long_ago, heard_at=long_ago
            )
        )
    enrol([make_line()])
    assert status_of("user-1") is JurorStatus.ACTIVE
    states = session.scalars(select(JurorImport.state).order_by(JurorImport.id))
    assert list(states) == ["failed", "active"]


def test_an_import_is_told_in_the_log(session: Session) -> None:
    done = enrol(make_jurors(3))
    told = {entry.action: entry.payload for entry in list_entries("roster")}
    assert told["roster.imported"] == {
        "import": done.import_id,
        "mode": "update",
        "lines": 3,
        "added": 3,
    }
    assert told["roster.committed"]["epoch"] == done.epoch_id


def test_overtaken_words_are_forgotten_and_the_last_one_stays(
    session: Session,
) -> None:
    enrol(make_jurors(2, tie_keys=["device:1"], person_key="same"))
    enrol([make_line("user-1", tie_keys=["device:2"])])
    with transaction():
        for one in session.scalars(select(JurorImport)):
            assert one.activated_at is not None
            one.activated_at -= timedelta(days=60)
    tidy_roster()
    assert count(session, JurorRecord) == 2
    assert count(session, JurorTie) == 3
    assert status_of("user-1") is JurorStatus.ACTIVE


def test_an_empty_import_is_an_import(session: Session) -> None:
    enrol(make_jurors(2))
    done = enrol([], mode=ImportMode.REPLACE)
    assert (done.lines, done.added) == (0, 0)
    assert status_of("user-1") is JurorStatus.INACTIVE


def test_a_large_import_is_weighed_before_it_counts(session: Session) -> None:
    enrol(make_jurors(1_000))
    if session.get_bind().dialect.name == "postgresql":
        known = session.scalar(
            text("SELECT reltuples FROM pg_class WHERE relname = 'juror_record'")
        )
        assert known == 1_000


def test_an_import_leaves_no_file_behind(session: Session, tmp_path: Path) -> None:
    def files() -> set[str]:
        return {file.name for file in tmp_path.iterdir()}

    enrol(make_jurors(1))
    before = files()
    done = enrol(make_jurors(3000, tie_keys=[f"t{no}" for no in range(6)]))
    assert done.added == 2999
    assert count(session, JurorTie) == 18_000
    assert files() == before
