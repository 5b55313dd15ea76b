"""The marketplace's list of a day's payments, compared with the ledger."""

from datetime import datetime

from flask import Blueprint, Response
from flask_babel import gettext

from jury.api.fields import Instant, Shown
from jury.api.keys import caller, keyed
from jury.api.once import fields_at, once
from jury.api.openapi import describe
from jury.api.payment_lists import DayList, read_day_list
from jury.api.requests import show
from jury.domain.money.reconciling import SENTENCES, Difference
from jury.services.money.reconcile import reconcile
from jury.storage.money.reconciliations import list_reconciliations

blueprint = Blueprint("api_reconciliations", __name__)

LAST = 50


class DifferenceShown(Shown):
    """One thing that differs, for programs and in words."""

    kind: str
    reference: str
    refund: str
    ours: str
    theirs: str
    detail: str

    @classmethod
    def of(cls, one: Difference) -> "DifferenceShown":
        """A difference, in the reader's language."""
        told = one.to_json()
        return cls(**told, detail=gettext(SENTENCES[one.kind], **told))


class ReconciliationShown(Shown):
    """One comparison; the newest list of a day counts."""

    id: int
    day: str
    lines: int
    differences: int
    made_at: Instant


class Reconciled(ReconciliationShown):
    """What a comparison found."""

    found: list[DifferenceShown]


class ReconciliationPage(Shown):
    """The last comparisons, the newest first."""

    items: list[ReconciliationShown]


@blueprint.post("/reconciliations")
@describe(takes=DayList, gives=Reconciled)
@keyed("refunds:write")
@once(DayList, read=read_day_list)
def make_reconciliation(asked: DayList, *, now: datetime) -> Reconciled:
    """Compare a day's list of payments, also as CSV or NDJSON, with the ledger."""
    lines = [line.listed() for line in asked.lines]
    with fields_at({"day": "/day"}):
        run, found = reconcile(asked.day, lines, actor=caller().actor, now=now)
    return Reconciled(
        id=run.id,
        day=run.day,
        lines=run.lines,
        differences=run.differences,
        made_at=run.made_at,
        found=[DifferenceShown.of(one) for one in found],
    )


@blueprint.get("/reconciliations")
@describe(gives=ReconciliationPage)
@keyed("refunds:write", "disputes:read")
def show_reconciliations() -> Response:
    """Show the last comparisons."""
    rows = list_reconciliations(limit=LAST)
    items = [
        ReconciliationShown(
            id=one.id,
            day=one.day,
            lines=one.lines,
            differences=one.differences,
            made_at=one.made_at,
        )
        for one in rows
    ]
    return show(ReconciliationPage(items=items))
