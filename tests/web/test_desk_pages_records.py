"""Records and search: the whole story, nothing of an open poll, constant cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, insert, inspect, text
from sqlalchemy.orm import Session

from jury.domain.errors import Invalid
from jury.domain.lifecycle import Stage
from jury.services.admission.intake import OrderLine
from jury.storage.base import current_session
from jury.storage.desk.docket import find_disputes, list_docket
from jury.storage.disputes import Dispute
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.web.people import as_staff, as_user, shows
from tests.world import World, make_intake

# Indexes, cursors and searches are of the database.

MODERATORS_ONLY = (
    "",
    "/tasks/{task}",
    "/disputes/{dispute}/file",
    "/disputes/{dispute}/cover?source=claim",
    "/disputes/{dispute}/exhibits/{exhibit}",
    "/disputes/{dispute}/exhibits/{exhibit}/original",
    "/disputes/{dispute}/exhibits/{exhibit}/shown",
)
ACTS = (
    "/tasks/{task}/take",
    "/tasks/{task}/leave",
    "/tasks/{task}/cover",
    "/tasks/{task}/refuse",
    "/tasks/{task}/review",
    "/tasks/{task}/change",
    "/tasks/{task}/pronounce",
    "/tasks/{task}/consent",
    "/tasks/{task}/dissent",
    "/tasks/{task}/send-back",
    "/tasks/{task}/instruct",
    "/tasks/{task}/sentence",
    "/disputes/{dispute}/cover",
    "/disputes/{dispute}/exhibits/{exhibit}/release",
    "/disputes/{dispute}/exhibits/{exhibit}/withhold",
    "/disputes/{dispute}/exhibits/{exhibit}/reopen",
)


def test_who_may_see_and_do_what(app: Flask, world: World, dispute: str) -> None:
    exhibit = world.file_picture(dispute)
    task = current_session().scalar(text("SELECT id FROM task"))
    ids = {"dispute": dispute, "exhibit": exhibit, "task": task}
    auditor, _ = as_staff(app, "ann", Role.AUDITOR)
    clerk, _ = as_staff(app, "kim", Role.ADMINISTRATOR)
    for client in (auditor, clerk, as_user(app, "buyer-1")):
        pages = [client.get("/desk" + one.format(**ids)) for one in MODERATORS_ONLY]
        done = [client.post("/desk" + one.format(**ids)) for one in ACTS]
        assert {page.status_code for page in pages + done} == {404}
    for place in ("/desk/disputes", f"/desk/disputes/{dispute}"):
        assert auditor.get(place).status_code == 200
        assert clerk.get(place).status_code == 404
        assert as_user(app, "buyer-1").get(place).status_code == 404
        assert app.test_client().get(place).location.startswith("/sign-in")


def test_a_task_of_another_kind_or_none_is_not_found(
    app: Flask, world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    other = world.escalate(make_intake(number="2"))
    task = current_session().scalar(text("SELECT id FROM task"))
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    for place in (f"/tasks/{task}/pronounce", "/tasks/tsk_no/take"):
        assert desk.post("/desk" + place, data={"rung": "0"}).status_code == 404
    for place in ("", "/original", "/shown"):
        wrong = f"/desk/disputes/{other}/exhibits/{exhibit}{place}"
        assert desk.get(wrong).status_code == 404
    for place in ("dsp_no", "dsp_no/file", f"{dispute}/cover?source=chat:99"):
        assert desk.get(f"/desk/disputes/{place}").status_code == 404


def test_the_record_tells_who_what_and_why(
    app: Flask, world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    world.release(dispute, exhibit)
    other = world.escalate(make_intake(order_ref="ORD-1", number="2"))
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    page = desk.get(f"/desk/disputes/{dispute}")
    assert shows(page, "The dispute is admitted.", "files exhibit 1, version 1")
    assert shows(page, "Moderator mod", "releases exhibit 1 with 0 places covered")
    assert f"/desk/disputes/{other}" in page.text
    only = desk.get(f"/desk/disputes/{dispute}?subject=dispute")
    assert shows(only, "The dispute is admitted.")
    assert not shows(only, "files exhibit 1")


def test_the_record_names_the_kind_of_goods_in_the_readers_language(
    app: Flask, dispute: str
) -> None:
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    page = desk.get(f"/desk/disputes/{dispute}?lang=zh-Hans")
    assert shows(page, "类目", "手机")
    assert not shows(page, "phones")


def test_the_auditors_record_offers_no_act(
    app: Flask, world: World, dispute: str
) -> None:
    world.file_picture(dispute)
    auditor, _ = as_staff(app, "ann", Role.AUDITOR)
    page = auditor.get(f"/desk/disputes/{dispute}")
    assert shows(page, "You read records and act on nothing.")
    assert "/desk/tasks/" not in page.text
    assert "/exhibits/" not in page.text


@pytest.mark.both
def test_before_the_close_no_record_tells_seats_ballots_or_counts(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_hearing()
    staff = [
        as_staff(app, "ann", Role.AUDITOR)[0],
        as_staff(app, "lin", Role.MODERATOR)[0],
    ]
    places = (f"/desk/disputes/{dispute}", "/desk/disputes")
    before = [one.get(place).text.count("<li") for one in staff for place in places]
    for summons, choice in zip(world.summonses(dispute)[:2], (0, 2), strict=True):
        juror = world.seat(dispute, summons)
        world.read(dispute, juror)
        world.vote(dispute, juror, choice)
    pages = [one.get(place).text for one in staff for place in places]
    assert [page.count("<li") for page in pages] == before
    for page in pages:
        assert "ballot." not in page
        assert "summons." not in page
        assert "seat." not in page


def test_a_dispute_is_called_by_item_reason_and_order(
    app: Flask, world: World, dispute: str
) -> None:
    line = OrderLine(title="Lamp 13800138000", quantity=1, price_minor=18000)
    other = world.escalate(make_intake(number="2", lines=(line,)))
    world.file_picture(other)
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    pages = ("", "/disputes", f"/disputes/{other}")
    for page in (desk.get("/desk" + one) for one in pages):
        assert shows(page, "Lamp Phone 1 · Hidden fault · ORD-2")
        assert "13800138000" not in page.text
    assert shows(desk.get("/desk/disputes"), "二手手机 · Hidden fault · ORD-1")


def test_one_form_finds_by_reference_and_by_stage(
    app: Flask, world: World, dispute: str
) -> None:
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    page = desk.get("/desk/disputes?q=ORD-1&stage=submissions")
    assert page.text.split("<main")[1].count("<form") == 1
    assert f"/desk/disputes/{dispute}" in page.text
    assert shows(desk.get("/desk/disputes?q=ORD-1&stage=closed"), "No dispute found")


def copy_disputes(count: int, *, stage: Stage = Stage.SUBMISSIONS) -> None:
    """Rows like the first dispute's, each admitted a second earlier."""
    session = current_session()
    with transaction() as now:
        first = session.query(Dispute).first()
        assert first is not None
        like = {
            column.key: getattr(first, column.key)
            for column in inspect(Dispute).column_attrs
        }
        rows = [
            like
            | {
                "id": f"dsp_{stage}_{number:06}",
                "refund_ref": f"RF-{stage}-{number}",
                "stage": stage.value,
                "admitted_at": now - timedelta(seconds=number),
                "next_due_at": now + timedelta(seconds=number),
            }
            for number in range(count)
        ]
        session.execute(insert(Dispute), rows)


def test_pages_follow_each_other_without_gap_or_repeat(
    world: World, dispute: str
) -> None:
    copy_disputes(20, stage=Stage.HEARING)
    for stage, expected in ((None, 21), (Stage.HEARING, 20)):
        seen: list[str] = []
        page = list_docket(stage=stage, limit=6)
        seen += [one.id for one in page.rows]
        while page.after:
            page = list_docket(stage=stage, after=page.after, limit=6)
            seen += [one.id for one in page.rows]
        assert len(seen) == len(set(seen)) == expected


@pytest.mark.parametrize("cursor", ["x", "2026-01-01T00:00:00", "~", "x~y"])
def test_a_broken_cursor_is_refused(world: World, cursor: str) -> None:
    with pytest.raises(Invalid):
        list_docket(stage=None, after=cursor)


@pytest.mark.parametrize("reference", ["ORD-1", "RF-1", "buyer-1", " seller-1 "])
def test_a_dispute_is_found_by_any_of_its_references(
    app: Flask, dispute: str, reference: str
) -> None:
    assert [one.id for one in find_disputes(reference)] == [dispute]
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    page = desk.get("/desk/disputes", query_string={"q": reference})
    assert f"/desk/disputes/{dispute}" in page.text
    nothing = desk.get("/desk/disputes?q=RF")
    assert shows(nothing, "No dispute found")


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """Every statement that is sent meanwhile, with its parameters."""
    engine = current_session().get_bind()
    said: list[tuple[str, Any]] = []

    def note(*given: Any) -> None:
        said.append((given[2], given[3]))

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.both
def test_a_page_takes_as_many_statements_over_many_as_over_few(
    app: Flask, dispute: str
) -> None:
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    assert desk.get("/desk/disputes").status_code == 200  # opens its connection
    counts = []
    for stage, more in ((Stage.HEARING, 60), (Stage.CLOSED, 400)):
        copy_disputes(more, stage=stage)
        with statements() as said:
            assert desk.get("/desk/disputes").status_code == 200
        counts.append(len(said))
    assert counts[0] == counts[1]


@pytest.mark.both
@pytest.mark.parametrize(
    ("stage", "index"),
    [
        (None, "ix_dispute_admitted_at"),
        (Stage.HEARING, "ix_dispute_newest"),
        (Stage.REFERRED, "ix_dispute_docket"),
    ],
)
def test_a_page_follows_an_index(
    session: Session, dispute: str, stage: Stage | None, index: str
) -> None:
    copy_disputes(300, stage=Stage.CLOSED)
    with transaction():
        session.execute(text("ANALYZE dispute"))
    connection, explain = session.connection(), "EXPLAIN QUERY PLAN "
    if session.get_bind().dialect.name != "sqlite":
        # So few rows are read whole faster than by any index.
        session.execute(text("SET enable_seqscan = off"))
        explain = "EXPLAIN "
    with statements() as said:
        list_docket(stage=stage)
    query, given = next(one for one in said if "FROM dispute" in one[0])
    plan = connection.exec_driver_sql(explain + query, given)
    assert index in " ".join(str(row) for row in plan)
