"""PDF files as a side files them, and what becomes of them at the desk."""

import io
from functools import cache

from PIL import Image

from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.screening import disclose
from jury.services.screening.page_covering import cover_page, draw_on_page
from jury.services.submissions import exhibits, prepare
from jury.storage.transaction import transaction

BOX = Box(8, 8, 40, 40)


@cache
def make_pdf(pages: int = 2) -> bytes:
    """White pages."""
    out = io.BytesIO()
    drawn = [Image.new("RGB", (200, 280), "white") for _page in range(pages)]
    drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:])
    return out.getvalue()


def file_pdf(
    dispute: str, content: bytes | None = None, side: Side = Side.BUYER
) -> str:
    """A side files it; its id."""
    upload = prepare.prepare_upload(dispute, content or make_pdf())
    filing = exhibits.Filing(upload=upload, caption="维修单", language="zh-Hans")
    with transaction(lock=dispute) as now:
        return exhibits.file_exhibit(dispute, side, filing, now=now).id


def settle(dispute: str, exhibit: str, page: int, *, staff_id: int) -> None:
    """A moderator covers a corner of a page."""
    covered = draw_on_page(dispute, exhibit, page, boxes=[BOX])
    with transaction(lock=dispute) as now:
        cover_page(dispute, exhibit, page, covered=covered, staff_id=staff_id, now=now)


def release(dispute: str, exhibit: str, *, staff_id: int) -> None:
    """A moderator lets jurors see all pages."""
    with transaction(lock=dispute) as now:
        disclose.release_exhibit(
            dispute, exhibit, covered=None, staff_id=staff_id, now=now
        )
