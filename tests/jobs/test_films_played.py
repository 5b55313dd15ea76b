"""A film is played where the policy says so: whole, covered, mute, in pieces."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.law.evidence import Evidence, Video
from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.redaction.film.intake import probed
from jury.redaction.film.limits import FilmLimits
from jury.services.screening import disclose
from jury.services.screening.films import work_folder
from jury.services.submissions.exhibit_parts import digest_of, read_shown
from jury.storage.exhibit_parts import list_parts
from jury.storage.redactions import get_redaction
from jury.storage.transaction import transaction
from tests.jobs.papers import file_pdf
from tests.jobs.seers import row_of, still_there, sure
from tests.policies import every_policy
from tests.redaction.films import make_blank
from tests.web.people import as_party, shows
from tests.world import World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def dispute(session: Session) -> Iterator[str]:
    world = World.begin(jurors=0)
    with every_policy(evidence=Evidence(Video.PLAYED)):
        yield world.escalate()


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return make_blank(tmp_path / "film.mp4", seconds=1, size="320x240")


def test_the_whole_film_is_played_and_belongs_to_what_is_confirmed(
    app: Flask, dispute: str, film: Path, tmp_path: Path
) -> None:
    exhibit = file_pdf(dispute, film.read_bytes())
    assert work_one(sure)
    row, parts = row_of(dispute, exhibit), list_parts(exhibit)
    row, parts = row_of(dispute, exhibit), list_parts(exhibit)
    kinds = [one.kind for one in parts]
    assert kinds[-3:] == ["film", "small", "poster"]
    assert set(kinds[:-3]) == {"still"}
    assert row.shown_digest == digest_of(parts)
    large = next(one for one in parts if one.kind == "film")
    content = read_shown(row, large)
    shown = tmp_path / "shown.mp4"
    shown.write_bytes(content)
    assert not probed(shown, FilmLimits()).has_sound
    assert not work_folder(exhibit).exists()
    place = f"/disputes/{dispute}/exhibits/{exhibit}"
    seller = as_party(app, dispute, Side.SELLER)
    assert "<video controls muted" in seller.get(place).text
    piece = seller.get(
        f"{place}/parts/{large.part_no}/shown", headers={"Range": "bytes=100-199"}
    )
    assert (piece.status_code, piece.data) == (206, content[100:200])
    assert piece.mimetype == "video/mp4"
    assert "media-src 'self'" in piece.headers["Content-Security-Policy"]
    with transaction(lock=dispute) as now:
        disclose.reopen_exhibit(
            dispute, exhibit, reason="A face is left.", staff_id=1, now=now
        )
    assert {one.kind for one in list_parts(exhibit)} == {"still"}
    assert {one.shown_blob for one in list_parts(exhibit)} == {None}


def test_a_film_whose_stills_are_in_doubt_is_not_played(
    app: Flask, dispute: str, film: Path
) -> None:
    exhibit = file_pdf(dispute, film.read_bytes())
    assert work_one(still_there)
    assert {one.kind for one in list_parts(exhibit)} == {"still"}
    assert get_redaction(exhibit).film_code == "doubted"
    page = as_party(app, dispute, Side.BUYER).get(
        f"/disputes/{dispute}/exhibits/{exhibit}"
    )
    assert shows(page, "The film itself is not played")
