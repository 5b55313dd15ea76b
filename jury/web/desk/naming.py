"""What a dispute is called at the desk: its item, its reason, its order."""

from collections.abc import Collection
from dataclasses import dataclass

from jury.services.reading.case_views import TextView
from jury.services.reading.casefile import text_view
from jury.storage.desk.listing import items_of
from jury.storage.disputes import Dispute
from jury.web import case_parts
from jury.web.frame import reader_locale


@dataclass(frozen=True)
class Name:
    """The covered title of the first item, why it is disputed, and the order."""

    item: TextView | None
    reason: str
    order_ref: str

    @property
    def plain(self) -> str:
        """The whole as one string."""
        known = self.item.plain if self.item else ""
        return " · ".join(one for one in (known, self.reason, self.order_ref) if one)


def names_of(disputes: Collection[Dispute]) -> dict[str, Name]:
    """The names of disputes by their ids, as many statements for many as for few."""
    items = items_of([one.id for one in disputes])
    locale = reader_locale()
    return {
        one.id: Name(
            item=text_view(items[one.id], locale) if one.id in items else None,
            reason=case_parts.reason_title(one),
            order_ref=one.order_ref,
        )
        for one in disputes
    }


def name_of(dispute: Dispute) -> Name:
    """The name of one dispute."""
    return names_of([dispute])[dispute.id]
