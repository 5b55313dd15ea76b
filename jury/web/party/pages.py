"""A side's disputes, and the one page on which a dispute is followed."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from jury import clock
from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.returns import ReturnState
from jury.services.appeal.rehear import may_appeal
from jury.services.appeal.reopen import may_ask_reopening
from jury.services.hearing.inquiry_view import InquiryView, inquiries_of
from jury.services.moderation.send_back import why_sent_back
from jury.services.notices.words import notice_title
from jury.services.reading.casefile import for_party
from jury.services.reading.progress import checklist, tracker
from jury.services.reading.satisfaction import may_say
from jury.services.returning.view import waits_for_side
from jury.services.settlement.offers import may_settle
from jury.services.submissions.extend import extended_until
from jury.services.verdict.doubt import is_doubted
from jury.services.verdict.letter import letter
from jury.services.verdict.rounds import appeal_view
from jury.storage.appeals import list_appeals
from jury.storage.disputes import EVIDENCE, Dispute, list_disputes_of_user
from jury.storage.money.returns import find_open_journey, resends_of, returns_of
from jury.storage.offers import newest_offers_of
from jury.storage.outside.outbox import Notice, list_notices_about
from jury.web import access, appeal_words, case_parts, policy_words, return_words
from jury.web.frame import reader_locale
from jury.web.party import shown
from jury.web.party.offers import find_waiting, waits_for
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.practice import practice_of
from jury.web.party.typed import Typed
from jury.web.standstill import standstill_of
from jury.web.way_steps import steps

blueprint = Blueprint("pages", __name__)


@blueprint.get("")
@access.party
def index() -> ResponseReturnValue:
    """The reader's disputes, newest first."""
    user = access.current_marketplace_user()
    disputes, now = list_disputes_of_user(user.id), clock.now()
    ids = [one.id for one in disputes]
    offered, travelling = newest_offers_of(ids), {**returns_of(ids), **resends_of(ids)}
    rows = []
    for one in disputes:
        side, offer = _side_of(one, user.id), offered.get(one.id)
        at = one.window_time(now)
        waiting = offer if waits_for(offer, side, now=at) else None
        row = travelling.get(one.id)
        is_due = row is not None and waits_for_side(row, side, now=now)
        rows.append(shown.listed(one, side=side, waiting=waiting, is_due=is_due))
    return render_template("party/index.html", rows=rows, now=now)


@blueprint.get("/<dispute_id>")
@access.party
def show(dispute_id: str) -> ResponseReturnValue:
    """The dispute on one page: what to do now, and everything there is."""
    return dispute_page(get_own(dispute_id))


@blueprint.get("/<dispute_id>/done")
@access.party
def ask_done(dispute_id: str) -> ResponseReturnValue:
    """The step before the last word: what was put, and what is still open."""
    own = get_own(dispute_id)
    if not own.may_add:
        raise NotNow
    case = for_party(own.id, own.side, reader_locale())
    written = own.written()
    return render_template(
        "party/done.html",
        **head_of(own),
        case=case,
        open_things=shown.todo(own, case),
        written=written,
        answered=sum(kind.startswith("point:") for kind in written),
        exhibits=shown.own_exhibits(own, case),
    )


def dispute_page(own: OwnDispute, *, typed: Typed | None = None) -> str:
    """The page of a dispute; `typed` stands in its form, with what was refused."""
    case = for_party(own.id, own.side, reader_locale())
    return render_template(
        "party/dispute.html",
        **head_of(own),
        case=case,
        sent_back=why_sent_back(own.dispute),
        typed=typed or Typed(),
        kind_names=shown.kind_names(own),
        todo=shown.todo(own, case),
        waiting=find_waiting(own),
        may_settle=may_settle(own.dispute),
        result=_result(own),
        points=shown.points(own, case),
        written=own.written(),
        other_written=own.written_by_other(),
        own_exhibits=shown.own_exhibits(own, case),
        other_exhibits=shown.other_exhibits(own, case),
        filed=shown.filed(own, request.args.get("filed", "")),
        checklist=checklist(own.dispute, own.side, reader_locale()),
        rungs=case_parts.rungs(case),
        grade=case_parts.grade(case.condition_grade),
        chat=case_parts.chat(case, you=own.side),
        notices=_told(own),
        returning=_returning(own),
        may_reopen=may_ask_reopening(own.dispute, own.side, now=clock.now()),
        practice=practice_of(own),
        may_say=may_say(own.dispute, own.side, now=clock.now()),
        extension=extended_until(own.dispute, own.side, now=clock.now()),
        **_appeals(own),
    )


def _appeals(own: OwnDispute) -> dict[str, Any]:
    """Who has appealed, and whether this side still can."""
    filed = [appeal_view(one, reader_locale()) for one in list_appeals(own.id)]
    return {
        "appeals": {"appeals": filed} if filed else None,
        "ground_names": appeal_words.grounds(),
        "appealing": may_appeal(own.dispute, own.side, now=clock.now()),
    }


def head_of(own: OwnDispute) -> dict[str, Any]:
    """What stands on top of every page of a dispute: the tracker and its times."""
    way = tracker(own.dispute)
    return {
        "own": own,
        "item": shown.item(own.dispute),
        "dispute": own.dispute,
        "stage": own.stage.value,
        "way": way,
        "steps": steps(way),
        "holidays": policy_words.days(way.holidays),
        "still": standstill_of(own.dispute),
        "jury_asked": _asked(own),
        "is_doubted": own.stage is Stage.PRONOUNCED and is_doubted(own.dispute),
        "now": clock.now(),
    }


def _asked(own: OwnDispute) -> InquiryView | None:
    """What the jury waits for, if it does."""
    if own.dispute.stands_for != EVIDENCE:
        return None
    asked = inquiries_of(own.dispute, reader_locale())
    return asked[-1] if asked and asked[-1].is_open else None


def _returning(own: OwnDispute) -> dict[str, Any] | None:
    """Where the goods are, while money waits for them, and whose turn it is."""
    row = find_open_journey(own.id)
    if row is None:
        return None
    return {
        "state": return_words.states_of(row)[ReturnState(row.state)],
        "is_resend": row.sender is Side.SELLER,
        "due_at": row.due_at,
        "is_mine": waits_for_side(row, own.side, now=clock.now()),
    }


def _result(own: OwnDispute) -> dict[str, Any] | None:
    """What was decided and what this side gets of it, once it is pronounced."""
    if own.stage not in {Stage.PRONOUNCED, Stage.FINAL, Stage.CLOSED}:
        return None
    told = letter(own.id, reader_locale())
    if told is None:
        return None
    is_buyer = own.side is Side.BUYER
    return {
        "title": told.outcome.title,
        "minor": told.buyer_minor if is_buyer else told.seller_minor,
        "buyer_minor": told.buyer_minor,
        "seller_minor": told.seller_minor,
        "freight_minor": told.freight_minor,
        "deposit_minor": told.deposit_minor,
        "currency": told.currency,
    }


def _side_of(dispute: Dispute, user_id: int) -> Side:
    return next(Side(one.side) for one in dispute.parties if one.user_id == user_id)


def _told(own: OwnDispute) -> list[tuple[Notice, str]]:
    user = access.current_marketplace_user()
    told = [
        one for one in list_notices_about(user.id, own.id) if one.made_at <= clock.now()
    ]
    return [(one, notice_title(one.kind, reader_locale(), one.params)) for one in told]
