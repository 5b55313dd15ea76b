"""Appeal and rehearing: a side asks, once, that others decide what was decided.

The next round opens with the first appeal, at once: nobody who was heard wrongly
waits for a window to run out. That takes nothing from the other side. The new panel
hears the whole dispute anew and may decide either way, and until the short time for
statements closes the other side may join with a ground of its own: one panel for both.
"""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.appeals import (
    AppealGround,
    goes_to_staff,
    is_appealable,
    refuse_unappealable,
)
from jury.domain.deadlines import decided_on_appeal_by, remind_at, window_end
from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Side, Stage
from jury.services.appeal.reopen import lapse_reopening
from jury.services.appeal.slips import lapse_slips
from jury.services.law.rules import rules_of
from jury.services.moderation.referral import APPEAL, refer
from jury.services.moderation.tasks import DOUBT, finish
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import Move, enter, require
from jury.services.submissions.submit import refuse_late
from jury.storage.appeals import Appeal, find_appeal, is_appealed, list_appeals
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import count_draws
from jury.storage.verdicts import find_verdict_of

TEXT_LENGTH = 300


@dataclass(frozen=True, kw_only=True)
class Appealing:
    """On which ground a side appeals, and one sentence that explains it."""

    ground: str
    text: str
    language: str


def file_appeal(
    dispute_id: str, side: Side, given: Appealing, *, now: datetime
) -> Appeal:
    """A side appeals: the second round begins, or this side joins the one that has."""
    dispute = get_dispute(dispute_id)
    joins = _refuse_now(dispute, side, now=now)
    appeal = _keep(dispute, side, given, is_joining=joins, now=now)
    told = {
        "side": side.value,
        "ground": appeal.ground,
        "round_number": appeal.round_number,
        "joined": joins,
    }
    if not joins:
        _open_next_round(dispute, side, now=now)
    audit.record(
        dispute.id,
        "appeal.joined" if joins else "appeal.filed",
        told,
        actor=f"party:{side}",
        now=now,
        note=appeal.text,
    )
    told["decided_by"] = dispute.decided_by_at.isoformat()
    telling.emit(dispute, "verdict.appealed", told, now=now)
    _tell_other(dispute, side, is_joining=joins, now=now)
    return appeal


def may_appeal(dispute: Dispute, side: Side, *, now: datetime) -> bool:
    """Whether this side could appeal, or join an appeal, at this moment."""
    try:
        _refuse_now(dispute, side, now=now)
    except (NotNow, AlreadyDone):
        return False
    return True


def joins_another(dispute: Dispute) -> bool:
    """Whether an appeal would join another, from whose round this one follows."""
    is_heard = dispute.stage != Stage.PRONOUNCED.value
    filed = list_appeals(dispute.id)
    return is_heard and any(
        one.round_number == dispute.round_number - 1 for one in filed
    )


def remind_appeal(dispute_id: str, *, now: datetime) -> None:
    """A quarter of the window is left: tell both sides until when they may appeal."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.PRONOUNCED)
    dispute.next_due_at = dispute.stage_closes_at
    verdict = find_verdict_of(dispute.id, dispute.round_number)
    policy = rules_of(dispute).policy
    if verdict is None or not is_appealable(
        policy, verdict.ended_by, is_appealed=is_appealed(dispute.id)
    ):
        return
    telling.notify_parties(
        dispute,
        "appeal.reminder",
        now=now,
        expires_at=dispute.stage_closes_at,
        once=now.isoformat(),
    )
    audit.record(dispute.id, "appeal.reminded", {}, actor="sweep", now=now)


def _refuse_now(dispute: Dispute, side: Side, *, now: datetime) -> bool:
    """Refuse an appeal that cannot be filed; says whether it would join another's."""
    if find_appeal(dispute.id, side) is not None:
        raise AlreadyDone(N_("You have appealed already. One appeal is all there is."))
    if not joins_another(dispute):
        require(dispute, Stage.PRONOUNCED)
        refuse_late(dispute, now=now)
        verdict = find_verdict_of(dispute.id, dispute.round_number)
        if verdict is None:
            raise LookupError("a pronounced dispute has a verdict")
        policy = rules_of(dispute).policy
        used = is_appealed(dispute.id)
        refuse_unappealable(policy, verdict.ended_by, is_appealed=used)
        return False
    require(dispute, Stage.SUBMISSIONS, Stage.REFERRED)
    if dispute.stage == Stage.SUBMISSIONS.value:
        refuse_late(dispute, now=now)
    if count_draws(dispute.id, dispute.round_number):
        # Jurors have heard the appeal: the time to join it was before.
        raise NotNow
    return True


def _keep(
    dispute: Dispute, side: Side, given: Appealing, *, is_joining: bool, now: datetime
) -> Appeal:
    wrong: dict[str, str] = {}
    if given.ground not in set(AppealGround):
        wrong["ground"] = N_("Please choose one of the grounds.")
    if given.language not in texts.LANGUAGES:
        wrong["language"] = N_("Please choose Chinese or English.")
    try:
        said = texts.clean(given.text, field="text", most=TEXT_LENGTH)
    except Invalid as refusal:
        wrong |= refusal.fields
    if wrong:
        raise Invalid(wrong)
    appeal = Appeal(
        dispute_id=dispute.id,
        round_number=dispute.round_number - is_joining,
        side=side.value,
        ground=given.ground,
        text=said,
        # Kept here and not among the texts of the file: jurors never read it.
        template=texts.template_of(dispute, said),
        language=given.language,
        filed_at=now,
    )
    current_session().add(appeal)
    current_session().flush()
    return appeal


def _open_next_round(dispute: Dispute, side: Side, *, now: datetime) -> None:
    verdict = find_verdict_of(dispute.id, dispute.round_number)
    if verdict is None:
        raise LookupError("a pronounced dispute has a verdict")
    lapse_slips(dispute, now=now)
    lapse_reopening(dispute, now=now)
    finish(
        dispute.id,
        DOUBT,
        target=dispute.id,
        outcome="appealed",
        staff_id=None,
        now=now,
    )
    policy = rules_of(dispute).policy
    by_staff = goes_to_staff(verdict.ended_by)
    dispute.round_number += 1
    dispute.ended_by = None
    dispute.decided_by_at = decided_on_appeal_by(policy, now, by_staff=by_staff)
    actor = f"party:{side}"
    if by_staff:
        refer(dispute, APPEAL, now=now, act="appeal to staff", actor=actor)
        return
    for party in dispute.parties:
        party.done_at = party.confirmed_at = party.confirmed_digest = None
    closes_at = window_end(policy, Window.APPEAL_SUBMISSIONS, now)
    enter(dispute, Move("appeal", actor, closes_at), now=now)
    dispute.next_due_at = remind_at(now, closes_at)


def _tell_other(
    dispute: Dispute, side: Side, *, is_joining: bool, now: datetime
) -> None:
    """The other side learns of it; of a second round it is told when that opens."""
    heard_by_staff = dispute.stage == Stage.REFERRED.value
    kind = "appeal.joined" if is_joining else "appeal.opened"
    for party in dispute.parties:
        is_own = party.side == side.value
        if is_own and is_joining:
            continue
        if heard_by_staff and not is_joining:
            # Both were told so by the referral itself.
            continue
        telling.notify_party(
            party,
            "appeal.filed" if is_own else kind,
            now=now,
            expires_at=dispute.stage_closes_at,
            once=side.value,
        )
