"""The juror's first page: what to do now, and what became of earlier calls."""

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from jury.domain.eligibility import Code
from jury.domain.lives.part_states import SummonsState
from jury.services.law.lawbook import lawbook
from jury.services.roster.standing import Standing, standing_of
from jury.storage.jurors.service_records import count_by_state
from jury.web import access
from jury.web.frame import moment, reader_locale
from jury.web.juror import rank_words
from jury.web.juror.calls import ended_words
from jury.web.juror.lookup import Listed, list_own_calls
from jury.web.juror.own import OwnCall
from jury.web.juror.sums import stake

blueprint = Blueprint("home", __name__)


@blueprint.get("")
@access.juror
def show() -> str:
    """The call or seat that waits, past service, own figures, own standing."""
    now = moment()
    served = list_own_calls()
    standing = standing_of(access.juror_id(), now=now)
    due = [one for one in served if _is_due(one.call, now=now)]
    return render_template(
        "juror/home.html",
        now=now,
        cap=_cap(standing),
        due=sorted(
            (_due(one.call) for one in due),
            key=lambda one: (one["kind"] == "call", one["at"]),
        ),
        past=[_past(one) for one in served if one not in due],
        figures=_figures(count_by_state(access.juror_id())),
        barred=_words(standing.barred),
        partly=_words(standing.partly),
        next_words=_next_words(standing),
        is_paused=Code.PAUSED in standing.barred,
        lacks_exam=standing.lacks_exam,
        rank=rank_words.rows(standing),
    )


def _is_due(call: OwnCall, *, now: datetime) -> bool:
    return call.is_answerable(now) or call.is_seated


def _due(call: OwnCall) -> dict[str, Any]:
    page = "reading.read" if call.is_seated else "calls.show"
    return {
        "kind": "seat" if call.is_seated else "call",
        "sid": call.sid,
        "href": url_for(f"juror.{page}", sid=call.sid),
        "title": _title(call),
        **stake(call),
        "at": call.vote_due_at or call.reply_due_at,
        "is_again": call.may_vote_again,
        "waits": call.is_waiting,
        "seconds_kept": call.seconds_kept,
    }


def _past(one: Listed) -> dict[str, Any]:
    """One line of past service; what was decided only after the close."""
    call = one.call
    words = ended_words(call)["title"]
    if call.is_void or one.is_unjudged:
        words = ended_words(call, unopened=True)["title"]
    elif one.remedy and call.may_read_outcome:
        remedy = call.rules.rung(one.remedy).title
        words = _("Decided: %(what)s", what=remedy.for_locale(reader_locale()))
    elif call.state is SummonsState.VOTED and call.has_closed:
        words = _("The jury came to no decision; a moderator decides")
    return {
        "title": _title(call),
        "title_href": url_for("juror.calls.show", sid=call.sid),
        "words": words,
        "at": call.sent_at,
    }


def _title(call: OwnCall) -> str:
    return call.rules.reason.title.for_locale(reader_locale())


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
