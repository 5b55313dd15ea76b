"""The juror's first page: what to do now, and what became of earlier calls."""

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from jury.domain.eligibility import Code
from jury.domain.lifecycle import UNJUDGED
from jury.domain.part_states import SummonsState
from jury.services.law.lawbook import lawbook
from jury.services.law.rules import rules_of
from jury.services.roster.standing import Standing, standing_of
from jury.storage.service_records import Served, count_by_state, list_served
from jury.web import access
from jury.web.frame import moment, reader_locale
from jury.web.juror import rank_words
from jury.web.juror.calls import ended_words
from jury.web.juror.own import OwnCall
from jury.web.juror.sums import stake

blueprint = Blueprint("home", __name__)


@blueprint.get("")
@access.juror
def show() -> str:
    """The call or seat that waits, past service, own figures, own standing."""
    now = moment()
    served = list_served(access.juror_id())
    standing = standing_of(access.juror_id(), now=now)
    due = [one for one in served if _is_due(one, now=now)]
    return render_template(
        "juror/home.html",
        now=now,
        cap=_cap(standing),
        due=sorted(map(_due, due), key=lambda one: (one["kind"] == "call", one["at"])),
        past=[_past(one) for one in served if one not in due],
        figures=_figures(count_by_state(access.juror_id())),
        barred=_words(standing.barred),
        partly=_words(standing.partly),
        next_words=_next_words(standing),
        is_paused=Code.PAUSED in standing.barred,
        lacks_exam=standing.lacks_exam,
        rank=rank_words.rows(standing),
    )


def _is_due(one: Served, *, now: datetime) -> bool:
    if one.summons.state == SummonsState.SENT:
        return one.dispute.window_time(now) < one.summons.reply_due_at
    if one.summons.state == SummonsState.VOTED:
        return OwnCall(one.summons, one.dispute, one.seat).may_vote_again
    return one.summons.state == SummonsState.ACCEPTED and one.seat is not None


def _due(one: Served) -> dict[str, Any]:
    seated = one.seat is not None
    call = OwnCall(one.summons, one.dispute, one.seat)
    page = "reading.read" if seated else "calls.show"
    return {
        "kind": "seat" if seated else "call",
        "sid": one.summons.id,
        "href": url_for(f"juror.{page}", sid=one.summons.id),
        "title": _title(one),
        **stake(one.dispute),
        "at": call.vote_due_at or one.summons.reply_due_at,
        "is_again": call.may_vote_again,
        "waits": one.summons.draw.is_waiting,
        "seconds_kept": call.seconds_kept,
    }


def _past(one: Served) -> dict[str, Any]:
    """One line of past service; what was decided only after the close."""
    summons, verdict = one.summons, one.verdict
    voted = summons.state == SummonsState.VOTED
    closed = summons.draw.closed_at is not None
    state, draw = SummonsState(summons.state), summons.draw
    words = ended_words(state, draw=draw)["title"]
    if draw.is_void or (verdict and verdict.ended_by in UNJUDGED):
        words = ended_words(state, draw=draw, unopened=True)["title"]
    elif closed and verdict and (voted or summons.opened_at):
        remedy = rules_of(one.dispute).rung(verdict.remedy).title
        words = _("Decided: %(what)s", what=remedy.for_locale(reader_locale()))
    elif voted and closed:
        words = _("The jury came to no decision; a moderator decides")
    return {
        "title": _title(one),
        "title_href": url_for("juror.calls.show", sid=summons.id),
        "words": words,
        "at": summons.sent_at,
    }


def _title(one: Served) -> str:
    return rules_of(one.dispute).reason.title.for_locale(reader_locale())


def _cap(standing: Standing) -> str:
    words: str = _(
        "You were called %(most)s times in the last 24 hours, which is the most that "
        "is asked of anybody in a day. Until that has passed nobody calls you again.",
        most=standing.most_a_day,
    )
    return words if standing.is_full_today else ""


def _next_words(standing: Standing) -> str:
    words: str = (
        _("You are not called at present; the reasons stand further down.")
        if standing.barred
        else _("We tell you when the lot falls on you. You need not look in before.")
    )
    return words


def _figures(counts: dict[SummonsState, int]) -> list[tuple[str, int]]:
    said_no = (SummonsState.DECLINED, SummonsState.RECUSED)
    ready = (SummonsState.RELEASED, SummonsState.REMOVED)
    missed = (SummonsState.EXPIRED, SummonsState.REVOKED)
    return [
        (_("Called"), sum(counts.values())),
        (_("Voted"), counts.get(SummonsState.VOTED, 0)),
        (_("Said no or stepped aside"), sum(counts.get(one, 0) for one in said_no)),
        (_("Not answered in time"), sum(counts.get(one, 0) for one in missed)),
        (_("Was ready, was not needed"), sum(counts.get(one, 0) for one in ready)),
    ]


def _words(codes: tuple[Code, ...]) -> list[str]:
    language = reader_locale()
    return [lawbook().word("eligibility", one).for_locale(language) for one in codes]
