"""A juror never sees an original, nor anything that screening removed or kept back."""

import io
from itertools import product

import numpy as np
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.hearing import poll
from jury.services.proof import audit
from jury.services.verdict import pronounce
from jury.storage.audit import list_entries
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.played import step
from tests.promises import canaries, crawl
from tests.promises.canaries import Revealing
from tests.promises.crawl import Reader
from tests.world import move_clock

LANGUAGES = ("en", "zh-Hans")
KEPT_BACK = ("withheld", "superseded", "lapsed", "pdf")


@step
def heard() -> Revealing:
    """The hearing of a dispute in which everything names somebody."""
    told = canaries.make_revealing()
    canaries.screen(told)
    move_clock(hours=13)
    told.world.give_nonce(told.dispute)
    assert told.world.stage(told.dispute) == "hearing"
    return told


def seat_one(app: Flask, told: Revealing, lang: str = "en") -> tuple[Reader, str]:
    """A juror who has taken a seat, and their call."""
    sid, juror_id = told.world.seat(told.dispute, told.world.summonses(told.dispute)[0])
    return crawl.juror(app, juror_id, lang), sid


def test_no_page_or_picture_of_a_juror_holds_what_was_removed(
    app: Flask, session: Session
) -> None:
    told = heard()
    reader, sid = seat_one(app, told)
    reading = reader.get(f"/jury/seats/{sid}").decode()
    assert [mark for mark in canaries.MARKS if mark not in reading] == []
    assert "⟨Buyer⟩" in reading
    where = crawl.addresses(app, crawl.places_of(told.dispute, sid))
    for lang in LANGUAGES:
        asked = [f"{one}{'&' if '?' in one else '?'}lang={lang}" for one in where]
        seen = crawl.look(reader, asked)
        assert crawl.traces(seen, canaries.everybody()) == []


def pictures_of(reader: Reader, sid: str, exhibit: str) -> list[Image.Image]:
    place = f"/jury/seats/{sid}/exhibits/{exhibit}"
    answers = [reader.ask(f"{place}/{name}") for name in ("image", "thumb")]
    assert [one.status_code for one in answers] == [200, 200]
    return [Image.open(io.BytesIO(one.data)).convert("RGB") for one in answers]


def test_under_a_box_nothing_is_left_to_be_seen(app: Flask, session: Session) -> None:
    told = heard()
    reader, sid = seat_one(app, told)
    for name in ("released", "other side"):
        image, thumb = pictures_of(reader, sid, told.exhibits[name])
        box = canaries.COVERED
        under = np.asarray(image)[box.y : box.y + 60, box.x : box.x + 120].astype(int)
        # One colour, but for what a lossy format adds.
        assert int((under.max(axis=(0, 1)) - under.min(axis=(0, 1))).max()) <= 6
        for shown in (image, thumb):
            pixels = np.asarray(shown).astype(int)
            assert not (pixels[..., 0] - pixels[..., 1] > 40).any()
        assert not image.getexif()
        assert not image.info.get("comment")


def test_what_was_not_released_is_not_there_for_a_juror(
    app: Flask, session: Session
) -> None:
    told = heard()
    reader, sid = seat_one(app, told)
    for name in KEPT_BACK:
        place = f"/jury/seats/{sid}/exhibits/{told.exhibits[name]}"
        for page in ("", "/image", "/thumb"):
            assert reader.ask(place + page).status_code == 404, (name, page)
        assert told.exhibits[name] not in reader.get(f"/jury/seats/{sid}").decode()


def say_why(reader: Reader, page: str) -> None:
    """Fill in the form before an original, if somebody is shown it."""
    token = crawl.TOKEN.search(reader.ask(page).data)
    form = {"code": "second_look", "reason": "A colleague asked me to."}
    if token is not None:
        form["csrf_token"] = token.group().decode().split('"')[-2]
        reader.client.post(f"{page}/look", data=form)


def status_by_reader(
    readers: dict[str, Reader], places: dict[str, str]
) -> dict[str, set[str]]:
    """Who gets something at each place."""
    return {
        name: {
            who
            for who, reader in readers.items()
            if reader.ask(address).status_code == 200
        }
        for name, address in places.items()
    }


def test_originals_are_for_the_uploader_and_the_moderators_alone(
    app: Flask, session: Session
) -> None:
    told = heard()
    readers = {
        **{side.value: crawl.party(app, told.dispute, side) for side in Side},
        **{
            role.value: crawl.staff(app, role)
            for role in (Role.MODERATOR, Role.AUDITOR, Role.ADMINISTRATOR)
        },
        "a juror": seat_one(app, told)[0],
        "a stranger": crawl.person(app),
    }
    of_party, of_staff = (
        {
            name: f"{top}/{told.dispute}/exhibits/{one}/original"
            for name, one in told.exhibits.items()
        }
        for top in ("/disputes", "/desk/disputes")
    )
    found = status_by_reader(readers, of_party)
    assert found.pop("other side") == {"seller"}
    assert set(map(frozenset, found.values())) == {frozenset({"buyer"})}
    # Nobody of the staff sees one who has not said why, and then it is in the log.
    by_staff = status_by_reader(readers, of_staff).values()
    assert set(map(frozenset, by_staff)) == {frozenset()}
    for who, exhibit in product(readers, told.exhibits.values()):
        say_why(readers[who], f"/desk/disputes/{told.dispute}/exhibits/{exhibit}")
    session.rollback()
    opened = list_entries(audit.dispute_chain(told.dispute), "original.opened")
    assert len(opened) == len(told.exhibits)
    by_staff = status_by_reader(readers, of_staff).values()
    assert set(map(frozenset, by_staff)) == {frozenset({"moderator"})}


def test_the_other_side_sees_what_jurors_see(app: Flask, session: Session) -> None:
    told = canaries.make_revealing()
    canaries.screen(told)
    other = {Side.BUYER: Side.SELLER, Side.SELLER: Side.BUYER}
    where = crawl.addresses(app, crawl.places_of(told.dispute, "sms_none"))
    for side in Side:
        seen = crawl.look(crawl.party(app, told.dispute, side), where)
        assert crawl.traces(seen, canaries.names_of(other[side])) == []
    seller = crawl.party(app, told.dispute, Side.SELLER)
    for name in KEPT_BACK:
        place = f"/disputes/{told.dispute}/exhibits/{told.exhibits[name]}"
        for page in ("", "/shown", "/thumb", "/original"):
            assert seller.ask(place + page).status_code == 404, (name, page)


def test_a_jurors_sentence_is_covered_too(app: Flask, session: Session) -> None:
    told = heard()
    world, dispute = told.world, told.dispute
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[:5]]
    world.read(dispute, *seated)
    good = world.make_vote(dispute, 1)
    *writers, silent = seated
    for number, juror in enumerate(writers):
        side = tuple(Side)[number % 2]
        vote = poll.Vote(
            choice=1,
            reasons=good.reasons,
            sentence=f"mark {side}: {', '.join(canaries.names_of(side))}",
            language="en",
        )
        with transaction(lock=dispute) as now:
            poll.cast_ballot(*juror, vote, now=now)
    world.vote(dispute, silent, 1)
    move_clock(minutes=16)
    for task in list_open_tasks_of(dispute):
        with transaction(lock=dispute) as now:
            pronounce.screen_sentence(
                task.target, release=True, staff_id=world.staff_id, now=now
            )
    sid, juror_id = silent
    readers = {
        f"/jury/seats/{sid}/outcome": crawl.juror(app, juror_id),
        f"/disputes/{dispute}/verdict": crawl.party(app, dispute, Side.BUYER),
    }
    seen = {address: reader.get(address) for address, reader in readers.items()}
    assert all(page.count(b"mark seller") == 2 for page in seen.values())
    assert crawl.traces(seen, canaries.everybody()) == []
