"""What the marketplace says became of a notice that it carried to a user."""

from datetime import datetime

from jury.domain.errors import NotFound
from jury.storage.outside.outbox import Notice, get_notice

DELIVERED, FAILED = "delivered", "failed"


def was_reached(notice: Notice) -> bool:
    """Whether a notice came to its reader: by receipt, by mail, or in the inbox."""
    is_carried = notice.receipt == DELIVERED or notice.mailed_at is not None
    return is_carried or notice.read_at is not None


def receive_receipt(notice_id: str, receipt: str, *, now: datetime) -> Notice:
    """Keep a receipt; once delivered, a late failure changes nothing.

    Raises NotFound for notices that no marketplace carries, such as those of staff.
    """
    notice = get_notice(notice_id)
    if notice.user_id is None:
        raise NotFound
    if notice.receipt != DELIVERED:
        notice.receipt, notice.receipt_at = receipt, now
    return notice
