"""A juror points, a moderator covers, and the file is read covered: these pages."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.services.moderation.tasks import REPORTED
from jury.services.screening.reports import list_reports_of
from jury.storage.desk.tasks import Task, find_open_task
from jury.storage.exhibits import get_exhibit, list_released
from jury.storage.people import Role
from jury.storage.roster import get_juror
from tests.jobs.papers import file_pdf
from tests.jobs.seers import sure
from tests.web.people import as_party, as_staff, as_user, look_again, shows
from tests.world import World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Heard:
    """A dispute with a PDF and a picture, and the one juror of it who reads."""

    def __init__(self, app: Flask) -> None:
        self.world = World.begin()
        self.dispute = self.world.escalate()
        self.pdf = file_pdf(self.dispute)
        assert work_one(sure)
        picture = self.world.file_picture(self.dispute)
        self.world.finish_submissions(self.dispute)
        self.world.release(self.dispute, picture)
        self.world.confirm(self.dispute)
        self.world.give_nonce(self.dispute)
        self.sid, juror_id = self.world.seat(
            self.dispute, self.world.summonses(self.dispute)[0]
        )
        self.juror = as_user(app, get_juror(juror_id).ref)
        self.desk, _staff_id = as_staff(app, "late", Role.MODERATOR)
        self.seat = f"/jury/seats/{self.sid}"
        self.desk_of = f"/desk/disputes/{self.dispute}"
        self.picture = next(
            one.id for one in list_released(self.dispute) if one.kind == "picture"
        )

    def read(self) -> str:
        """The file as the juror reads it."""
        return self.juror.get(f"{self.seat}?lang=en").text

    def point(self, at: str) -> Task | None:
        """The juror points at a place."""
        put = self.juror.post(f"{self.seat}/report", data={"at": at})
        assert put.status_code == 303
        look_again()
        return find_open_task(self.dispute, REPORTED, at)

    def draw(self, exhibit: str, **more: str) -> int:
        """The moderator draws one more box."""
        form = {"boxes": "[[1, 1, 9, 9]]", "code": "personal", "reason": ""}
        place = f"{self.desk_of}/exhibits/{exhibit}/late"
        return self.desk.post(place, data={**form, **more}).status_code


@pytest.fixture
def heard(app: Flask, session: Session) -> Heard:
    return Heard(app)


def test_what_a_juror_points_at_is_covered_and_read_so_by_everybody(
    heard: Heard, app: Flask
) -> None:
    passage = "主板"
    assert passage in heard.read()
    task = heard.point("claim")
    assert task is not None
    queue = heard.desk.get("/desk?kind=reported")
    assert shows(queue, "Something shows who somebody is")
    heard.desk.post(f"/desk/tasks/{task.id}/take")
    page = heard.desk.get(f"/desk/tasks/{task.id}")
    assert shows(page, "Cover them now", "Nothing that was read or voted is undone")
    form = {"source": "claim", "passage": passage, "code": "personal", "reason": ""}
    assert heard.desk.post(f"{heard.desk_of}/cover", data=form).status_code in {
        200,
        303,
    }
    look_again()
    claim = heard.read().partition('id="statements"')[0]
    assert passage not in claim
    assert find_open_task(heard.dispute, REPORTED, "claim") is None
    for side in Side:
        inbox = as_party(app, heard.dispute, side).get("/inbox")
        assert shows(inbox, "Something personal was covered in your dispute")
    record = heard.desk.get(heard.desk_of)
    assert shows(record, "covers words in a text after jurors may have read them")


def test_more_of_a_picture_and_of_a_page_is_covered_from_the_editor(
    heard: Heard,
) -> None:
    for exhibit, place, more in (
        (heard.picture, "/image", {}),
        (heard.pdf, "/parts/2", {"page": "2"}),
    ):
        seen = f"{heard.seat}/exhibits/{exhibit}{place}"
        before = heard.juror.get(seen).data
        there = f"{heard.desk_of}/exhibits/{exhibit}"
        assert shows(heard.desk.get(there), "Cover more of it")
        assert shows(heard.desk.get(f"{there}/late"), "This is what jurors see.")
        boxes = len(get_exhibit(heard.dispute, exhibit).boxes)
        assert heard.draw(exhibit, **more) == 303
        look_again()
        assert len(get_exhibit(heard.dispute, exhibit).boxes) == boxes + 1
        after = heard.juror.get(seen)
        assert after.status_code == 200
        assert after.data != before


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ({"boxes": "[]"}, 422, "Draw a box around what is to be covered."),
        ({"boxes": "nonsense"}, 422, "A box has numbers that cannot be used."),
        ({"code": "because"}, 422, "Please choose one of the reasons."),
        ({"page": "77"}, 404, ""),
    ],
)
def test_what_cannot_be_covered_says_why_and_changes_nothing(
    heard: Heard, more: dict[str, str], status: int, said: str
) -> None:
    before = get_exhibit(heard.dispute, heard.picture).shown_blob
    assert heard.draw(heard.picture, **more) == status
    look_again()
    assert get_exhibit(heard.dispute, heard.picture).shown_blob == before
    if said:
        form = {"boxes": "[[1, 1, 9, 9]]", "code": "personal", **more}
        place = f"{heard.desk_of}/exhibits/{heard.picture}/late"
        assert shows(heard.desk.post(place, data=form), said)


def test_a_picture_that_was_pointed_at_leads_to_its_editor_and_can_be_left(
    heard: Heard,
) -> None:
    task = heard.point(heard.picture)
    assert task is not None
    place = f"/desk/tasks/{task.id}"
    late = f"{heard.desk_of}/exhibits/{heard.picture}/late"
    assert heard.desk.get(place).location == late
    heard.desk.post(f"{place}/take")
    assert shows(heard.desk.get(late), "Reported", "Leave it as it is")
    form = {"code": "not_personal", "reason": "A brand."}
    assert heard.desk.post(f"{place}/dismiss", data=form).status_code == 303
    look_again()
    assert heard.point(heard.picture) is None


def test_only_who_sits_points_and_only_moderators_cover(
    heard: Heard, app: Flask
) -> None:
    assert heard.juror.post(f"{heard.seat}/report", data={"at": "x"}).status_code == 422
    buyer = as_party(app, heard.dispute, Side.BUYER)
    auditor, _id = as_staff(app, "aud", Role.AUDITOR)
    late = f"{heard.desk_of}/exhibits/{heard.picture}/late"
    for stranger in (buyer, auditor, heard.juror):
        assert stranger.get(late).status_code in {403, 404}
        assert stranger.post(late, data={"boxes": "[]"}).status_code in {403, 404}
    for stranger in (buyer, auditor):
        assert stranger.get(f"{heard.seat}/report").status_code in {403, 404}


def test_a_side_asks_for_more_cover_and_reads_what_became_of_it(
    heard: Heard, app: Flask
) -> None:
    seller, own = (
        as_party(app, heard.dispute, Side.SELLER),
        f"/disputes/{heard.dispute}",
    )
    assert shows(seller.get(f"{own}/preview"), "Does something still show who")
    words = {"target": "claim", "passage": "主板"}
    there = {"target": heard.picture, "spot_x": "500", "spot_y": "500"}
    for form in (words, there):
        assert seller.post(f"{own}/cover", data=form).location == f"{own}/preview"
    assert seller.post(f"{own}/cover", data={**words, "place": "1"}).status_code == 409
    look_again()
    page = seller.get(f"{own}/preview")
    assert shows(
        page, "主板", "a moderator is looking at it", "the place that was tapped"
    )
    reported = list_reports_of(heard.dispute, Side.SELLER)
    for task in reported:
        heard.desk.post(f"/desk/tasks/{task.id}/take")
    text, picture = (f"/desk/tasks/{task.id}" for task in reported)
    assert shows(heard.desk.get(text), "The wish", "主板")
    late = f"{heard.desk_of}/exhibits/{heard.picture}/late"
    assert heard.desk.get(picture).location == late
    assert shows(heard.desk.get(late), "asks to have more of it covered")
    form = {"code": "not_personal", "reason": "A brand."}
    assert heard.desk.post(f"{text}/dismiss", data=form).status_code == 303
    assert heard.draw(heard.picture) == 303
    look_again()
    assert shows(
        seller.get(f"{own}/preview"),
        "it stays, because it tells nothing personal",
        "it was covered",
    )
    assert shows(
        heard.desk.get(heard.desk_of), "asks for more cover of what jurors read"
    )


def test_what_was_covered_by_mistake_is_shown_again_with_a_reason(
    heard: Heard,
) -> None:
    form = {"source": "claim", "passage": "主板", "code": "personal", "reason": ""}
    heard.desk.post(f"{heard.desk_of}/cover", data=form)
    look_again()
    place = f"{heard.desk_of}/cover"
    assert shows(heard.desk.get(f"{place}?source=claim"), "Covered by mistake?")
    why = {"source": "claim", "code": "not_personal", "reason": ""}
    assert heard.desk.post(f"{place}/back", data=why).status_code == 422
    why["reason"] = "A part of the phone."
    assert heard.desk.post(f"{place}/back", data=why).status_code == 303
    look_again()
    assert "主板" in heard.read().partition('id="statements"')[0]
    assert not shows(heard.desk.get(f"{place}?source=claim"), "Covered by mistake?")
    assert heard.desk.post(f"{place}/back", data=why).status_code == 409


def test_a_box_that_was_drawn_by_mistake_comes_off_a_page(heard: Heard) -> None:
    seen = f"{heard.seat}/exhibits/{heard.pdf}/parts/2"
    before = heard.juror.get(seen).data
    assert heard.draw(heard.pdf, page="2") == 303
    late = f"{heard.desk_of}/exhibits/{heard.pdf}/late"
    assert shows(heard.desk.get(f"{late}?page=2"), "Covered by mistake?")
    why = {"code": "needed", "reason": "The jury needs it.", "page": "2"}
    assert heard.desk.post(f"{late}/back", data=why).status_code == 303
    look_again()
    assert heard.juror.get(seen).data == before
    assert heard.desk.post(f"{late}/back", data=why).status_code == 409
