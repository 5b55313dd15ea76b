"""The demo: be anybody in a dispute, and move the clock; in a sandbox only."""

import time
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Flask, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from jury import clock
from jury.domain.errors import N_, Invalid, NotFound, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.redaction import render
from jury.services import sweep
from jury.services.law.rules import rules_of
from jury.services.moderation.tasks import list_screening
from jury.services.playing import sandbox
from jury.services.playing.sandbox import Part
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, list_redacted
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import moment, reader_locale
from jury.web.how import STAGES
from jury.web.sessions import begin, safe_path
from jury.web.wording import word as _

blueprint = Blueprint("demo", __name__)

# How many disputes the demo plays in, and which of them lacks one vote.
WHOLE = 8
ONE_SHORT = f"{sandbox.DEMO_PREFIX}1-"
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
# The same where machines have covered everything, and nothing waits for a moderator.
ALL_COVERED = {
    Side.BUYER: (
        Part.BUYER,
        N_(
            "Everything is covered. Check as the buyer what jurors will see, "
            "and confirm."
        ),
    ),
    Side.SELLER: (
        Part.SELLER,
        N_(
            "Everything is covered. Check as the seller what jurors will see, "
            "and confirm."
        ),
    ),
}
# A moved clock makes much due; whoever moved it wants to see what came of it.
PATIENCE_SECONDS = 4.0

PARTS = {
    Part.BUYER: N_("Buyer"),
    Part.SELLER: N_("Seller"),
    Part.JUROR: N_("Juror"),
    Part.MODERATOR: N_("Moderator"),
}
# Who has something to do at a stage, and what there is to see.
HINTS: dict[Stage, tuple[Part, str]] = {
    Stage.SUBMISSIONS: (
        Part.SELLER,
        N_("Both sides are putting their case. Answer as the seller, add a picture."),
    ),
    Stage.SCREENING: (
        Part.MODERATOR,
        N_("Pictures wait: cover what is personal, then release them."),
    ),
    Stage.HEARING: (
        Part.JUROR,
        N_("The jury has just been called. Take a seat and read the file."),
    ),
    Stage.PRONOUNCED: (
        Part.SELLER,
        N_("Decided; the money is still held. Read the letter as either side."),
    ),
    Stage.FINAL: (
        Part.BUYER,
        N_(
            "Final, but the marketplace has not said yet whether the money moved. Read "
            "the letter as the buyer. For a stuck payment, move the clock by a day, "
            "then be the moderator."
        ),
    ),
    Stage.CLOSED: (
        Part.BUYER,
        N_("Decided and paid. Read the letter, and how the jury was drawn."),
    ),
    Stage.REFERRED: (
        Part.MODERATOR,
        N_("The jury was split in two halves. A person on staff decides now."),
    ),
}


def init_app(app: Flask) -> None:
    """Register the demo, and its bar on every page."""
    app.register_blueprint(blueprint)
    app.context_processor(_bar)


def tour() -> dict[str, Any]:
    """The disputes of the demo, each with who may be played and what to see."""
    now = clock.now()
    disputes = sandbox.list_demo_disputes()
    scenes = [_scene(dispute, now=now) for dispute in disputes]
    first = next((one for one in scenes if one["is_one_short"]), None)
    return {"scenes": scenes, "first": first, "whole": len(scenes) >= WHOLE}


@blueprint.post("/demo/become")
@access.public
def become() -> ResponseReturnValue:
    """Sign in as somebody who plays a part in a dispute."""
    dispute_id, wish = request.form.get("dispute", ""), request.form.get("part", "")
    if wish not in set(Part):
        raise NotFound
    part = Part(wish)
    person = sandbox.find_person(dispute_id, part, now=clock.now())
    if person is None:
        raise NotNow(N_("Nobody plays this part in this dispute at present."))
    begin(person.session_key)
    session["demo"] = {"dispute": dispute_id, "part": part.value}
    return redirect(person.path, 303)


@blueprint.post("/demo/clock")
@access.public
def move_clock() -> ResponseReturnValue:
    """Move the sandbox clock, and wait a moment for what comes due."""
    by = _step(request.form.get("step", ""))
    with transaction() as now:
        sandbox.advance_clock(by, actor="demo", now=now)
    _wait_for_sweeper()
    return redirect(safe_path(request.form.get("back")) or "/", 303)


@blueprint.get("/components")
@access.public
def components() -> str:
    """Every part of the pages with made-up content."""
    return render_template("components.html", now=clock.now())


def _step(wish: str) -> timedelta:
    if wish in STEPS:
        return STEPS[wish]
    if wish != "deadline":
        raise Invalid({"step": N_("There is no such step.")})
    now = clock.now()
    chosen = session.get("demo", {}).get("dispute", "")
    ends_at = sandbox.find_next_deadline(now, dispute_id=chosen)
    ends_at = ends_at or sandbox.find_next_deadline(now)
    if ends_at is None:
        raise NotNow(N_("There is no deadline ahead."))
    return ends_at - now + timedelta(seconds=1)


def _wait_for_sweeper() -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while sweep.list_due(clock.now(), limit=1) and time.monotonic() < until:
        current_session().rollback()
        time.sleep(0.1)


def _scene(dispute: Dispute, *, now: datetime) -> dict[str, Any]:
    stage = Stage(dispute.stage)
    main, hint = _hint(dispute, stage)
    is_one_short = dispute.refund_ref.startswith(ONE_SHORT)
    if is_one_short and stage is Stage.HEARING:
        hint = N_("One vote is missing. Give it, move the clock, read the verdict.")
    return {
        "id": dispute.id,
        "title": _title(dispute),
        "lang": dispute.language,
        "reason": rules_of(dispute).reason.title.for_locale(reader_locale()),
        "stage": _(STAGES[stage][0]),
        "stage_key": stage.value,
        "asked_minor": dispute.asked_minor,
        "currency": dispute.currency,
        "hint": _(hint),
        "is_one_short": is_one_short,
        "parts": [
            {"value": part.value, "label": _(PARTS[part]), "main": part is main}
            for part in Part
            if sandbox.find_person(dispute.id, part, now=now)
        ],
    }


def _hint(dispute: Dispute, stage: Stage) -> tuple[Part, str]:
    if stage is Stage.SCREENING and not list_screening(dispute.id):
        has_buyer_confirmed = dispute.party(Side.BUYER).confirmed_at is not None
        return ALL_COVERED[Side.SELLER if has_buyer_confirmed else Side.BUYER]
    return HINTS[stage]


def _title(dispute: Dispute) -> str:
    line = list_redacted(dispute.id).get("line:1")
    return render(line.template, reader_locale()) if line else dispute.order_ref


def _bar() -> dict[str, Any]:
    """What the bar on top of every page shows."""
    playing = session.get("demo") or {}
    part = playing.get("part")
    is_in = bool(current_user and current_user.is_authenticated)
    return {
        "demo": {
            "you": _(PARTS[Part(part)]) if is_in and part in set(Part) else "",
            "dispute": playing.get("dispute", "") if is_in else "",
            "now": moment(),
            "back": request.full_path.rstrip("?"),
            "parts": [(part.value, _(words)) for part, words in PARTS.items()]
            if playing
            else [],
        }
    }
