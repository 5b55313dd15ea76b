"""SUBMISSIONS: a file in pieces is one side's, one window's, and leaves nothing."""

import hashlib
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import AlreadyDone, Invalid, NotFound, NotNow, TooMany
from jury.domain.lifecycle import Side
from jury.domain.uploading import MOST_BYTES, PIECE_BYTES, WrongOffset
from jury.jobs.sweeps import drop_abandoned_uploads
from jury.services.keeping import vault
from jury.services.keeping.orphans import remove_orphans
from jury.services.submissions import submit, uploads
from jury.services.submissions.exhibits import Filing
from jury.storage.base import current_session
from jury.storage.exhibits import list_exhibits
from jury.storage.files.blobs import blob_path
from jury.storage.files.sealing import MAGIC
from jury.storage.files.uploads import bytes_on_the_way, list_pieces, list_uploads
from jury.storage.transaction import transaction
from tests.redaction.films import make_heavy
from tests.services.test_filing import blobs, plan
from tests.world import World, move_clock

BUYER, SELLER = Side.BUYER, Side.SELLER
SIZE = 2 * PIECE_BYTES + 500_000


@cache
def film() -> bytes:
    with TemporaryDirectory() as folder:
        return make_heavy(Path(folder) / "film.mp4", size=SIZE).read_bytes()


@pytest.fixture
def dispute(session: Session) -> str:
    return World.begin(jurors=0).escalate()


def begin(dispute: str, size: int = SIZE, side: Side = BUYER) -> str:
    with transaction(lock=dispute) as now:
        begun = uploads.begin_upload(dispute, side, plan(), size=size, now=now)
    return begun.upload_id


def send(dispute: str, upload: str, begins: int, content: bytes) -> int:
    piece = content[begins : begins + PIECE_BYTES]
    blob = vault.keep(dispute, piece)
    with transaction(lock=dispute) as now:
        return uploads.add_piece(
            dispute, BUYER, upload, begins=begins, blob=blob, now=now
        )


def send_all(dispute: str, upload: str, content: bytes) -> None:
    for begins in range(0, len(content), PIECE_BYTES):
        send(dispute, upload, begins, content)


def file(dispute: str, upload: str) -> list[str]:
    prepared = uploads.put_together(dispute, BUYER, upload)
    filing = Filing(upload=prepared, **vars(plan()))
    with transaction(lock=dispute) as now:
        return uploads.file_uploaded(dispute, BUYER, upload, filing=filing, now=now)


def test_a_film_in_pieces_is_filed_whole_and_nothing_lies_in_clear(
    dispute: str,
) -> None:
    upload = begin(dispute)
    assert bytes_on_the_way(dispute, BUYER) == SIZE
    send_all(dispute, upload, film())
    pieces = [one.blob for one in list_pieces(upload)]
    assert all(blob_path(one).read_bytes().startswith(MAGIC) for one in pieces)
    assert sorted(file(dispute, upload)) == sorted(pieces)
    (exhibit,) = list_exhibits(dispute)
    assert exhibit.kind == "video"
    assert exhibit.original_digest == hashlib.sha256(film()).hexdigest()
    assert vault.read(dispute, exhibit.original_blob) == film()
    assert bytes_on_the_way(dispute, BUYER) == 0
    with pytest.raises(Invalid):
        file(dispute, upload)


def test_a_piece_that_repeats_or_skips_changes_nothing(dispute: str) -> None:
    upload = begin(dispute)
    send(dispute, upload, 0, film())
    for begins in (0, 2 * PIECE_BYTES, 1):
        with pytest.raises(WrongOffset) as refused:
            send(dispute, upload, begins, film())
        assert refused.value.received == PIECE_BYTES
        current_session().rollback()
    with pytest.raises(Invalid):
        uploads.put_together(dispute, BUYER, upload)
    assert [one.first_byte for one in list_pieces(upload)] == [0]


def test_nobody_else_goes_on_and_nobody_in_another_window(dispute: str) -> None:
    upload, now = begin(dispute), clock.now()
    for where, side in ((dispute, SELLER), ("dsp_other", BUYER)):
        with pytest.raises(NotFound):
            uploads.get_under_way(where, side, upload, now=now)
    assert uploads.get_under_way(dispute, BUYER, upload, now=now).received == 0
    move_clock(hours=49)
    with pytest.raises(NotNow):
        send(dispute, upload, 0, film())


def test_a_side_that_is_done_sends_nothing_more(dispute: str) -> None:
    upload = begin(dispute)
    with transaction(lock=dispute) as now:
        submit.say_done(dispute, BUYER, now=now)
    with pytest.raises(AlreadyDone):
        send(dispute, upload, 0, film())


def test_what_is_on_its_way_counts_and_the_oldest_gives_way(dispute: str) -> None:
    first = begin(dispute, MOST_BYTES)
    begin(dispute, MOST_BYTES)
    third = begin(dispute, MOST_BYTES)
    open_ones = [one.id for one in list_uploads(dispute, BUYER)]
    assert first not in open_ones
    assert third in open_ones
    assert bytes_on_the_way(dispute, SELLER) == 0
    with transaction(lock=dispute) as now, pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "jury.services.submissions.exhibits.MOST_BYTES_A_SIDE", MOST_BYTES + SIZE
        )
        with pytest.raises(TooMany):
            uploads.begin_upload(dispute, BUYER, plan(), size=SIZE + 1, now=now)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "This kind of file cannot be used"),
        (b"plain words", "This kind of file cannot be used"),
        (b"%PDF-", "At most 20 MB"),
    ],
)
def test_what_would_be_refused_at_the_end_is_refused_at_the_beginning(
    dispute: str, content: bytes, said: str
) -> None:
    upload = begin(dispute, 20_000_001)
    with pytest.raises(Invalid, match=said):
        uploads.refuse_kind(dispute, BUYER, upload, first=content)


def test_what_nobody_goes_on_with_is_swept_after_a_day(dispute: str) -> None:
    upload = begin(dispute)
    send(dispute, upload, 0, film())
    kept = blobs()
    (piece,) = (one.blob for one in list_pieces(upload))
    drop_abandoned_uploads()
    assert blobs() == kept
    remove_orphans_of(piece)
    assert blobs() == kept
    move_clock(hours=25)
    drop_abandoned_uploads()
    assert list_uploads(dispute, BUYER) == []
    assert blobs() == kept - {piece}


def remove_orphans_of(name: str) -> None:
    """As if the folder of this file came by turns, days from now."""
    folder = int(name[:2], 16)
    real = clock.real_now() + timedelta(days=3)
    real += timedelta(minutes=(folder - int(real.timestamp() // 60)) % 256)
    remove_orphans(real=real)


def test_a_film_that_is_none_is_refused_in_words(dispute: str) -> None:
    content = b"\0\0\0\x18ftypmp42" + bytes(PIECE_BYTES)
    upload = begin(dispute, len(content))
    send_all(dispute, upload, content)
    before = blobs()
    with pytest.raises(Invalid, match="damaged or of a kind"):
        file(dispute, upload)
    assert blobs() == before
