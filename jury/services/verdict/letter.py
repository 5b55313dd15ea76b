"""The verdict letter: what was decided, how the sum comes about, why, and what next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jury.domain.award import Line, LineCode, LineRole
from jury.domain.lifecycle import Stage
from jury.domain.lives.part_states import RefundState
from jury.domain.settlement import AGREED_SUM
from jury.redaction import segments
from jury.services.hearing.asked_views import asked_in_round
from jury.services.hearing.early import Early, early_close_of
from jury.services.law.lawbook import lawbook
from jury.services.law.rules import rules_of
from jury.services.money.award_changes import AwardChange, award_changes, present_award
from jury.services.money.beside_award import advance_of
from jury.services.money.owed import is_delayed, list_owed
from jury.services.reading.case_views import AskedView, RungView, TextView
from jury.services.reading.casefile import rung_views
from jury.services.verdict.rounds import Standing, standing
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw, find_latest_draw
from jury.storage.money.payments import Reversal
from jury.storage.money.refunds import get_refund_of
from jury.storage.money.returns import Journey, find_journey
from jury.storage.polls import list_sentences
from jury.storage.verdicts import Verdict, find_verdict, find_verdict_of

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
    """Everything the letter says.

    `money` is waiting, returning, instructed, paid, delayed, written_off, untouched, or
    appealed: not by this. `goods_return` is where the goods are, if they go back. The
    sums are those of now; `changes` says what they were before.
    """

    outcome: RungView
    calculation: tuple[CalculationLine, ...]
    buyer_minor: int
    seller_minor: int
    freight_minor: int
    deposit_minor: int
    advanced_minor: int
    recovered_minor: int
    currency: str
    changes: tuple[AwardChange, ...]
    split: tuple[Votes, ...]
    cannot_decide: int
    seats: int
    closed_early: Early | None
    asked: tuple[AskedView, ...]
    reasons: tuple[tuple[str, int], ...]
    median_reading_seconds: int | None
    sentences: tuple[TextView, ...]
    pronounced_at: datetime
    final_at: datetime | None
    ended_by: str
    staff_reason: str | None
    rule_says: str
    money: str
    draw: Draw | None
    standing: Standing
    goods_back: bool
    resent: bool
    journey: Journey | None

    @property
    def has_nonce(self) -> bool:
        """Whether the marketplace added a number to the lot in time."""
        return bool(self.draw and self.draw.nonce)


def letter(
    dispute_id: str, locale: str, round_number: int | None = None
) -> Letter | None:
    """The letter of a round, else of the newest one, in the reader's language.

    None before its verdict. What the two sides agreed on is told in a letter too.
    """
    dispute = get_dispute(dispute_id)
    verdict = (
        find_verdict(dispute.id)
        if round_number is None
        else find_verdict_of(dispute.id, round_number)
    )
    if verdict is None:
        return None
    ladder = rung_views(dispute, locale)
    counts = verdict.split.get("counts", [])
    award = present_award(verdict)
    advanced, recovered = advance_of(dispute.id)
    return Letter(
        outcome=_outcome(dispute, award, locale),
        calculation=_calculation(award, locale),
        buyer_minor=award.buyer_minor,
        seller_minor=award.seller_minor,
        freight_minor=award.freight_minor,
        deposit_minor=award.deposit_minor,
        advanced_minor=advanced,
        recovered_minor=recovered,
        currency=dispute.currency,
        changes=award_changes(verdict),
        split=tuple(
            Votes(rung, count) for rung, count in zip(ladder, counts, strict=False)
        ),
        cannot_decide=verdict.split.get("cannot_decide", 0),
        seats=verdict.split.get("seats", 0),
        closed_early=early_close_of(dispute, verdict),
        asked=asked_in_round(dispute, verdict.round_number, locale),
        reasons=_reasons(dispute, verdict, locale),
        median_reading_seconds=verdict.median_reading_seconds,
        sentences=_sentences(verdict, locale),
        pronounced_at=verdict.pronounced_at,
        final_at=_final_at(dispute, verdict),
        ended_by=verdict.ended_by,
        staff_reason=verdict.staff_reason,
        rule_says=_rule_says(dispute, verdict, locale),
        money=_money(dispute, verdict),
        draw=find_latest_draw(dispute.id, verdict.round_number),
        standing=standing(dispute, verdict, locale),
        goods_back=verdict.goods_back,
        resent=verdict.resent,
        journey=find_journey(dispute.id) if verdict.moves_goods else None,
    )


def _rule_says(dispute: Dispute, verdict: Verdict, locale: str) -> str:
    """The rule or floor that decided, as the policy words it; else nothing."""
    words = rules_of(dispute).policy.explanation(verdict.basis or "")
    return words.for_locale(locale) if words else ""


def _outcome(dispute: Dispute, verdict: Verdict | Reversal, locale: str) -> RungView:
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


def _calculation(
    verdict: Verdict | Reversal, locale: str
) -> tuple[CalculationLine, ...]:
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


def _sentences(verdict: Verdict, locale: str) -> tuple[TextView, ...]:
    """Sentences of this round's jurors that screening has released so far."""
    return tuple(
        TextView("sentence", tuple(segments(row.template, locale)), row.language)
        for row in list_sentences(verdict.dispute_id, verdict.round_number)
        if row.released_at is not None
    )


def _final_at(dispute: Dispute, verdict: Verdict) -> datetime | None:
    is_waiting = dispute.stage == Stage.PRONOUNCED.value
    is_newest = verdict.round_number == dispute.round_number
    return dispute.stage_closes_at if is_waiting and is_newest else None


def _money(dispute: Dispute, verdict: Verdict) -> str:
    """Where the money is, in one word."""
    if verdict.round_number != dispute.round_number:
        return "appealed"
    if not rules_of(dispute).policy.moves_money:
        return "untouched"
    record = get_refund_of(dispute.id)
    if record.state == RefundState.HELD.value:
        is_travelling = find_journey(dispute.id) is not None
        return "returning" if is_travelling else "waiting"
    if list_owed(dispute):
        return "delayed" if is_delayed(dispute) else "instructed"
    return "paid" if record.state == RefundState.ACKNOWLEDGED.value else record.state
