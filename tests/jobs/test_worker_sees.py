"""From the upload to what jurors are shown, with the detectors that ship."""

import io

import numpy as np
from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from jury.cli.demo.drawings.canvas import font
from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.services.keeping import vault
from jury.services.screening import detecting
from jury.services.screening.picture_labels import labels_on
from jury.services.submissions import exhibits, prepare
from jury.storage.disputes import list_redacted
from jury.storage.transaction import transaction
from tests.jobs.seers import row_of, waiting
from tests.world import BUYER_PHONE, World

SCRATCH = "屏幕有一道划痕，退款 129.00 元"


def make_note() -> bytes:
    """A line that tells whom, and one that is evidence."""
    picture = Image.new("RGB", (700, 240), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((40, 40), f"电话 {BUYER_PHONE}", font=font(30), fill="black")
    pen.text((40, 140), SCRATCH, font=font(30), fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_jurors_are_shown_the_evidence_and_not_the_number(session: Session) -> None:
    dispute = World.begin(jurors=0).escalate()
    upload = prepare.prepare_upload(dispute, make_note())
    filing = exhibits.Filing(upload=upload, caption="维修单", language="zh-Hans")
    with transaction(lock=dispute) as now:
        filed = exhibits.file_exhibit(dispute, Side.BUYER, filing, now=now)
        exhibit = filed.id
    assert work_one(detecting.redact)
    row = row_of(dispute, exhibit)
    assert (row.state, waiting(dispute)) == ("released", [])
    # The number is that of the claim, and bears its label.
    assert "⟦phone:1⟧" in list_redacted(dispute)["claim"].template
    assert labels_on(row) == ("phone:1",)
    shown = Image.open(io.BytesIO(vault.read_of(row, row.shown_blob or ""))).convert(
        "L"
    )
    dark = np.asarray(shown) < 24
    assert dark[45:70, 130:270].all()
    assert dark[130:180].mean() < 0.2
