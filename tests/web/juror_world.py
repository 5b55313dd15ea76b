"""A hearing with jurors in its seats, as the juror's pages find it.

The dispute comes in through the services; the panel is set down as rows, since the lot
is not what these tests are about.
"""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from PIL import Image

from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.part_states import SummonsState
from jury.domain.sortition.rows import row_key
from jury.services.admission.admit import admit_dispute
from jury.services.admission.intake import (
    CourierEvent,
    Intake,
    IntakeMessage,
    IntakeParty,
    OrderLine,
    PointAnswer,
)
from jury.services.keeping import vault
from jury.services.people.accounts import ensure_user
from jury.services.screening.disclose import release_exhibit
from jury.services.submissions.exhibits import Filing, file_exhibit
from jury.services.submissions.prepare import PreparedUpload, cover_picture
from jury.services.submissions.submit import Writing, write_statement
from jury.storage.base import current_session, new_id
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw, Seat, Stratum, Summons, get_summons
from jury.storage.roster import Juror, RosterEpoch, find_juror
from jury.storage.transaction import transaction
from tests.played import step
from tests.world import enrol

SEATS = 5
READING_SECONDS = 60
SECRETS = ("Li Xiaoming", "13800138000", "lxm@example.com", "Chen Wei", "13900139000")


@dataclass(frozen=True)
class Hearing:
    """One hearing: its dispute, its exhibits, and the jurors by name."""

    dispute_id: str
    draw_id: int
    exhibits: tuple[str, ...]
    jurors: dict[str, "Called"] = field(default_factory=dict)


@dataclass(frozen=True)
class Called:
    """One juror of the hearing: session key, roster id and summons."""

    key: str
    juror_id: int
    sid: str
    ref: str = ""


def make_picture(colour: tuple[int, int, int] = (90, 120, 150)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()


def make_intake(**changed: object) -> Intake:
    now = datetime.now(UTC)
    given = {
        "order_ref": new_id("ord"),
        "refund_ref": new_id("ref"),
        "category": "phones",
        "language": "zh-Hans",
        "currency": "CNY",
        "price_minor": 129900,
        "freight_minor": 1200,
        "held_minor": 131100,
        "asked_minor": 129900,
        "filed_by": Side.BUYER,
        "reason": "hidden_defect",
        "claim": "屏幕换过，卖家没有说，电话 13800138000 也不接。",
        "parties": {
            Side.BUYER: IntakeParty(
                ref=new_id("usr"),
                display_name="Li Xiaoming",
                phone="13800138000",
                email="lxm@example.com",
            ),
            Side.SELLER: IntakeParty(
                ref=new_id("usr"), display_name="Chen Wei", phone="13900139000"
            ),
        },
        "listing_text": "自用两年，轻微使用痕迹，功能正常，拍前可问。",
        "condition_grade": "B",
        "lines": (OrderLine(title="二手手机 128G", quantity=1, price_minor=129900),),
        "paid_at": now - timedelta(days=12),
        "shipped_at": now - timedelta(days=11),
        "received_at": now - timedelta(days=8),
        "courier_events": tuple(
            CourierEvent(at=now - timedelta(days=11, hours=-hours), text=words)
            for hours, words in (
                (1, "快递揽收"),
                (20, "运输中"),
                (48, "派送中"),
                (70, "已签收"),
            )
        ),
        "chat": (
            IntakeMessage(
                sender="buyer", text="都是原装的吗？", sent_at=now - timedelta(days=13)
            ),
            IntakeMessage(
                sender="seller",
                text="电池是原装的，加我电话 13900139000 细聊。",
                sent_at=now - timedelta(days=13, minutes=-9),
            ),
            IntakeMessage(
                sender="platform", text="买家已付款。", sent_at=now - timedelta(days=12)
            ),
        ),
        "answers": (
            PointAnswer(number=1, stance=True, text="维修单上写着换过屏。"),
            PointAnswer(number=2, stance=True),
        ),
    } | changed
    return Intake(**given)  # type: ignore[arg-type]  # the keywords are the fields


@step
def make_hearing(
    intake: Intake | None = None,
    *,
    pictures: Sequence[tuple[Side, str, bytes]] = (
        (Side.BUYER, "收货当天的屏幕", make_picture()),
        (Side.SELLER, "三月份的维修单", make_picture((180, 160, 120))),
    ),
    write: Callable[[str, datetime], None] | None = None,
) -> Hearing:
    """A dispute in HEARING with released exhibits and no juror yet."""
    with transaction() as now:
        dispute_id = admit_dispute(intake or make_intake(), actor="test", now=now).id
        (write or _write)(dispute_id, now)
    uploads = [_upload(dispute_id, content) for _side, _caption, content in pictures]
    with transaction(lock=dispute_id) as now:
        exhibits = [
            _file(dispute_id, side, caption, upload, now=now)
            for (side, caption, _content), upload in zip(pictures, uploads, strict=True)
        ]
        dispute = get_dispute(dispute_id)
        for exhibit_id in exhibits:
            covered = cover_picture(dispute_id, exhibit_id, ())
            release_exhibit(
                dispute_id, exhibit_id, covered=covered, staff_id=0, now=now
            )
        dispute.stage = Stage.HEARING.value
        dispute.stage_closes_at = dispute.next_due_at = now + timedelta(hours=24)
        draw_id = _draw(dispute, now=now)
    return Hearing(dispute_id, draw_id, tuple(exhibits))


def _write(dispute_id: str, now: datetime) -> None:
    said = {
        Side.BUYER: "手机到手第六天发现屏幕偏黄，店里一查是换过的。卖家没有提。",
        Side.SELLER: "屏幕是三月份在官方售后换的，单子还在。没有人问过屏幕。",
    }
    for side, text in said.items():
        writing = Writing(kind="case", text=text, language="zh-Hans")
        write_statement(dispute_id, side, writing, now=now)
    denied = Writing(
        kind="point:2", text="问什么答什么。", language="zh-Hans", stance=False
    )
    write_statement(dispute_id, Side.SELLER, denied, now=now)
    agreed = Writing(kind="point:1", text="", language="zh-Hans", stance=True)
    write_statement(dispute_id, Side.SELLER, agreed, now=now)


def _upload(dispute_id: str, content: bytes) -> PreparedUpload:
    with Image.open(io.BytesIO(content)) as opened:
        width, height = opened.size
    return PreparedUpload(
        kind="picture",
        media_type="image/png",
        original_blob=vault.keep(dispute_id, content + b"ORIGINAL"),
        original_digest=hashlib.sha256(content).hexdigest(),
        prepared_blob=vault.keep(dispute_id, content),
        width=width,
        height=height,
    )


def _file(
    dispute_id: str,
    side: Side,
    caption: str,
    upload: PreparedUpload,
    *,
    now: datetime,
) -> str:
    filing = Filing(upload=upload, caption=caption, language="zh-Hans", point_no=1)
    return file_exhibit(dispute_id, side, filing, now=now).id


def _draw(dispute: Dispute, *, now: datetime) -> int:
    epoch = RosterEpoch(begun_at=now)
    current_session().add(epoch)
    current_session().flush()
    draw = Draw(
        dispute_id=dispute.id,
        round_number=1,
        draw_no=1,
        epoch_id=epoch.id,
        seats_wanted=SEATS,
        commitment={},
        commitment_digest="00",
        excluded_keys=[],
        server_seed="00",
        seed="00",
        committed_at=now,
        nonce_due_at=now,
        seeded_at=now,
        reading_seconds=READING_SECONDS,
        window_ends_at=now + timedelta(hours=24),
        next_test_at=now + timedelta(minutes=15),
        seats=[Seat(id=new_id("sea"), seat_no=n + 1) for n in range(SEATS)],
        strata=[Stratum(stratum_no=1, segment="en/*/active", seats=SEATS)],
    )
    current_session().add(draw)
    current_session().flush()
    return draw.id


def call_juror(hearing: Hearing, name: str, *, first_side: Side = Side.BUYER) -> Called:
    """Summon one juror of this name, who has not answered."""
    hearing.jurors[name] = _call(hearing, name, first_side)
    return hearing.jurors[name]


@step
def _call(hearing: Hearing, name: str, first_side: Side) -> Called:
    if find_juror(f"juror-{name}") is None:
        enrol([f"juror-{name}"])
    with transaction() as now:
        user = ensure_user(f"juror-{name}", locale="en", now=now)
        juror = current_session().query(Juror).filter_by(ref=user.ref).one()
        current_session().flush()
        summons = Summons(
            id=new_id("sms"),
            draw_id=hearing.draw_id,
            juror_id=juror.id,
            rank=len(hearing.jurors) + 1,
            sent_at=now,
            reply_due_at=now + timedelta(hours=2),
            first_side=first_side.value,
        )
        current_session().add(summons)
        return Called(user.get_id(), juror.id, summons.id, user.ref)


def seat_juror(hearing: Hearing, name: str, *, first_side: Side = Side.BUYER) -> Called:
    """Summon one juror and give them a seat."""
    hearing.jurors[name] = _seat(hearing, name, first_side)
    return hearing.jurors[name]


@step
def _seat(hearing: Hearing, name: str, first_side: Side) -> Called:
    called = _call(hearing, name, first_side)
    with transaction() as now:
        draw = current_session().get_one(Draw, hearing.draw_id)
        seat = next(one for one in draw.seats if one.summons_id is None)
        seat.summons_id, seat.vote_due_at = called.sid, now + timedelta(hours=1)
        summons = get_summons(called.sid)
        summons.state, summons.answered_at = SummonsState.ACCEPTED.value, now
    return called


def make_party_juror(hearing: Hearing, name: str) -> Called:
    """The buyer, who is on the roster too and was called in another dispute."""
    with transaction() as now:
        user = get_dispute(hearing.dispute_id).party(Side.BUYER).user
        juror = Juror(ref=user.ref, row_key=row_key(user.ref), volunteered_at=now)
        current_session().add(juror)
        current_session().flush()
        called = Called(user.get_id(), juror.id, "")
    hearing.jurors[name] = called
    return called


def make_user(name: str) -> Called:
    """A user of the marketplace who is not on the roster."""
    with transaction() as now:
        user = ensure_user(f"user-{name}", locale="en", now=now)
        current_session().flush()
        return Called(user.get_id(), 0, "", user.ref)
