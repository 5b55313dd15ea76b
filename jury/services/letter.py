"""The verdict letter: what was decided, how the sum comes about, why, and what next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jury.domain.award import Line, LineCode, LineRole
from jury.domain.lifecycle import RefundState, Stage
from jury.domain.settlement import AGREED_SUM
from jury.redaction import segments
from jury.services.case_views import RungView, TextView
from jury.services.casefile import rung_views
from jury.services.lawbook import lawbook
from jury.services.rules import rules_of
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_latest_draw
from jury.storage.money import get_refund_of
from jury.storage.polls import list_sentences
from jury.storage.verdicts import Verdict, find_verdict

OFF_THE_LADDER = -1


@dataclass(frozen=True)
class CalculationLine:
    """One line of the calculation; `role` is given, term or total."""

    label: str
    role: str
    minor: int
    percent: int


@dataclass(frozen=True)
class Votes:
    """How many jurors chose one outcome."""

    rung: RungView
    count: int


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Everything the letter says; `money` is waiting, instructed, paid or delayed."""

    outcome: RungView
    calculation: tuple[CalculationLine, ...]
    buyer_minor: int
    seller_minor: int
    freight_minor: int
    currency: str
    split: tuple[Votes, ...]
    cannot_decide: int
    seats: int
    reasons: tuple[tuple[str, int], ...]
    median_reading_seconds: int | None
    sentences: tuple[TextView, ...]
    pronounced_at: datetime
    final_at: datetime | None
    ended_by: str
    staff_reason: str | None
    money: str
    draw_no: int | None
    has_nonce: bool


def letter(dispute_id: str, locale: str) -> Letter | None:
    """The letter of a dispute in the reader's language; None before a verdict.

    What the two sides agreed on is told in a letter too.
    """
    dispute = get_dispute(dispute_id)
    verdict = find_verdict(dispute.id)
    if verdict is None:
        return None
    ladder = rung_views(dispute, locale)
    draw = find_latest_draw(dispute.id)
    counts = verdict.split.get("counts", [])
    return Letter(
        outcome=_outcome(dispute, verdict, locale),
        calculation=_calculation(verdict, locale),
        buyer_minor=verdict.buyer_minor,
        seller_minor=verdict.seller_minor,
        freight_minor=verdict.freight_minor,
        currency=dispute.currency,
        split=tuple(
            Votes(rung, count) for rung, count in zip(ladder, counts, strict=False)
        ),
        cannot_decide=verdict.split.get("cannot_decide", 0),
        seats=verdict.split.get("seats", 0),
        reasons=_reasons(dispute, verdict, locale),
        median_reading_seconds=verdict.median_reading_seconds,
        sentences=_sentences(dispute, locale),
        pronounced_at=verdict.pronounced_at,
        final_at=_final_at(dispute),
        ended_by=verdict.ended_by,
        staff_reason=verdict.staff_reason,
        money=_money(dispute),
        draw_no=draw.draw_no if draw else None,
        has_nonce=bool(draw and draw.nonce),
    )


def _outcome(dispute: Dispute, verdict: Verdict, locale: str) -> RungView:
    """What was decided: a rung of the ladder, or sums that stand on none."""
    if verdict.rung is not None:
        return rung_views(dispute, locale)[verdict.rung]
    return RungView(
        index=OFF_THE_LADDER,
        code=verdict.remedy,
        title=outcome_title(dispute, verdict.remedy, locale),
        explanation="",
        buyer_minor=verdict.buyer_minor,
        seller_minor=verdict.seller_minor,
        freight_minor=verdict.freight_minor,
        freight_bearer=verdict.freight_bearer or "",
    )


def outcome_title(dispute: Dispute, code: str, locale: str) -> str:
    """What an outcome is called, a sum that the sides agreed on included."""
    if code == AGREED_SUM:
        return lawbook().word("calculation", LineCode.AGREED).for_locale(locale)
    return rules_of(dispute).rung(code).title.for_locale(locale)


def say_lines(lines: Iterable[Line], locale: str) -> tuple[CalculationLine, ...]:
    """A calculation in the reader's language."""
    law = lawbook()
    return tuple(
        CalculationLine(
            law.say_line(line, locale), line.role.value, line.minor, line.percent
        )
        for line in lines
    )


def _calculation(verdict: Verdict, locale: str) -> tuple[CalculationLine, ...]:
    kept = (
        Line(
            LineCode(line["code"]),
            LineRole(line["role"]),
            line["minor"],
            line["percent"],
        )
        for line in verdict.calculation
    )
    return say_lines(kept, locale)


def _reasons(
    dispute: Dispute, verdict: Verdict, locale: str
) -> tuple[tuple[str, int], ...]:
    chips = {chip.code: chip.text for chip in rules_of(dispute).chips}
    undecided = lawbook().words["cannot_decide"]
    return tuple(
        ((chips.get(code) or undecided[code]).for_locale(locale), count)
        for code, count in verdict.reasons
    )


def _sentences(dispute: Dispute, locale: str) -> tuple[TextView, ...]:
    """Jurors' sentences that screening has released so far."""
    return tuple(
        TextView("sentence", tuple(segments(row.template, locale)), row.language)
        for row in list_sentences(dispute.id)
        if row.released_at is not None
    )


def _final_at(dispute: Dispute) -> datetime | None:
    return dispute.stage_closes_at if dispute.stage == Stage.PRONOUNCED.value else None


def _money(dispute: Dispute) -> str:
    """Where the money is, in one word."""
    if not rules_of(dispute).policy.moves_money:
        return "untouched"
    record = get_refund_of(dispute.id)
    if record.state == RefundState.ACKNOWLEDGED.value:
        return "paid"
    if record.state == RefundState.HELD.value:
        return "waiting"
    is_late = record.delayed_at is not None
    return "delayed" if is_late else "instructed"
