"""What people switch on a film: its side takes it back, a moderator lets sound in."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.errors import NotFound, NotNow
from jury.domain.law.evidence import Evidence, Video
from jury.domain.lifecycle import Side
from jury.domain.lives.part_kinds import PartKind
from jury.jobs.worker import work_one
from jury.redaction import Known
from jury.redaction.film.intake import probed
from jury.redaction.film.limits import FilmLimits
from jury.redaction.seen.screening import Written
from jury.services.screening import disclose, films
from jury.services.screening.detecting import Asked, Rendition, Seen
from jury.services.screening.sound import change_sound
from jury.services.submissions.taking_back import take_back
from jury.storage.disputes import get_dispute
from jury.storage.exhibit_parts import list_parts
from jury.storage.people import Role
from jury.storage.redactions import get_redaction
from jury.storage.transaction import transaction
from tests.jobs.papers import file_pdf
from tests.jobs.seers import row_of, sure, waiting
from tests.policies import every_policy
from tests.redaction.films import make_heard
from tests.web.people import as_party, as_staff, shows
from tests.world import World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def dispute(session: Session) -> Iterator[str]:
    world = World.begin(jurors=0)
    with every_policy(evidence=Evidence(Video.PLAYED)):
        yield world.escalate()


def meanwhile(act: Callable[[], None]) -> Callable[..., Seen]:
    """Detectors during whose work somebody does something."""

    def redact(content: bytes, known: Known, written: Sequence[Written] = ()) -> Seen:
        act()
        return sure(content, known, written)

    return redact


def test_a_side_takes_its_film_back_and_the_worker_keeps_nothing_of_it(
    app: Flask, dispute: str, tmp_path: Path
) -> None:
    film = make_heard(tmp_path / "film.mp4").read_bytes()
    exhibit = file_pdf(dispute, film)
    place = f"/disputes/{dispute}/exhibits/{exhibit}"
    buyer, seller = (as_party(app, dispute, side) for side in Side)
    assert shows(buyer.get(place), "Take it back")
    assert seller.post(f"{place}/take-back").status_code in {404, 409}

    def take() -> None:
        answer = buyer.post(f"{place}/take-back")
        assert (answer.status_code, answer.location) == (303, place)

    assert work_one(meanwhile(take))
    row = row_of(dispute, exhibit)
    assert (row.state, row.withheld_code) == ("withheld", "taken_back")
    assert (list_parts(exhibit), waiting(dispute)) == ([], [])
    assert get_redaction(exhibit).code == "taken_back"
    assert not work_one(sure)
    assert shows(buyer.get(place), "its side took it back")
    assert seller.get(place).status_code == 404
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        take_back(dispute, Side.BUYER, exhibit, now=now)


def test_nobody_takes_back_what_is_not_theirs_or_no_film(
    app: Flask, dispute: str
) -> None:
    exhibit = file_pdf(dispute)
    with pytest.raises(NotFound), transaction(lock=dispute) as now:
        take_back(dispute, Side.SELLER, exhibit, now=now)
    assert work_one(sure)
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        take_back(dispute, Side.BUYER, exhibit, now=now)


@pytest.mark.usefixtures("app")
def test_whether_it_is_wanted_is_asked_though_nothing_gets_on() -> None:
    told: list[float] = []

    def go(share: float) -> bool:
        told.append(share)
        return len(told) < 2

    with patch("jury.services.screening.detecting._ASK_AGAIN_SECONDS", 0):
        asked = Asked(go)
        asked.hear(0.5)
        assert asked.is_unwanted()
        assert asked.is_unwanted()
    assert told == [0.5, 0.5]


def test_what_a_crash_left_of_a_film_goes_once_nobody_wants_it(
    app: Flask, dispute: str, tmp_path: Path
) -> None:
    exhibit = file_pdf(dispute)
    with patch("jury.services.screening.films.work_folder", lambda one: tmp_path / one):
        (tmp_path / exhibit).mkdir()
        (tmp_path / "of another court").mkdir()
        films.forget_unwanted()
        assert (tmp_path / exhibit).exists()
        with transaction(lock=dispute) as now:
            take_back(dispute, Side.BUYER, exhibit, now=now)
        films.forget_unwanted()
        assert not (tmp_path / exhibit).exists()
        assert (tmp_path / "of another court").exists()


def test_a_film_is_heard_once_a_moderator_says_so_and_both_sides_look_again(
    app: Flask, dispute: str, tmp_path: Path
) -> None:
    exhibit = file_pdf(dispute, make_heard(tmp_path / "film.mp4").read_bytes())
    # Watching takes long: of the two films only the one that is heard is watched.
    with patch("jury.services.screening.detecting.film_of", mute_film):
        assert work_one(sure)
    mute, before = row_of(dispute, exhibit).shown_digest, digest_of(dispute)
    place = f"/disputes/{dispute}/exhibits/{exhibit}"
    moderator, staff_id = as_staff(app, "ann", Role.MODERATOR)
    assert shows(moderator.get(f"/desk{place}"), "What is said is personal, too")
    wrong = moderator.post(f"/desk{place}/sound", data={"sound": "in"})
    assert wrong.status_code == 422
    said = {"sound": "in", "reason": "The fault can be heard."}
    assert moderator.post(f"/desk{place}/sound", data=said).status_code == 303
    row = row_of(dispute, exhibit)
    assert (row.state, list_parts(exhibit), waiting(dispute)) == (
        "filed",
        [],
        ["screen_exhibit"],
    )
    assert work_one(sure)
    row = row_of(dispute, exhibit)
    assert row.state == "released"
    assert row.shown_digest not in {mute, None}
    assert digest_of(dispute) != before
    for side in Side:
        page = as_party(app, dispute, side).get(place)
        assert shows(page, "Its sound is heard", "The fault can be heard.")
    assert has_sound(app, dispute, exhibit, tmp_path)
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        change_sound(
            dispute, exhibit, is_heard=True, reason="So.", staff_id=staff_id, now=now
        )


def mute_film(*_given: object, sound: bool, **_more: object) -> tuple[Rendition, ...]:
    assert not sound
    return (Rendition(PartKind.FILM, b"mute", "video/mp4", 320, 240),)


def digest_of(dispute: str) -> str:
    return disclose.preview_digest(get_dispute(dispute), Side.SELLER)


def has_sound(app: Flask, dispute: str, exhibit: str, folder: Path) -> bool:
    """Whether what a side is sent of the film has sound."""
    film = next(one for one in list_parts(exhibit) if one.kind == "film")
    place = f"/disputes/{dispute}/exhibits/{exhibit}/parts/{film.part_no}/shown"
    shown = folder / "shown.mp4"
    shown.write_bytes(as_party(app, dispute, Side.SELLER).get(place).data)
    return probed(shown, FilmLimits()).has_sound
