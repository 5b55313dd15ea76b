"""Goods under way, as the two sides see them: send, look, contest, be heard."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import DisputeError, Invalid, NotFound
from jury.domain.lives.returns import DISPUTED, ReturnState
from jury.domain.uploading import PIECE_BYTES
from jury.refusals import fields_of, sentence_of, status_of
from jury.services.returning import returns
from jury.services.returning.evidence import may_show
from jury.services.returning.rulings import appeal_ruling, may_appeal_ruling
from jury.services.returning.view import ReturnView, return_view, segments_of
from jury.services.returning.words import LENGTH, Words
from jury.services.submissions.exhibits import CAPTION_LENGTH
from jury.storage.base import current_settings
from jury.storage.transaction import transaction
from jury.web import access, return_words
from jury.web.frame import reader_locale
from jury.web.languages import language_of
from jury.web.party import shown
from jury.web.party.filing import accepted, file_posted, return_plan
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import head_of
from jury.web.ways_in import with_asked

blueprint = Blueprint("returning", __name__)

Act = Callable[[datetime], object]
PLACE = "/<dispute_id>/return"


@blueprint.get(PLACE)
@access.party
def show(dispute_id: str) -> ResponseReturnValue:
    """Where the goods are, what to do now, and what both sides say and show."""
    return _page(get_own(dispute_id))


@blueprint.post(PLACE + "/sent")
@access.party
def send(dispute_id: str) -> ResponseReturnValue:
    """Whoever sends names courier and number."""
    own, form = get_own(dispute_id), request.form
    parcel = returns.Parcel(
        courier=form.get("courier", ""), number=form.get("number", "")
    )

    def act(now: datetime) -> None:
        returns.send_goods(dispute_id, own.side, parcel, now=now)

    return _attempt(own, act, _("Thank you. The other side has been told."))


@blueprint.post(PLACE + "/arrived")
@access.party
def receive(dispute_id: str) -> ResponseReturnValue:
    """Whoever gets it says that it has arrived."""
    own = get_own(dispute_id)

    def act(now: datetime) -> None:
        returns.receive_goods(dispute_id, own.side, now=now)

    return _attempt(own, act, _("Please look at it in the time that stands above."))


@blueprint.get(PLACE + "/accept")
@access.party
def ask_accept(dispute_id: str) -> ResponseReturnValue:
    """The step before the money moves."""
    own = get_own(dispute_id)
    return render_template("party/return_accept.html", **head_of(own), back=_view(own))


@blueprint.post(PLACE + "/accept")
@access.party
def accept(dispute_id: str) -> ResponseReturnValue:
    """Whoever got it has looked at it: the money moves as it was decided."""
    own = get_own(dispute_id)

    def act(now: datetime) -> None:
        returns.accept_goods(dispute_id, own.side, now=now)

    return _attempt(own, act, _("Accepted. The marketplace has been told to pay."))


@blueprint.post(PLACE + "/contest")
@access.party
def contest(dispute_id: str) -> ResponseReturnValue:
    """Whoever got it says what is wrong with it."""
    own, ground = get_own(dispute_id), request.form.get("ground", "")
    given = returns.Contest(ground=ground, words=_words())

    def act(now: datetime) -> None:
        returns.contest_goods(dispute_id, own.side, given, now=now)

    return _attempt(own, act, _("A moderator decides. Add pictures below."))


@blueprint.post(PLACE + "/words")
@access.party
def speak(dispute_id: str) -> ResponseReturnValue:
    """A side says what the moderator should know."""
    own, words = get_own(dispute_id), _words()

    def act(now: datetime) -> None:
        returns.speak(dispute_id, own.side, words, now=now)

    return _attempt(own, act, _("Kept. The other side can read it, covered."))


@blueprint.post(PLACE + "/appeal")
@access.party
def appeal(dispute_id: str) -> ResponseReturnValue:
    """The side it went against asks for another moderator."""
    own, words = get_own(dispute_id), _words()

    def act(now: datetime) -> None:
        appeal_ruling(dispute_id, own.side, words, now=now)

    return _attempt(own, act, _("Another moderator decides. Nothing is paid before."))


@blueprint.post(PLACE + "/exhibits")
@access.party
def file(dispute_id: str) -> ResponseReturnValue:
    """One picture of the parcel, or of what was in it."""
    own = get_own(dispute_id)
    try:
        file_posted(own, return_plan(request.form))
    except NotFound:
        raise
    except DisputeError as refusal:
        errors = fields_of(refusal) or {"file": sentence_of(refusal)}
        return _page(get_own(dispute_id), errors=errors), status_of(refusal)
    return redirect(_place(dispute_id, "evidence"), 303)


def _attempt(own: OwnDispute, act: Act, told: str) -> ResponseReturnValue:
    """Do it in one transaction; a refused field comes back with what was typed."""
    dispute_id = own.id
    try:
        with transaction(lock=dispute_id) as now:
            act(now)
    except Invalid as refusal:
        return _page(get_own(dispute_id), errors=fields_of(refusal)), 422
    flash(told, "good")
    return redirect(_place(dispute_id), 303)


def _place(dispute_id: str, anchor: str | None = None) -> str:
    return url_for("party.returning.show", dispute_id=dispute_id, _anchor=anchor)


def _words() -> Words:
    text = request.form.get("text", "")
    return Words(text, language_of(text))


def _view(own: OwnDispute) -> ReturnView:
    view = return_view(own.dispute, reader_locale(), reader=own.side)
    if view is None:
        raise NotFound
    return view


def _page(own: OwnDispute, *, errors: dict[str, str] | None = None) -> str:
    view, now = _view(own), clock.now()
    state = ReturnState(view.row.state)
    tiles = [shown.tile(own, one) for one in view.exhibits]
    return render_template(
        "party/return.html",
        **head_of(own),
        back=view,
        state=state.value,
        state_name=return_words.states_of(view.row)[state],
        is_late=view.row.due_at is not None and view.row.due_at <= now,
        grounds=return_words.grounds_of(view.row),
        ground_names=dict(return_words.grounds_of(view.row)),
        bearer=return_words.bearers().get(view.row.freight_bearer, ""),
        parts=segments_of(own.dispute, view.row),
        where_to=_where_to(own),
        tiles=tiles,
        may_show=may_show(own.dispute),
        may_speak=state in DISPUTED,
        may_appeal=may_appeal_ruling(own.id, own.side, now=now),
        errors=errors or {},
        typed=request.form.to_dict() if errors else {},
        lengths=_lengths(),
        accept=accepted(),
        piece=PIECE_BYTES,
    )


def _lengths() -> dict[str, Any]:
    return {
        "words": LENGTH,
        "caption": CAPTION_LENGTH,
        "courier": returns.COURIER_LENGTH,
        "number": returns.NUMBER_LENGTH,
    }


def _where_to(own: OwnDispute) -> str:
    """The marketplace's own page with the address; nobody else may show one."""
    address = current_settings().marketplace_return_url
    return with_asked(address, "order", own.dispute.order_ref) if address else ""
