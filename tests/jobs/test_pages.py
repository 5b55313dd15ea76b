"""A PDF is looked through page by page, and reaches jurors as pictures of its pages."""

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.domain.lives.redacting import LEASE
from jury.jobs.worker import work_one
from jury.services.hearing.page_delivery import deliver_page
from jury.services.hearing.poll import open_exhibit, reading_progress
from jury.services.proof import audit
from jury.services.reading.casefile import for_party
from jury.services.screening import disclose, redact_media
from jury.services.screening.detecting import NotSeen, Redact
from jury.services.screening.uncovering import ask_uncover, doubts_of
from jury.services.submissions.exhibit_parts import boxes_of, digest_of, read_shown
from jury.storage.audit import list_entries
from jury.storage.disputes import get_dispute
from jury.storage.exhibit_parts import list_parts
from jury.storage.exhibits import find_named_blobs, list_named_blobs_of
from jury.storage.files.blobs import blob_path
from jury.storage.files.sealing import Unreadable
from jury.storage.redactions import find_progress, get_redaction
from jury.storage.transaction import transaction
from tests.jobs.papers import BOX, file_pdf, make_pdf, release, settle
from tests.jobs.seers import (
    DOUBT,
    FACE,
    blind,
    row_of,
    still_there,
    sure,
    unsure,
    waiting,
)
from tests.redaction.films import CANARY, make_film
from tests.world import World

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def shows_nothing_at(content: bytes, place: tuple[int, int]) -> bool:
    return Image.open(io.BytesIO(content)).convert("L").getpixel(place) == 0


def test_every_page_is_shown_covered_and_what_is_confirmed_is_all_of_them(
    world: World, dispute: str
) -> None:
    exhibit = file_pdf(dispute)
    before = disclose.preview_digest(get_dispute(dispute), Side.BUYER)
    assert work_one(unsure)
    row, parts = row_of(dispute, exhibit), list_parts(exhibit)
    assert (row.state, waiting(dispute)) == ("released", [])
    row, parts = row_of(dispute, exhibit), list_parts(exhibit)
    assert [(one.part_no, one.kind) for one in parts] == [(1, "page"), (2, "page")]
    for part in parts:
        assert shows_nothing_at(read_shown(row, part), (20, 20))
        assert boxes_of(row, part.part_no) == [vars(FACE.box), vars(DOUBT.box)]
    assert row.shown_digest == digest_of(parts)
    assert disclose.preview_digest(get_dispute(dispute), Side.BUYER) != before
    for side in Side:
        (view,) = for_party(dispute, side, "en").exhibits
        assert [one.number for one in view.parts] == [1, 2]
    named = {name for one in parts for name in (one.prepared_blob, one.shown_blob)}
    assert named <= set(list_named_blobs_of(dispute))
    assert find_named_blobs([name for name in named if name]) == named


@ON_SQLITE
def test_a_place_of_a_page_that_was_in_doubt_may_be_asked_for(
    world: World, dispute: str
) -> None:
    exhibit = file_pdf(dispute)
    assert work_one(unsure)
    assert list(doubts_of(row_of(dispute, exhibit))) == ["1.2", "2.2"]
    with transaction(lock=dispute) as now:
        ask_uncover(dispute, Side.BUYER, target=exhibit, place="2.2", now=now)
    assert waiting(dispute) == ["cover"]


@pytest.mark.parametrize(
    ("redact", "code"), [(still_there, "still_there"), (blind, "not_seen_through")]
)
def test_pages_in_doubt_are_settled_one_by_one_and_released_together(
    world: World, dispute: str, redact: Redact, code: str
) -> None:
    exhibit = file_pdf(dispute)
    assert work_one(redact)
    row, staff_id = row_of(dispute, exhibit), world.staff_id
    assert (row.state, get_redaction(exhibit).code) == ("filed", code)
    assert [one.shown_blob for one in list_parts(exhibit)] == [None, None]
    settle(dispute, exhibit, 2, staff_id=staff_id)
    with pytest.raises(NotNow):
        release(dispute, exhibit, staff_id=staff_id)
    settle(dispute, exhibit, 1, staff_id=staff_id)
    release(dispute, exhibit, staff_id=staff_id)
    row, parts = row_of(dispute, exhibit), list_parts(exhibit)
    assert (row.state, row.shown_digest) == ("released", digest_of(parts))
    assert boxes_of(row, 1) == boxes_of(row, 2) == [vars(BOX)]
    assert doubts_of(row) == {}
    with pytest.raises(NotNow):
        settle(dispute, exhibit, 1, staff_id=staff_id)
    told = list_entries(audit.dispute_chain(dispute), "exhibit.page_covered")
    assert [one.payload["part"] for one in told] == [2, 1]


@ON_SQLITE
@pytest.mark.parametrize(
    ("content", "code"),
    [(make_pdf(21), "too_many_pages"), (b"%PDF-1.7\nnothing", "not_a_pdf")],
)
def test_what_cannot_be_drawn_is_a_moderators_and_never_passed_through(
    world: World, dispute: str, content: bytes, code: str
) -> None:
    exhibit = file_pdf(dispute, content)
    assert work_one(sure)
    assert get_redaction(exhibit).code == code
    assert (row_of(dispute, exhibit).state, list_parts(exhibit)) == ("filed", [])
    assert waiting(dispute) == ["screen_exhibit"]
    with pytest.raises(NotNow):
        release(dispute, exhibit, staff_id=world.staff_id)


@ON_SQLITE
def test_a_page_that_was_changed_since_is_sent_to_nobody(
    world: World, dispute: str
) -> None:
    exhibit = file_pdf(dispute)
    assert work_one(sure)
    row, (first, second) = row_of(dispute, exhibit), list_parts(exhibit)
    path = blob_path(first.shown_blob or "")
    path.write_bytes(blob_path(second.shown_blob or "").read_bytes())
    with pytest.raises(Unreadable):
        read_shown(row, first)
    with transaction(lock=dispute):
        list_parts(exhibit)[1].shown_digest = "0" * 64
    with pytest.raises(Unreadable):
        read_shown(row_of(dispute, exhibit), list_parts(exhibit)[1])


def test_a_worker_says_how_far_it_is_and_stops_when_it_was_overtaken(
    world: World, dispute: str
) -> None:
    exhibit, real = file_pdf(dispute), clock.real_now()
    with transaction():
        slow = redact_media.claim(real=real)
    assert slow is not None
    with transaction():
        assert redact_media.keep_on(slow, 0.5, real=real)
    progress = find_progress(exhibit)
    assert progress is not None
    assert progress.percent == 50
    with transaction():
        assert redact_media.claim(real=real + LEASE) is not None
    with transaction():
        assert not redact_media.keep_on(slow, 0.75, real=real)
    answer = redact_media.look(slow, sure, lambda _share: False)
    assert (answer.seen, answer.parts) == (NotSeen("overtaken"), ())


def test_a_juror_has_read_it_when_every_page_was_sent(session: Session) -> None:
    world = World.begin()
    dispute = world.escalate()
    exhibit = file_pdf(dispute)
    assert work_one(sure)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    sid, juror = world.seat(dispute, world.summonses(dispute)[0])
    summons = next(one for one in world.summonses(dispute, "accepted"))
    read = []
    for page in (1, 1, 2):
        with transaction(lock=dispute) as now:
            deliver_page(sid, juror, exhibit, page=page, now=now)
        with transaction(lock=dispute) as now:
            open_exhibit(sid, juror, exhibit, now=now)
        read.append(exhibit in reading_progress(summons, now=clock.now()).opened)
    assert read == [False, False, True]


@ON_SQLITE
def test_key_moments_of_a_film_are_shown_with_their_times(
    world: World, dispute: str, tmp_path: Path
) -> None:
    film = make_film(tmp_path / "film.mp4", seconds=1).read_bytes()
    exhibit = file_pdf(dispute, film)
    assert work_one(sure)
    row, parts = row_of(dispute, exhibit), list_parts(exhibit)
    assert (row.state, row.kind) == ("released", "video")
    assert {one.kind for one in parts} == {"still"}
    assert parts[0].at_ms == 0
    assert CANARY.encode() in film
    for part in parts:
        shown = read_shown(row, part)
        assert shows_nothing_at(shown, (20, 20))
        assert CANARY.encode() not in shown


@ON_SQLITE
def test_what_is_no_film_is_a_moderators(world: World, dispute: str) -> None:
    exhibit = file_pdf(dispute, b"\0\0\0\x18ftypmp42" + bytes(100))
    assert work_one(sure)
    assert (row_of(dispute, exhibit).state, list_parts(exhibit)) == ("filed", [])
    assert get_redaction(exhibit).code == "not_a_film"
    assert waiting(dispute) == ["screen_exhibit"]
