"""No log line, error page or metric repeats what somebody wrote or who they are."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jury.api.examples import EXAMPLES
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.law import rules
from jury.storage.base import current_session, current_settings
from jury.storage.transaction import transaction
from tests.promises import canaries, crawl
from tests.promises.canaries import NAMED, Revealing
from tests.promises.crawl import Reader
from tests.world import World, make_intake, move_clock

Output = Callable[[], bytes]
NUMBER = re.compile(r"\b[0-9a-f]{8}\b")
NAME, PHONE = NAMED[Side.BUYER]["name"], NAMED[Side.BUYER]["phone"]
WORDS = [*canaries.everybody(), *canaries.MARKS]


@pytest.fixture
def output(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Output:
    """Whatever the processes of a court would have printed or logged so far."""

    def read() -> bytes:
        printed = capfd.readouterr()
        return f"{printed.out}\n{printed.err}\n{caplog.text}".encode()

    return read


@contextmanager
def broken(statement: str, mend: str) -> Iterator[None]:
    """A court whose database lacks something, for as long as this lasts."""
    run(statement)
    try:
        yield
    finally:
        run(mend)


def run(statement: str, **values: str) -> None:
    with transaction():
        current_session().execute(text(statement), values)


def post(reader: Reader, page: str, address: str, **fields: object) -> TestResponse:
    """Send a form as its page would."""
    token = crawl.TOKEN.search(reader.ask(page).data)
    assert token is not None
    written = token.group().decode().partition('="')[2]
    fields["csrf_token"] = written.rpartition('="')[2].strip('"')
    answer: TestResponse = reader.client.post(address, data=fields)
    return answer


def read_broken_dates(app: Flask, told: Revealing) -> TestResponse:
    facts = json.dumps({"paid_at": f"{NAME} {PHONE}"})
    run("UPDATE dispute SET order_facts = :facts", facts=facts)
    seller = crawl.party(app, told.dispute, Side.SELLER)
    return seller.ask(f"/disputes/{told.dispute}")


def read_lost_file(app: Flask, told: Revealing) -> TestResponse:
    for file in Path(current_settings().data_dir / "blobs").rglob("*"):
        if file.is_file():
            file.unlink()
    buyer = crawl.party(app, told.dispute, Side.BUYER)
    exhibit = told.exhibits["released"]
    return buyer.ask(f"/disputes/{told.dispute}/exhibits/{exhibit}/original")


def write_without_table(app: Flask, told: Revealing) -> TestResponse:
    run("UPDATE dispute SET stage = 'submissions'")
    run("UPDATE party SET done_at = NULL")
    buyer = crawl.party(app, told.dispute, Side.BUYER)
    rename = "ALTER TABLE statement RENAME COLUMN {} TO {}"
    page = f"/disputes/{told.dispute}"
    words = canaries.said(Side.BUYER, "mark-claim")
    with broken(rename.format("text", "lost"), rename.format("lost", "text")):
        return post(
            buyer, page, f"{page}/statements", **{"save": "case", "text:case": words}
        )


def escalate_without_table(app: Flask, _told: Revealing) -> TestResponse:
    marketplace = crawl.program(app)
    asked = EXAMPLES["NewDispute"] | {"claim": canaries.said(Side.BUYER, "mark-claim")}
    rename = "ALTER TABLE refund_record RENAME COLUMN {} TO {}"
    headers = {"Authorization": f"Bearer {marketplace.key}", "Idempotency-Key": "1"}
    with broken(rename.format("ref", "lost"), rename.format("lost", "ref")):
        answer: TestResponse = marketplace.client.post(
            "/api/v1/disputes", json=asked, headers=headers
        )
    return answer


def come_in_without_users(app: Flask, told: Revealing) -> TestResponse:
    buyer = crawl.party(app, told.dispute, Side.BUYER)
    rename = 'ALTER TABLE "user" RENAME COLUMN {} TO {}'
    with broken(rename.format("email", "lost"), rename.format("lost", "email")):
        return buyer.ask(f"/disputes/{told.dispute}")


@pytest.mark.parametrize(
    "provoke",
    [
        read_broken_dates,
        read_lost_file,
        write_without_table,
        escalate_without_table,
        come_in_without_users,
    ],
)
def test_a_defect_says_a_number_and_its_kind_and_nothing_more(
    app: Flask,
    session: Session,
    output: Output,
    provoke: Callable[[Flask, Revealing], TestResponse],
) -> None:
    told = canaries.make_revealing(jurors=0)
    answer = provoke(app, told)
    assert answer.status_code == 500
    logged = output()
    assert b"defect" in logged
    numbers = NUMBER.findall(answer.text)
    assert any(number.encode() in logged for number in numbers)
    seen = {"the page": answer.data, "the log": logged}
    assert crawl.traces(seen, WORDS) == []


def wrong_requests() -> Iterator[dict[str, object]]:
    """Escalations, each with something personal in a place where it cannot be."""
    good = EXAMPLES["NewDispute"]
    for place in ("filed_by", "reason", "asked", "claim", "chat", "answers"):
        yield good | {place: {NAME: PHONE} if place == "claim" else f"{NAME} {PHONE}"}
    yield good | {"asked": {"minor": int(PHONE) * 100, "currency": NAME}}
    yield good | {"order": good["order"] | {"paid_at": NAME, "language": NAME}}
    yield good | {"refund": {"ref": f"{NAME} {PHONE}", "held": NAME, "state": PHONE}}


def test_refusals_do_not_repeat_what_was_sent(
    app: Flask, session: Session, output: Output
) -> None:
    marketplace = crawl.program(app)
    headers = {"Authorization": f"Bearer {marketplace.key}"}
    seen = {}
    for number, asked in enumerate(wrong_requests()):
        answer = marketplace.client.post(
            "/api/v1/disputes",
            json=asked,
            headers=headers | {"Idempotency-Key": f"wrong-{number}"},
        )
        assert answer.status_code == 422, answer.text
        problem = json.loads(answer.data)
        # A bad field is named by its place, and an unknown one has no other name.
        told = [problem["detail"], *(one["detail"] for one in problem["errors"])]
        seen[f"escalation {number}"] = json.dumps(told).encode()
    seen["the log"] = output()
    assert crawl.traces(seen, WORDS) == []


def test_a_refused_file_leaves_no_trace_in_log_or_page(
    app: Flask, session: Session, output: Output
) -> None:
    dispute = World.begin(jurors=0).escalate(canaries.make_revealing_intake())
    form = f"/disputes/{dispute}/exhibits"
    content = b"\xff\xd8\xff\xe0" + canaries.HIDDEN.encode() * 50
    file = (io.BytesIO(content), f"{NAME} {PHONE}.jpg")
    seller = crawl.party(app, dispute, Side.SELLER)
    answer = post(seller, form, form, file=file, caption="A bill")
    assert answer.status_code == 422
    # On top of every page its party reads what was bought, covered.
    words = [word for word in WORDS if word != "mark-line"]
    assert crawl.traces({"page": answer.data}, words) == []
    assert crawl.traces({"log": output()}, WORDS) == []


def test_no_log_line_of_a_whole_dispute_names_anybody_or_repeats_a_word(
    app: Flask, session: Session, output: Output
) -> None:
    told = canaries.make_revealing()
    canaries.screen(told)
    move_clock(hours=13)
    told.world.give_nonce(told.dispute)
    sids = [one.id for one in told.world.summonses(told.dispute)[:1]]
    told.world.decide(told.dispute, (1, 1, 1, 2, 0))
    where = crawl.addresses(app, crawl.places_of(told.dispute, *sids))
    stranger = crawl.look(crawl.person(app), where)
    crawl.look(crawl.party(app, told.dispute, Side.BUYER), where)
    move_clock(hours=49)
    sweeps.link_heads()
    sweeps.note_alive()
    logged = {"the log": output()}
    people = [name for side in Side for name in canaries.names_of(side)]
    assert crawl.traces(logged, [*WORDS, *people]) == []
    assert crawl.traces(stranger, [*WORDS, *people]) == []


def test_what_the_marketplace_reads_of_a_dispute_holds_no_content(
    app: Flask, session: Session
) -> None:
    told = canaries.make_revealing(jurors=0)
    where = crawl.addresses(app, crawl.places_of(told.dispute, "none"), under="/api/")
    seen = crawl.look(crawl.program(app), where)
    assert any(page.startswith(b"200") for page in seen.values())
    known = {canaries.ORDER, canaries.REFUND}
    assert crawl.traces(seen, set(WORDS) - known) == []


def test_a_sweep_that_meets_a_defect_names_the_dispute_alone_and_goes_on(
    session: Session, output: Output
) -> None:
    world = World.begin(jurors=0)
    bad, good = (world.escalate(make_intake(number=number)) for number in "12")
    broken_rules = json.dumps({"name": f"{NAME} {PHONE}"})
    run("UPDATE dispute SET policy = :rules WHERE id = :id", rules=broken_rules, id=bad)
    rules._KNOWN.clear()
    move_clock(hours=49)
    assert (world.stage(bad), world.stage(good)) == ("submissions", "screening")
    logged = output()
    assert bad.encode() in logged
    assert crawl.traces({"the log": logged}, WORDS) == []
