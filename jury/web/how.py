"""How a dispute runs, told from the tables that make it run.

Every stage, act and condition on the page is a row of `jury.domain.lifecycle`, so the
page cannot promise what the court does not do; only the words stand here.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _

from jury.domain.errors import N_
from jury.domain.lifecycle import DISPUTE, Row, Stage, State, Table, Who
from jury.domain.lives.inquiries import INQUIRY, InquiryState
from jury.domain.lives.part_states import ExhibitState, RefundState, SummonsState
from jury.domain.lives.parts import EXHIBIT, REFUND, SUMMONS
from jury.domain.lives.resends import RESEND
from jury.domain.lives.returns import RETURN, ReturnState
from jury.domain.policy import Policy
from jury.domain.settlement import OFFER, OfferState
from jury.services.law.adoption import law_in_force
from jury.services.law.lawbook import lawbook
from jury.web import access
from jury.web.frame import reader_locale

blueprint = Blueprint("how", __name__)

WHO: Mapping[Who, str] = {
    Who.MARKETPLACE: N_("the marketplace"),
    Who.PARTY: N_("buyer or seller"),
    Who.JUROR: N_("a juror"),
    Who.MODERATOR: N_("a moderator"),
    Who.ADMINISTRATOR: N_("an administrator"),
    Who.SWEEP: N_("the clock"),
}
# The name of each stage, and what happens in it.
STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.SUBMISSIONS: (
        N_("Both sides put their case"),
        N_(
            "Buyer and seller tell what happened, answer the same few questions, "
            "answer each other once, and show what they have."
        ),
    ),
    Stage.SCREENING: (
        N_("Personal details are covered"),
        N_(
            "Names, numbers and addresses disappear from texts and pictures. Each side "
            "sees what jurors will see and may ask for more cover."
        ),
    ),
    Stage.HEARING: (
        N_("The jury reads and votes"),
        N_(
            "Ordinary users are drawn by lot. They read the whole file, then vote in "
            "secret. Until the vote has closed nobody can see how it stands."
        ),
    ),
    Stage.PRONOUNCED: (
        N_("The verdict; the money is still held"),
        N_(
            "Both sides get a letter: what was decided, the sum, how the jury voted "
            "and why."
        ),
    ),
    Stage.FINAL: (
        N_("Payment"),
        N_(
            "Goods that were awarded go back first. Then the marketplace is told once, "
            "and answers whether the money has moved."
        ),
    ),
    Stage.CLOSED: (
        N_("Closed"),
        N_("Nothing is owed any more. The record stays, and can be checked."),
    ),
    Stage.REFERRED: (
        N_("A moderator decides"),
        N_("What a jury cannot decide, a person on staff does, with a written reason."),
    ),
}
# Names by table: the same word means something else in another.
OFFER_STATES: Mapping[StrEnum, str] = {
    OfferState.OPEN: N_("open"),
    OfferState.ACCEPTED: N_("accepted"),
    OfferState.DECLINED: N_("declined"),
    OfferState.WITHDRAWN: N_("taken back"),
    OfferState.REPLACED: N_("replaced by the next offer"),
    OfferState.LAPSED: N_("expired"),
}
REFUND_STATES: Mapping[StrEnum, str] = {
    RefundState.HELD: N_("held"),
    RefundState.INSTRUCTED: N_("payment instructed"),
    RefundState.ACKNOWLEDGED: N_("payment confirmed"),
    RefundState.REFUSED: N_("payment refused"),
    RefundState.WRITTEN_OFF: N_("written off"),
}
EXHIBIT_STATES: Mapping[StrEnum, str] = {
    ExhibitState.PROPOSED: N_("filed on appeal"),
    ExhibitState.FILED: N_("filed"),
    ExhibitState.RELEASED: N_("shown to jurors"),
    ExhibitState.WITHHELD: N_("not shown"),
    ExhibitState.STRUCK: N_("struck"),
    ExhibitState.SUPERSEDED: N_("replaced"),
}
SUMMONS_STATES: Mapping[StrEnum, str] = {
    SummonsState.SENT: N_("called"),
    SummonsState.ACCEPTED: N_("has a seat"),
    SummonsState.VOTED: N_("has voted"),
    SummonsState.DECLINED: N_("said no"),
    SummonsState.RECUSED: N_("stepped aside"),
    SummonsState.EXPIRED: N_("did not answer"),
    SummonsState.REVOKED: N_("seat given on"),
    SummonsState.REMOVED: N_("may not judge it"),
    SummonsState.RELEASED: N_("no longer needed"),
}
INQUIRY_STATES: Mapping[StrEnum, str] = {
    InquiryState.ASKED: N_("asked for"),
    InquiryState.ANSWERED: N_("answered; being covered"),
    InquiryState.SHOWN: N_("shown to the jury"),
    InquiryState.UNANSWERED: N_("no answer came"),
    InquiryState.DROPPED: N_("no longer needed after all"),
}
RETURN_STATES: Mapping[StrEnum, str] = {
    ReturnState.DUE: N_("to be sent back"),
    ReturnState.SENT: N_("on its way back"),
    ReturnState.MISSING: N_("missing"),
    ReturnState.RECEIVED: N_("arrived"),
    ReturnState.CONTESTED: N_("contested by the seller"),
    ReturnState.DECIDED: N_("decided by a moderator"),
    ReturnState.ACCEPTED: N_("accepted; the money moves"),
    ReturnState.REFUSED: N_("does not count as returned"),
    ReturnState.LAPSED: N_("not sent in time"),
}
RESEND_STATES: Mapping[StrEnum, str] = {
    ReturnState.DUE: N_("to be sent to the buyer"),
    ReturnState.SENT: N_("on its way to the buyer"),
    ReturnState.MISSING: N_("missing"),
    ReturnState.RECEIVED: N_("arrived"),
    ReturnState.CONTESTED: N_("contested by the buyer"),
    ReturnState.DECIDED: N_("decided by a moderator"),
    ReturnState.ACCEPTED: N_("accepted; the money moves"),
    ReturnState.REFUSED: N_("does not count as delivered"),
    ReturnState.LAPSED: N_("not sent in time"),
}
TABLES: tuple[tuple[Table[Any], str, Mapping[StrEnum, str]], ...] = (
    (REFUND, N_("The money"), REFUND_STATES),
    (RETURN, N_("The return of the goods"), RETURN_STATES),
    (RESEND, N_("Goods sent to the buyer again"), RESEND_STATES),
    (EXHIBIT, N_("A piece of evidence"), EXHIBIT_STATES),
    (SUMMONS, N_("The call to a juror"), SUMMONS_STATES),
    (INQUIRY, N_("What a jury asks for"), INQUIRY_STATES),
    (OFFER, N_("An offer to settle"), OFFER_STATES),
)
PROMISES: tuple[tuple[str, str], ...] = (
    (
        N_("Nobody chooses the jury."),
        N_(
            "The list of users, the rules and a sealed number are published before the "
            "lot is drawn; the marketplace adds a number of its own. Your dispute "
            "links to the draw, and `flask verify-draw` computes it again."
        ),
    ),
    (
        N_("A vote is secret, counts once and is final."),
        N_(
            "Before the close nobody sees a count, staff included. Every juror keeps a "
            "receipt, and all receipts stand in the log once the vote has closed."
        ),
    ),
    (
        N_("Jurors learn no names, and nobody learns who judged."),
        N_(
            "Each side sees exactly what jurors see before they see it. No picture is "
            "shown that a moderator has not looked at."
        ),
    ),
    (
        N_("The money moves once, and by the sum of the verdict or the settlement."),
        N_(
            "It stays held until the decision is final. Every movement is booked "
            "twice, and `flask ledger check` adds it all up."
        ),
    ),
    (
        N_("Nothing is changed afterwards."),
        N_(
            "Each entry of the log seals the one before it, and its last seal is kept "
            "outside. `flask verify-log` finds any change."
        ),
    ),
    (
        N_("The rules of the first day stay the rules."),
        N_(
            "They are stored with the dispute when it begins. A new rule counts for "
            "new disputes alone."
        ),
    ),
)


@blueprint.get("/how")
@access.public
def show() -> str:
    """All stages with their ways out, what follows the money, and the promises."""
    return render_template(
        "public/how.html",
        stages=[stage_part(stage) for stage in STAGES],
        way=main_way(),
        tables=[table_part(*one) for one in TABLES],
        promises=promises(),
    )


def main_way() -> list[dict[str, str]]:
    """The stages of a dispute that nobody has to step into, in order."""
    stage, way = Stage.SUBMISSIONS, []
    while True:
        way.append({"key": stage.value, "name": _(STAGES[stage][0])})
        ways_out = [row.to for row in DISPUTE.acts_at(stage) if row.to is not stage]
        if stage is Stage.CLOSED:
            return way
        stage = ways_out[0]


def stage_part(stage: Stage) -> dict[str, Any]:
    """One stage in words, with every row of the table that leads on from it."""
    name, what = STAGES[stage]
    return {
        "key": stage.value,
        "name": _(name),
        "what": _(what),
        "hours": _hours(stage),
        "rows": [
            {
                "when": _(row.condition),
                "who": " / ".join(_(WHO[who]) for who in row.may),
                "to": _(STAGES[row.to][0]),
                "to_key": row.to.value,
                "stays": row.to is stage,
            }
            for row in DISPUTE.acts_at(stage)
        ],
    }


def promises() -> list[dict[str, str]]:
    """What is promised, and how to check it."""
    return [{"promise": _(promise), "check": _(check)} for promise, check in PROMISES]


def panel_sizes() -> list[dict[str, Any]]:
    """How many jurors sit, by the policies in force."""
    locale = reader_locale()
    return [
        {"title": policy.title.for_locale(locale), "seats": policy.seats}
        for policy in sorted(
            law_in_force(lawbook()).policies, key=lambda one: one.seats
        )
    ]


def _hours(stage: Stage) -> tuple[int, int] | None:
    """The shortest and the longest window of a stage among the policies in force."""
    windows = [_window(policy, stage) for policy in law_in_force(lawbook()).policies]
    hours = [window for window in windows if window]
    return (min(hours), max(hours)) if hours else None


def _window(policy: Policy, stage: Stage) -> int:
    return {
        Stage.SUBMISSIONS: policy.windows.submissions_hours,
        Stage.SCREENING: policy.windows.screening_hours,
        Stage.HEARING: policy.windows.hearing_hours,
        Stage.PRONOUNCED: policy.windows.pronounced_hours,
        Stage.REFERRED: policy.windows.referred_hours,
    }.get(stage, 0)


def table_part(
    table: Table[Any], title: str, names: Mapping[StrEnum, str]
) -> dict[str, Any]:
    """One of the other tables in words."""
    return {"title": _(title), "rows": [_row_part(row, names) for row in table.rows]}


def _row_part(row: Row[State], names: Mapping[StrEnum, str]) -> dict[str, str]:
    return {
        "at": _(names[row.at]),
        "when": _(row.condition),
        "who": " / ".join(_(WHO[who]) for who in row.may),
        "to": _(names[row.to]),
    }
