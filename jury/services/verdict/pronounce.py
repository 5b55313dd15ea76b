"""PRONOUNCED: the reasoned verdict goes to both sides; the money stays held."""

import statistics
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from jury.domain.appeals import is_appealable
from jury.domain.award import Line, award_for, calculation
from jury.domain.deadlines import correction_closes_at, remind_at, window_end
from jury.domain.law.ladder import OfferedRung
from jury.domain.law.money_terms import When
from jury.domain.law.windows import Window
from jury.domain.lifecycle import EndedBy
from jury.domain.tally import Tally
from jury.services.law.rules import ladder_of, rules_of
from jury.services.moderation import grounds
from jury.services.moderation.grounds import FIT, Ground
from jury.services.moderation.tasks import finish, open_task
from jury.services.money.beside_award import advance_to_buyer
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.settlement import offers
from jury.services.stages import Move, enter, refuse_paused
from jury.storage.appeals import is_appealed
from jury.storage.base import current_session
from jury.storage.desk.tasks import find_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw
from jury.storage.polls import Ballot, JurorSentence, list_ballots
from jury.storage.verdicts import Verdict


def pronounce_verdict(
    dispute: Dispute, draw: Draw, counted: Tally, *, now: datetime
) -> Verdict:
    """Make the verdict of a decided poll: the median rung, with its reasons."""
    ballots = list_ballots(draw.id)
    if counted.median_rung is None:
        raise ValueError("a decided poll names a rung")
    verdict = award_of(dispute, counted.median_rung, now=now)
    verdict.ended_by, verdict.pronounced_by = EndedBy.VERDICT.value, "jury"
    verdict.split = {
        "counts": list(counted.counts),
        "cannot_decide": counted.cannot_decide,
        "seats": counted.seats,
    }
    verdict.reasons = _reasons(ballots)
    verdict.median_reading_seconds = int(
        statistics.median([ballot.reading_seconds for ballot in ballots])
    )
    enter_pronounced(dispute, verdict, "close poll", actor="sweep", now=now)
    _screen_sentences(dispute, ballots, now=now)
    return verdict


def screen_sentence(
    ballot_id: str,
    *,
    release: bool,
    staff_id: int,
    now: datetime,
    ground: Ground = FIT,
) -> JurorSentence:
    """A moderator releases or withholds one juror's sentence, and says why."""
    given = grounds.read(ground, grounds.LET_READ if release else grounds.KEEP_BACK)
    sentence = current_session().get_one(JurorSentence, ballot_id)
    refuse_paused(get_dispute(sentence.dispute_id))
    if release:
        sentence.released_at, sentence.withheld_at = now, None
    else:
        sentence.released_at, sentence.withheld_at = None, now
    outcome = "released" if release else "withheld"
    # The task, not the ballot: the log says nothing that leads to one.
    task = find_task(sentence.dispute_id, "sentence", ballot_id)
    finish(
        sentence.dispute_id,
        "sentence",
        target=ballot_id,
        outcome=outcome,
        staff_id=staff_id,
        now=now,
    )
    audit.record(
        sentence.dispute_id,
        f"sentence.{outcome}",
        {"task": task.id if task else None, "code": given.code},
        actor=f"staff:{staff_id}",
        now=now,
        note=given.said,
    )
    return sentence


def award_of(dispute: Dispute, rung_no: int, *, now: datetime) -> Verdict:
    """A verdict that awards one rung of the ladder; who gave it is filled in later."""
    rung = ladder_of(dispute)[rung_no]
    verdict = verdict_on(dispute, rung, _lines_of(dispute, rung), now=now)
    verdict.rung = rung_no
    return verdict


def reckoned(dispute: Dispute, rung_no: int) -> dict[str, Any]:
    """What a rung awards, and how its sums come about, as a verdict keeps it."""
    rung = ladder_of(dispute)[rung_no]
    return _reckoned_by(dispute, rung, _lines_of(dispute, rung))


def verdict_on(
    dispute: Dispute, outcome: OfferedRung, lines: Sequence[Line], *, now: datetime
) -> Verdict:
    """A verdict by one outcome, reckoned as `lines` say; more is filled in later."""
    return Verdict(
        dispute_id=dispute.id,
        round_number=dispute.round_number,
        **_reckoned_by(dispute, outcome, lines),
        split={},
        reasons=[],
        pronounced_at=now,
    )


def _lines_of(dispute: Dispute, rung: OfferedRung) -> tuple[Line, ...]:
    return calculation(
        rung, price_minor=dispute.price_minor, freight_minor=dispute.freight_minor
    )


def _reckoned_by(
    dispute: Dispute, outcome: OfferedRung, lines: Sequence[Line]
) -> dict[str, Any]:
    """What an outcome awards, as a verdict keeps it, with the lines it is told by."""
    award = award_for(outcome, dispute.held_minor)
    return {
        "remedy": outcome.code,
        "buyer_minor": award.buyer_minor,
        "seller_minor": award.seller_minor,
        "deposit_minor": outcome.deposit_minor,
        "freight_minor": award.freight_minor,
        "freight_bearer": award.freight_bearer.value,
        "goods_back": award.goods_back,
        "resent": award.resent,
        "instead_minor": award.instead_minor,
        "calculation": [
            {
                "code": line.code.value,
                "role": line.role.value,
                "minor": line.minor,
                "percent": line.percent,
            }
            for line in lines
        ],
    }


def _reasons(ballots: list[Ballot]) -> list[list[object]]:
    """How often each reason was given, most often first."""
    counts = Counter(code for ballot in ballots for code in ballot.reasons)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [[code, count] for code, count in ranked]


def enter_pronounced(
    dispute: Dispute,
    verdict: Verdict,
    act: str,
    *,
    actor: str,
    now: datetime,
    note: str = "",
) -> None:
    """Keep a verdict and tell both sides; the money stays held for its window."""
    policy = rules_of(dispute).policy
    window = Window.after(verdict.ended_by)
    closes_at = window_end(policy, window, now)
    verdict.correction_closes_at = correction_closes_at(policy, window, closes_at)
    offers.lapse_open(dispute, cause=verdict.ended_by, now=now)
    current_session().add(verdict)
    dispute.ended_by = verdict.ended_by
    told: dict[str, object] = {
        "ended_by": verdict.ended_by,
        "remedy": verdict.remedy,
        "buyer": {"minor": verdict.buyer_minor, "currency": dispute.currency},
        "seller": {"minor": verdict.seller_minor, "currency": dispute.currency},
        "freight": {"minor": verdict.freight_minor, "currency": dispute.currency},
        "split": verdict.split,
        **deposit_told(dispute, verdict),
        **({"basis": verdict.basis} if verdict.basis else {}),
    }
    enter(dispute, Move(act, actor, closes_at, told, note), now=now)
    told |= {"final_at": closes_at.isoformat(), "round_number": dispute.round_number}
    advance_to_buyer(dispute, When.VERDICT, verdict.buyer_minor, now=now)
    may_appeal = is_appealable(
        policy, verdict.ended_by, is_appealed=is_appealed(dispute.id)
    )
    told["appeal_until"] = closes_at.isoformat() if may_appeal else None
    told["reasons"] = [
        {"code": code, "count": count} for code, count in verdict.reasons
    ]
    telling.emit(dispute, "verdict.pronounced", told, now=now)
    if may_appeal:
        dispute.next_due_at = remind_at(now, closes_at)
    if not policy.moves_money:
        telling.notify_parties(dispute, "dispute.advised", now=now)
        return
    by_default = verdict.ended_by == EndedBy.DEFAULT.value
    for party in dispute.parties:
        was_silent = by_default and party.side != dispute.filed_by
        kind = "verdict.appealable" if may_appeal else "verdict.pronounced"
        telling.notify_party(
            party,
            "verdict.default" if was_silent else kind,
            now=now,
            expires_at=closes_at,
            once=now.isoformat(),
        )


def deposit_told(dispute: Dispute, verdict: Verdict) -> dict[str, object]:
    """What comes on top from the seller's deposit, where something does."""
    minor = verdict.deposit_minor
    return {"deposit": {"minor": minor, "currency": dispute.currency}} if minor else {}


def _screen_sentences(
    dispute: Dispute, ballots: list[Ballot], *, now: datetime
) -> None:
    """Queue jurors' sentences; they appear one by one and never delay the verdict."""
    for ballot in ballots:
        if not ballot.sentence:
            continue
        current_session().add(
            JurorSentence(
                ballot_id=ballot.id,
                dispute_id=dispute.id,
                template=texts.template_of(dispute, ballot.sentence),
                language=ballot.language,
            )
        )
        open_task(
            dispute.id,
            "sentence",
            target=ballot.id,
            due_at=now + rules_of(dispute).policy.windows.pronounced,
            now=now,
        )
