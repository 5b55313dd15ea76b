"""The lines of the audit log as sentences: what happened, and who did it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from jury.domain.errors import N_
from jury.domain.lifecycle import SEND_BACK, UNJUDGED
from jury.services.reading.record import RecordEntry
from jury.services.settlement.offers import EXPIRED
from jury.web.desk import (
    act_sentences,
    asked_sentences,
    money_sentences,
    practice_sentences,
    return_sentences,
)
from jury.web.desk.words import cause

Payload = Mapping[str, Any]
Words = Callable[[Payload], str]

# Moves that a person decides; every other one the court makes by its own rules.
_DECIDED = {"extend", "pronounce", "reopen", "reverse", "set aside", "settle"}
_DECIDED |= {"withdraw", *(row.act for row in SEND_BACK.values())}


def what(entry: RecordEntry, exhibits: Mapping[str, int]) -> str:
    """What happened, as a sentence; the bare code when it is not known here.

    `exhibits` gives the number of every exhibit by its id.
    """
    number = exhibits.get(entry.payload.get("exhibit", ""))
    if _is_move(entry):
        return _moved(entry.payload)
    if entry.action in _TELLERS:
        return _TELLERS[entry.action]({"number": number, **entry.payload})
    sentence = _SENTENCES.get(entry.action, entry.action)
    counted = ("rank", "attempt", "number")
    rank = next((entry.payload[one] for one in counted if one in entry.payload), "")
    return str(_(sentence, no=number or rank))


def who(actor: str, names: Mapping[int, str]) -> str:
    """Who did it, by role; staff by name."""
    kind, _sep, key = actor.partition(":")
    if kind == "staff":
        name = names.get(int(key), key) if key.isdigit() else key
        return str(_("Moderator %(name)s", name=name))
    if kind == "party":
        return _side(key)
    roles = {
        "key": _("Marketplace"),
        "sweep": _("By the clock"),
        "juror": _("A juror"),
        "operator": _("Operator"),
        "court": _("The court"),
    }
    return str(roles.get(kind, actor))


def is_courts(entry: RecordEntry) -> bool:
    """Whether the court moved the dispute on by itself, whoever acted last."""
    return _is_move(entry) and entry.payload["act"] not in _DECIDED


def because(entry: RecordEntry, names: Mapping[int, str]) -> str:
    """What led the court to move a dispute on, when somebody's act did."""
    told = {
        ("complete submissions", "party:buyer"): _("Because the buyer is done too."),
        ("complete submissions", "party:seller"): _("Because the seller is done too."),
        ("decide by rule", "party:buyer"): _("Because the buyer is done too."),
        ("decide by rule", "party:seller"): _("Because the seller is done too."),
        ("complete screening", "party:buyer"): _("Because the buyer confirmed."),
        ("complete screening", "party:seller"): _("Because the seller confirmed."),
    }
    if entry.actor.startswith("staff:"):
        return str(
            _(
                "Because %(who)s had checked the last of it.",
                who=who(entry.actor, names),
            )
        )
    if entry.payload["act"] in {"appeal", "appeal to staff"}:
        return str(_("Because a side appealed."))
    if entry.payload["act"] == "close" and entry.actor.startswith("key:"):
        return str(_("Because the marketplace has paid."))
    return str(told.get((entry.payload["act"], entry.actor), ""))


def _is_move(entry: RecordEntry) -> bool:
    return entry.action.startswith("dispute.") and "act" in entry.payload


def subject_name(subject: str) -> str:
    """The name of a kind of lines."""
    names = {
        "dispute": _("Stages"),
        "statement": _("Statements"),
        "exhibit": _("Evidence"),
        "submissions": _("Statements and evidence are closed"),
        "preview": _("Preview"),
        "screening": _("Reminders"),
        "cover": _("Wishes for more cover, or less"),
        "text": _("Covered texts"),
        "task": _("Desk"),
        "panel": _("Draw"),
        "poll": _("Vote"),
        "summons": _("Summonses"),
        "juror": _("Who may not judge"),
        "ballot": _("Ballots"),
        "seat": _("Seats"),
        "sentence": _("Jurors' sentences"),
        "appeal": _("Appeals"),
        "verdict": _("Corrections"),
        "slip": _("Slips"),
        "reopening": _("Reopening"),
        "refund": _("Money"),
        "return": _("The return"),
        **money_sentences.subjects(),
        **asked_sentences.subjects(),
        "referral": _("Referral"),
        "sweep": _("Failures"),
        "offer": _("Offers to settle"),
        "staff_decision": _("Decision of staff"),
    }
    return str(names.get(subject, subject))


def _side(side: str) -> str:
    return str({"buyer": _("Buyer"), "seller": _("Seller")}.get(side, side))


def _moved(told: Payload) -> str:
    """A change of stage: what led to it, and where the dispute stands now."""
    why = cause(str(told.get("cause", "")))
    acts = {
        "complete submissions": _("Both sides are done; covering begins."),
        "close submissions": _("The time to write has passed; covering begins."),
        "complete screening": _(
            "Everything is released or withheld; the hearing begins."
        ),
        "close screening": _(
            "The time to check has passed; what was not released is withheld, and the "
            "hearing begins."
        ),
        "close poll": _("The vote has closed and the verdict is pronounced."),
        "extend poll": _("Short of quorum: the vote goes on once."),
        "refer": _("Referred to the moderators. %(why)s", why=why),
        "make final": _("The verdict is final."),
        "close": _("Closed: nothing is owed any more."),
        "appeal": _("Appealed: other jurors hear it anew."),
        "appeal to staff": _("Appealed: another moderator decides."),
        "pronounce": _("A moderator pronounces."),
        "decide by default": _("Decided by default: the other side said nothing."),
        "decide by rule": _("Decided by a rule, from the facts of the order."),
        "extend": _("asks for more time; both sides have it"),
        "reopen": _("reopens the dispute; the decision by default no longer counts"),
        **act_sentences.sent_back(),
        "set aside": _("The verdict no longer counts; staff decide anew."),
        "void poll": _("Another jury is drawn, and has the whole time."),
        "settle": _("accepts what the other side offered; the dispute is settled"),
        "withdraw": _("withdraws the dispute"),
        "reverse": _("changes what was awarded"),
    }
    return str(acts.get(str(told["act"]), told["act"]))


def _statement(told: Payload) -> str:
    kind = str(told.get("kind", ""))
    if kind.startswith("point:"):
        number = kind.partition(":")[2]
        said = _("answers point %(no)s", no=number)
    else:
        kinds = {
            "case": _("puts the case"),
            "answer": _("answers the other side"),
            "addition": _("adds a text on appeal"),
        }
        said = kinds[kind]
    version = int(told.get("version", 1))
    return str(
        said if version == 1 else _("%(said)s, version %(no)s", said=said, no=version)
    )


def _filed(told: Payload) -> str:
    kinds = {"picture": _("picture"), "pdf": "PDF", "video": _("video")}
    kinds["audio"] = _("recording")
    return str(
        _(
            "files exhibit %(no)s, version %(version)s (%(kind)s)",
            no=told.get("number"),
            version=told.get("version"),
            kind=kinds.get(str(told.get("kind")), told.get("kind")),
        )
    )


def _released(told: Payload) -> str:
    boxes = int(told.get("boxes") or 0)
    return str(
        ngettext(
            "releases exhibit %(no)s with %(num)d place covered",
            "releases exhibit %(no)s with %(num)d places covered",
            boxes,
            no=told.get("number"),
        )
    )


def _answered(told: Payload) -> str:
    answers = {
        "executed": _("answers: paid"),
        "refused": _("refuses to pay: %(code)s", code=told.get("code")),
        "unknown": _("does not know whether it paid"),
    }
    return str(answers.get(str(told.get("answer")), told.get("answer")))


def _drawn(told: Payload) -> str:
    if not told.get("nonce"):
        return str(_("The jury is drawn, without a number from the marketplace."))
    return str(_("The jury is drawn."))


def _vote_closed(told: Payload) -> str:
    if told.get("outcome") in UNJUDGED:
        return str(_("The vote ends with the dispute; no ballot is ever opened."))
    return str(_("The vote is closed and counted."))


def _offer_lapsed(told: Payload) -> str:
    if told.get("cause") == EXPIRED:
        return str(_("Offer %(no)s expires unanswered.", no=told.get("number")))
    return str(_("Offer %(no)s ends with the dispute.", no=told.get("number")))


_TELLERS: Mapping[str, Words] = {
    "poll.closed": _vote_closed,
    "offer.lapsed": _offer_lapsed,
    "statement.written": _statement,
    "exhibit.filed": _filed,
    "exhibit.released": _released,
    "refund.answered": _answered,
    "payment.answered": _answered,
    "panel.drawn": _drawn,
    **asked_sentences.TELLERS,
}

# Lines that say always the same; %(no)s is an exhibit, a rank, an attempt, an offer.
_SENTENCES: Mapping[str, str] = {
    **act_sentences.SENTENCES,
    **return_sentences.SENTENCES,
    "dispute.admitted": N_("The dispute is admitted."),
    "pronouncement.proposed": N_("decides, and asks a colleague to consent"),
    "consent.refused": N_("does not consent to the decision"),
    "dispute.lengthened": N_(
        "The court was out of order; the open window is longer by as much."
    ),
    "exhibit.admitted": N_("takes exhibit %(no)s, which could not be had before"),
    "exhibit.not_admitted": N_("leaves exhibit %(no)s out"),
    "text.passed": N_("has read a text for the appeal"),
    "text.lifted": N_("shows a struck text again"),
    "appeal.filed": N_("appeals"),
    "appeal.joined": N_("appeals too"),
    "appeal.reminded": N_("Both sides are told that the verdict becomes final soon."),
    "reopening.asked": N_("asks for the dispute to be reopened"),
    "reopening.refused": N_("finds no good cause; the decision stands"),
    "satisfaction.said": N_("says how content it is"),
    "slip.asked": N_("says that the verdict has a slip"),
    "slip.refused": N_("finds no slip; the verdict stays"),
    "verdict.corrected": N_("corrects a slip in the verdict"),
    "exhibit.reopened": N_("takes the decision on exhibit %(no)s back"),
    "submissions.done": N_("says it is done"),
    "submissions.reminded": N_("Whoever was silent is reminded."),
    "screening.reminded": N_("Whoever had not confirmed is reminded."),
    "preview.confirmed": N_("confirms what jurors will see"),
    "cover.asked": N_("asks for more cover"),
    "cover.refused": N_("leaves it as it is"),
    "task.taken": N_("takes a task"),
    "redaction.left": N_("Exhibit %(no)s is left to a person; it was not clear."),
    "original.opened": N_("looks at exhibit %(no)s as it was sent"),
    "case.exported": N_("takes the dispute out as a file, its votes opened"),
    "key.made": N_("Files of the dispute lie under a key of its own from now on."),
    "task.left": N_("puts a task back"),
    "panel.committed": N_("The draw is committed, before its number is known."),
    "refund.instructed": N_("The marketplace is told to pay, attempt %(no)s."),
    "sweep.failed": N_("What is due has failed several times; a person is asked."),
    "referral.overdue": N_("The moderators are reminded."),
    "offer.made": N_("makes offer %(no)s to the other side"),
    "offer.declined": N_("declines offer %(no)s"),
    "offer.withdrawn": N_("takes offer %(no)s back"),
    "staff_decision.reported": N_("reports what staff decided"),
    **money_sentences.SENTENCES,
    **asked_sentences.SENTENCES,
    **practice_sentences.SENTENCES,
}
