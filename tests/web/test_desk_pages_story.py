"""The record as a story: how it ended, who moved it on, and the letter for staff."""

from dataclasses import replace
from itertools import zip_longest

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.services.hearing.poll import cast_ballot
from jury.services.moderation.grounds import BY_DETECTORS
from jury.services.money.remedy import Answer, receive_answer
from jury.services.proof import audit
from jury.services.submissions.exhibits import told_of
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import get_exhibit
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.web.people import as_staff, as_user, shows
from tests.world import World, move_clock


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.AUDITOR])
def test_after_the_close_the_record_tells_how_it_ended(
    app: Flask, session: Session, role: Role
) -> None:
    world, dispute = begin_hearing()
    staff, _ = as_staff(app, "ann", role)
    letter = f"/desk/disputes/{dispute}/verdict"
    before = staff.get(f"/desk/disputes/{dispute}")
    assert not shows(before, "Half of the price back")
    assert letter not in before.text
    assert staff.get(letter).location == f"/desk/disputes/{dispute}"
    world.decide(dispute, (1, 1, 1, 2, None))
    after = staff.get(f"/desk/disputes/{dispute}")
    votes = ["Nothing to the buyer 0", "30 % of the price back 3"]
    assert shows(after, *votes, "could not decide 1")
    assert shows(after, "30 % of the price back Buyer gets CN¥54.00")
    assert shows(after, "Seller gets CN¥138.00")
    assert letter in after.text
    read = staff.get(letter)
    assert shows(read, "How the sum comes about", "How the jury voted", "CN¥54.00")
    assert shows(read, "both read this letter, word for word", "Record of the dispute")
    assert f'"/disputes/{dispute}' not in read.text
    for other in (as_staff(app, "kim", Role.ADMINISTRATOR)[0], as_user(app, "buyer-1")):
        assert other.get(letter).status_code == 404


def test_what_the_court_does_by_itself_stands_there_in_words(
    app: Flask, world: World, dispute: str
) -> None:
    exhibit = get_exhibit(dispute, world.file_picture(dispute))
    told = {**told_of(exhibit), "code": BY_DETECTORS}
    with transaction(lock=dispute) as now:
        audit.record(dispute, "exhibit.released", told, actor="sweep", now=now)
    staff, _ = as_staff(app, "ann", Role.MODERATOR)
    page = staff.get(f"/desk/disputes/{dispute}")
    assert shows(page, "The court 2 key.made")
    assert shows(page, "what machines found in it is covered")
    assert not shows(page, f"Reason: {BY_DETECTORS}")


def test_payments_and_released_sentences_stand_in_the_record(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_hearing()
    say_and_decide(world, dispute, ("One half is fair.", "I would not buy again."))
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    release_sentence(desk, dispute, "One half is fair.")
    move_clock(hours=49)
    with transaction(lock=dispute) as now:
        receive_answer("RF-1", Answer(result="executed"), actor="key:1", now=now)
    page = desk.get(f"/desk/disputes/{dispute}")
    assert shows(page, "releases a juror's sentence One half is fair.")
    assert not shows(page, "I would not buy again.")
    sums = "Buyer gets CN¥54.00 Seller gets CN¥138.00"
    assert shows(page, f"told to pay, attempt 1. {sums}", f"answers: paid {sums}")


def say_and_decide(world: World, dispute: str, said: tuple[str, ...]) -> None:
    """Five jurors vote for the second rung; the first of them leave sentences."""
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[:5]]
    world.read(dispute, *seated)
    for juror, sentence in zip_longest(seated, said, fillvalue=""):
        assert isinstance(juror, tuple)
        vote = replace(world.make_vote(dispute, 1), sentence=sentence, language="en")
        with transaction(lock=dispute) as now:
            cast_ballot(*juror, vote, now=now)
    move_clock(minutes=16)


def release_sentence(desk: FlaskClient, dispute: str, said: str) -> None:
    tasks = [one.id for one in list_open_tasks_of(dispute) if one.kind == "sentence"]
    for task in tasks:
        place = f"/desk/tasks/{task}"
        if shows(desk.get(place), said):
            desk.post(f"{place}/sentence", data={"act": "release", "code": "fit"})


def test_the_court_moves_a_dispute_on_and_says_because_of_whom(
    app: Flask, world: World, dispute: str
) -> None:
    world.finish_submissions(dispute)
    world.confirm(dispute)
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    page = desk.get(f"/desk/disputes/{dispute}?subject=dispute")
    moved = page.text.split("dispute.screening")[0].rsplit("<li", 1)[1]
    assert "event-court" in moved
    assert shows(page, "The court", "Because the seller is done too.")
    assert shows(page, "Because the seller confirmed.")
    assert "event-seller" not in page.text


def test_taking_and_leaving_tasks_is_folded_in_the_story(
    app: Flask, world: World, dispute: str
) -> None:
    world.file_picture(dispute)
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    (task,) = list_open_tasks_of(dispute)
    for act in ("take", "leave", "take"):
        desk.post(f"/desk/tasks/{task.id}/{act}")
    whole = desk.get(f"/desk/disputes/{dispute}")
    # That taking it opened an original stands between them for everybody to see.
    assert shows(whole, "2 entries of who took a task or put it back")
    only = desk.get(f"/desk/disputes/{dispute}?subject=task")
    assert not shows(only, "entries of who took")
    assert shows(only, "takes a task", "puts a task back")
