"""An epoch promises who can be drawn, and every place in it can be proved."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.jurors.strata import kinds_in
from jury.domain.sortition.merkle_sum import Proof, root_of
from jury.domain.sortition.rows import build_segment, row_key
from jury.services.roster.epochs import commit_epoch, is_epoch_due, segment_key
from jury.services.roster.joining import opt_out
from jury.services.roster.upkeep import tidy_roster
from jury.storage.audit import list_entries
from jury.storage.roster import (
    RosterEpoch,
    RosterPage,
    RosterSegment,
    find_epoch_before,
    find_segment,
    list_row_keys,
    list_segments,
    proof_of,
    prove_rows,
    row_key_at,
)
from jury.storage.transaction import transaction
from tests.roster_lines import enrol, make_jurors, make_line, present, whole_list

FOREVER = timedelta(days=1000)


def test_an_import_commits_everybody_by_language(session: Session) -> None:
    done = enrol([*make_jurors(5), make_line("someone", language="en")])
    listed = list_segments(done.epoch_id)
    sizes = {one.key: one.size for one in listed if not kinds_in(one.key)}
    assert sizes == {"en/*/active": 1, "zh-Hans/*/active": 5}
    segment = find_segment(done.epoch_id, segment_key("zh-Hans"))
    assert segment is not None
    keys = [row_key(f"user-{no}") for no in range(1, 6)]
    assert segment.root == build_segment(keys).root
    assert [row_key_at(segment, row) for row in range(5)] == sorted(keys)


def test_who_pauses_or_is_withdrawn_is_not_promised(session: Session) -> None:
    enrol(make_jurors(3))
    with transaction() as now:
        opt_out("user-1", now=now)
    done = enrol([make_line("user-2", enrolled=False)])
    segment = whole_list(done.epoch_id)
    assert (segment.size, row_key_at(segment, 0)) == (1, row_key("user-3"))


def test_the_digest_stands_in_the_log(session: Session) -> None:
    done = enrol(make_jurors(2))
    epoch = session.get_one(RosterEpoch, done.epoch_id)
    (told,) = [
        entry.payload
        for entry in list_entries("roster")
        if entry.action == "roster.committed"
    ]
    assert told["digest"] == epoch.digest
    segment = whole_list(done.epoch_id)
    written = {"key": segment.key, "root": segment.root.hex(), "size": 2}
    assert written in told["segments"]
    assert len(told["segments"]) == len(list_segments(done.epoch_id))


def test_every_row_of_several_pages_is_proved(session: Session) -> None:
    done = enrol(make_jurors(2100))
    segment = whole_list(done.epoch_id)
    rows = [0, 31, 32, 1023, 1024, 2047, 2048, 2099]
    for proof in prove_rows(segment, rows):
        assert root_of(proof, size=segment.size) == segment.root
    written = proof_of(segment, 2099)
    proof = Proof(
        written["block"],
        bytes.fromhex(written["keys"]),
        tuple(bytes.fromhex(value) for value in written["path"]),
    )
    assert root_of(proof, size=segment.size) == segment.root
    assert list_row_keys(segment, [2099])[2099] in proof.keys


@pytest.mark.parametrize("row", [-1, 3])
def test_there_is_no_row_outside_the_segment(session: Session, row: int) -> None:
    done = enrol(make_jurors(3))
    segment = whole_list(done.epoch_id)
    with pytest.raises(IndexError):
        row_key_at(segment, row)


def test_a_draw_uses_the_last_epoch_from_before_a_moment(session: Session) -> None:
    first = enrol(make_jurors(1)).epoch_id
    between = present()
    second = enrol(make_jurors(2)).epoch_id
    found = [find_epoch_before(at) for at in (between, present())]
    assert [epoch.id for epoch in found if epoch] == [first, second]
    committed = session.get_one(RosterEpoch, first).committed_at
    assert committed is not None
    assert find_epoch_before(committed) is None


def test_an_epoch_is_due_after_an_import_and_once_a_day(session: Session) -> None:
    assert not is_epoch_due(present())
    enrol(make_jurors(1))
    now = present()
    assert not is_epoch_due(now)
    assert is_epoch_due(now + timedelta(days=1, minutes=1))
    with transaction():
        for epoch in session.scalars(select(RosterEpoch)):
            epoch.begun_at -= timedelta(minutes=5)
    assert is_epoch_due(now)


def test_old_epochs_that_no_draw_used_are_forgotten_but_the_newest(
    session: Session,
) -> None:
    enrol(make_jurors(3))
    kept = commit_epoch(actor="sweep")
    with transaction():
        session.add(RosterEpoch(begun_at=present() - timedelta(hours=2)))
        for epoch in session.scalars(select(RosterEpoch)):
            epoch.begun_at -= FOREVER
    tidy_roster()
    assert list(session.scalars(select(RosterEpoch.id))) == [kept]
    left = len(list_segments(kept))
    for table in (RosterSegment, RosterPage):
        assert session.scalar(select(func.count()).select_from(table)) == left
