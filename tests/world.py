"""A small marketplace for tests: a roster, staff, disputes, and people who act.

Everything goes through the services as the pages and the API do; nothing is set
down as rows. `World` keeps the application context of its test open.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from PIL import Image

from jury import clock
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.redaction.pictures import Admitted
from jury.redaction.pictures import admit as admit_picture
from jury.services.admission import admit, intake
from jury.services.drawing import empanel, seats
from jury.services.hearing import poll
from jury.services.keeping import vault
from jury.services.law.rules import rules_of
from jury.services.people import accounts
from jury.services.screening import disclose
from jury.services.submissions import exhibits, prepare, submit
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw, Summons, find_latest_draw, list_summonses
from jury.storage.exhibits import list_released
from jury.storage.health import move_sandbox_clock
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.enrolment import enrol, make_juror_line
from tests.played import beginning, step

__all__ = ["enrol", "make_juror_line"]

BUYER_PHONE = "13800138000"
SELLER_NAME = "王小明"


def make_picture(
    colour: str = "slategray", size: tuple[int, int] = (320, 240)
) -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


@cache
def _admitted_once() -> Admitted:
    """What a court makes of the small picture; its process is started but once."""
    return admit_picture(make_picture())


def prepare_picture(dispute_id: str) -> prepare.PreparedUpload:
    """Prepare the small picture as an upload of this dispute."""
    picture = _admitted_once()
    return prepare.PreparedUpload(
        kind="picture",
        media_type=picture.media_type,
        original_blob=vault.keep(dispute_id, make_picture()),
        original_digest=picture.original_sha256,
        prepared_blob=vault.keep(dispute_id, picture.content),
        width=picture.width,
        height=picture.height,
    )


def make_intake(**changed: Any) -> intake.Intake:
    """A buyer says a phone had a hidden repair; small enough for a panel of five."""
    now = clock.now()
    number = changed.pop("number", "1")
    given: dict[str, Any] = {
        "order_ref": f"ORD-{number}",
        "refund_ref": f"RF-{number}",
        "category": "phones",
        "language": "zh-Hans",
        "currency": "CNY",
        "price_minor": 18000,
        "freight_minor": 1200,
        "held_minor": 19200,
        "asked_minor": 18000,
        "filed_by": Side.BUYER,
        "reason": "hidden_defect",
        "claim": f"主板修过，{SELLER_NAME}没有说，电话 {BUYER_PHONE}",
        "parties": {
            Side.BUYER: intake.IntakeParty(
                ref=f"buyer-{number}",
                display_name="李雷",
                phone=BUYER_PHONE,
                email="lilei@example.com",
                person_key=f"person-buyer-{number}",
            ),
            Side.SELLER: intake.IntakeParty(
                ref=f"seller-{number}",
                display_name=SELLER_NAME,
                phone="13900139000",
                locale="en",
                person_key=f"person-seller-{number}",
            ),
        },
        "listing_text": "九成新，无拆无修，功能正常。",
        "lines": (intake.OrderLine(title="二手手机", quantity=1, price_minor=18000),),
        "paid_at": now - timedelta(days=9),
        "chat": (
            intake.IntakeMessage(sender="buyer", text="拆修过吗？", sent_at=now),
            intake.IntakeMessage(sender="seller", text="没有，原装。", sent_at=now),
        ),
        "answers": (intake.PointAnswer(number=1, stance=True, text="维修店看到的"),),
    }
    return intake.Intake(**(given | changed))


@dataclass
class World:
    """One court with people in it."""

    staff_id: int

    @classmethod
    @beginning
    def begin(cls, jurors: int = 40) -> "World":
        """A court with a moderator and a committed roster, none of whom is a party."""
        with transaction() as now:
            moderator = accounts.add_staff(
                "moderator", "a long password", [Role.MODERATOR], is_demo=False, now=now
            )
            staff_id = moderator.id
        enrol([f"juror-{number}" for number in range(jurors)])
        return cls(staff_id)

    @step
    def escalate(self, case: intake.Intake | None = None) -> str:
        """Escalate a dispute; its id."""
        given = case or make_intake()
        with transaction() as now:
            return admit.admit_dispute(given, actor="key:1", now=now).id

    @step
    def file_picture(self, dispute_id: str, side: Side = Side.BUYER) -> str:
        """A side files a picture; its id."""
        upload = prepare_picture(dispute_id)
        filing = exhibits.Filing(
            upload=upload, caption="维修单", language="zh-Hans", point_no=1
        )
        with transaction(lock=dispute_id) as now:
            return exhibits.file_exhibit(dispute_id, side, filing, now=now).id

    @step
    def finish_submissions(self, dispute_id: str) -> None:
        """Both sides say they are done."""
        for side in Side:
            with transaction(lock=dispute_id) as now:
                submit.say_done(dispute_id, side, now=now)

    @step
    def release(self, dispute_id: str, exhibit_id: str) -> None:
        """The moderator releases a picture as it is."""
        covered = prepare.cover_picture(dispute_id, exhibit_id, ())
        with transaction(lock=dispute_id) as now:
            disclose.release_exhibit(
                dispute_id,
                exhibit_id,
                covered=covered,
                staff_id=self.staff_id,
                now=now,
            )

    @step
    def confirm(self, dispute_id: str, *sides: Side) -> None:
        """Sides confirm what jurors will see."""
        for side in sides or tuple(Side):
            digest = disclose.preview_digest(get_dispute(dispute_id), side)
            with transaction(lock=dispute_id) as now:
                disclose.confirm_preview(dispute_id, side, digest=digest, now=now)

    @step
    def hear(self, case: intake.Intake | None = None) -> str:
        """A dispute whose jurors have just been called; its id."""
        dispute_id = self.escalate(case)
        exhibit_id = self.file_picture(dispute_id)
        self.finish_submissions(dispute_id)
        self.release(dispute_id, exhibit_id)
        self.confirm(dispute_id)
        self.give_nonce(dispute_id)
        return dispute_id

    @step
    def give_nonce(self, dispute_id: str) -> None:
        """The marketplace answers the commitment."""
        with transaction(lock=dispute_id) as now:
            empanel.receive_nonce(dispute_id, "5a" * 16, actor="key:1", now=now)

    def draw_of(self, dispute_id: str) -> Draw:
        """The newest draw."""
        draw = find_latest_draw(dispute_id)
        assert draw is not None
        return draw

    def summonses(self, dispute_id: str, state: str = "sent") -> list[Summons]:
        """Calls of the newest draw in one state, in drawn order."""
        current_session().rollback()
        found = list_summonses(self.draw_of(dispute_id).id)
        return [one for one in found if one.state == state]

    @step
    def seat(self, dispute_id: str, summons: Summons) -> tuple[str, int]:
        """A called juror accepts and opens the file; their keys."""
        keys = (summons.id, summons.juror_id)
        with transaction(lock=dispute_id) as now:
            seats.accept_summons(*keys, now=now)
        with transaction(lock=dispute_id) as now:
            poll.open_file(*keys, now=now)
        return keys

    @step
    def read(self, dispute_id: str, *jurors: tuple[str, int]) -> None:
        """Seated jurors open every exhibit and take the time that reading needs."""
        self.open_everything(dispute_id, *jurors)
        move_clock(seconds=self.draw_of(dispute_id).reading_seconds + 1)

    def open_everything(self, dispute_id: str, *jurors: tuple[str, int]) -> None:
        """Seated jurors open every exhibit."""
        released = [one.id for one in list_released(dispute_id)]
        for sid, juror_id in jurors:
            for exhibit_id in released:
                with transaction(lock=dispute_id) as now:
                    poll.deliver_exhibit(sid, juror_id, exhibit_id, now=now)
                with transaction(lock=dispute_id) as now:
                    poll.open_exhibit(sid, juror_id, exhibit_id, now=now)

    def vote(
        self, dispute_id: str, juror: tuple[str, int], choice: int | None
    ) -> poll.Receipt:
        """A juror who has read casts a ballot."""
        vote = self.make_vote(dispute_id, choice)
        with transaction(lock=dispute_id) as now:
            return poll.cast_ballot(*juror, vote, now=now)

    def make_vote(self, dispute_id: str, choice: int | None) -> poll.Vote:
        """A valid ballot for a rung, or for cannot decide."""
        if choice is None:
            return poll.Vote(choice=None, reasons=("missing_evidence",))
        chips = rules_of(get_dispute(dispute_id)).chips
        code = next(chip.code for chip in chips if chip.goes_with(choice))
        return poll.Vote(choice=choice, reasons=(code,))

    @step
    def decide(self, dispute_id: str, choices: Sequence[int | None]) -> None:
        """As many jurors as there are choices sit, read and vote; then time passes."""
        called = self.summonses(dispute_id)[: len(choices)]
        seated = [self.seat(dispute_id, one) for one in called]
        self.read(dispute_id, *seated)
        for juror, choice in zip(seated, choices, strict=True):
            self.vote(dispute_id, juror, choice)
        move_clock(minutes=16)

    def stage(self, dispute_id: str) -> str:
        """Where the dispute stands."""
        return self.dispute(dispute_id).stage

    def dispute(self, dispute_id: str) -> Dispute:
        """The dispute, freshly read."""
        current_session().rollback()
        return get_dispute(dispute_id)


@step
def move_clock(*, sweep: Callable[[], object] | None = None, **by: int) -> None:
    """Time passes, and the sweeper does what has come due."""
    with transaction():
        move_sandbox_clock(timedelta(**by))
    (sweep or sweeps.advance_disputes)()
    sweeps.number_events()
