"""A large file over HTTP: begun, gone on with from where the court says, and filed."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.uploading import MOST_BYTES, PIECE_BYTES
from jury.storage.exhibits import list_exhibits
from jury.storage.files.uploads import list_uploads
from tests.redaction.films import make_heavy
from tests.web.people import as_party, look_again, shows, small_world
from tests.world import move_clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SIZE = PIECE_BYTES + 500_000
FORM = {"caption": "The film", "point_no": "", "size": str(SIZE)}


@pytest.fixture
def dispute(session: Session) -> str:
    return small_world().escalate()


def begin(client: FlaskClient, dispute: str) -> str:
    begun = client.post(f"/disputes/{dispute}/uploads", data=FORM)
    assert (begun.status_code, begun.headers["Upload-Offset"]) == (201, "0")
    return begun.headers["Location"]


def send(
    client: FlaskClient, place: str, begins: int, piece: bytes
) -> tuple[int, str | None]:
    kind = "application/offset+octet-stream"
    headers = {"Upload-Offset": str(begins), "Content-Type": kind}
    answer = client.patch(place, data=piece, headers=headers)
    return answer.status_code, answer.headers.get("Upload-Offset")


def test_a_film_goes_on_from_where_the_court_says_and_is_filed(
    app: Flask, dispute: str, buyer: FlaskClient, tmp_path: Path
) -> None:
    film = make_heavy(tmp_path / "film.mp4", size=SIZE).read_bytes()
    first, rest = film[:PIECE_BYTES], film[PIECE_BYTES:]
    place = begin(buyer, dispute)
    assert send(buyer, place, PIECE_BYTES, rest) == (409, "0")
    assert send(buyer, place, 0, first[:-1]) == (422, None)
    assert send(buyer, place, 0, first + b"x")[0] == 413
    assert send(buyer, place, 0, first) == (204, str(PIECE_BYTES))
    assert send(buyer, place, 0, first) == (409, str(PIECE_BYTES))
    known = buyer.head(place)
    assert known.headers["Upload-Offset"] == str(PIECE_BYTES)
    assert known.headers["Upload-Length"] == str(SIZE)
    seller = as_party(app, dispute, Side.SELLER)
    assert seller.head(place).status_code == 404
    assert send(seller, place, PIECE_BYTES, rest) == (404, None)
    form = {**FORM, "upload": place.rpartition("/")[2]}
    early = buyer.post(f"/disputes/{dispute}/exhibits", data=form)
    assert (early.status_code, shows(early, "Not all of the file")) == (422, True)
    assert send(buyer, place, PIECE_BYTES, rest) == (204, str(SIZE))
    filed = buyer.post(f"/disputes/{dispute}/exhibits", data=form)
    assert "filed=video" in filed.headers["Location"]
    look_again()
    (exhibit,) = list_exhibits(dispute)
    sent = buyer.get(f"/disputes/{dispute}/exhibits/{exhibit.id}/original")
    assert (sent.data, sent.content_length) == (film, SIZE)
    again = buyer.post(f"/disputes/{dispute}/exhibits", data=form)
    assert shows(again, "This upload is no longer here")


def test_what_is_refused_is_said_before_anything_is_sent(
    dispute: str, buyer: FlaskClient
) -> None:
    for changed, said in (
        ({"size": str(MOST_BYTES + 1)}, "At most 200 MB"),
        ({"size": "9" * 30}, "At most 200 MB"),
        ({"size": "some"}, "did not arrive whole"),
        ({"caption": ""}, "Please"),
    ):
        page = buyer.post(f"/disputes/{dispute}/uploads", data=FORM | changed)
        assert (page.status_code, shows(page, said)) == (422, True)
    assert list_uploads(dispute, Side.BUYER) == []


def test_a_window_that_closes_meanwhile_is_said(
    dispute: str, buyer: FlaskClient
) -> None:
    place = begin(buyer, dispute)
    move_clock(hours=49)
    answer = buyer.patch(place, data=b"x", headers={"Upload-Offset": "0"})
    assert answer.status_code == 409
    assert "Upload-Offset" not in answer.headers
    assert shows(answer, "The time to file is over")


def test_who_gives_up_leaves_nothing(dispute: str, buyer: FlaskClient) -> None:
    place = begin(buyer, dispute)
    assert buyer.delete(place).status_code == 204
    assert buyer.delete(place).status_code == 404
    look_again()
    assert list_uploads(dispute, Side.BUYER) == []
