"""The desk's words for tasks: what each is, why it needs a person, what it blocks."""

from flask_babel import gettext as _

from jury.services.moderation.tasks import SCREEN
from jury.storage.desk.tasks import Task
from jury.storage.exhibit_parts import list_pictures
from jury.storage.money.returns import GoodsResend
from jury.web import return_words

KINDS = (
    "screen_exhibit",
    "cover",
    "reported",
    "referred",
    "consent",
    "admit_exhibit",
    "strike",
    "slip",
    "reopen",
    "doubt",
    "return_decision",
    "return_consent",
    "refund_answer",
    "money_consent",
    "verdict_audit",
    "overturned",
    "leaning",
    "mock_review",
    "control_contested",
    "difference",
    "reconciliation_due",
    "sentence",
    "sweep_failed",
    "paused",
)
MONEY = "refund_answer"


def what(kind: str) -> str:
    """The name of a kind of task."""
    names = {
        "screen_exhibit": _("Cover a picture"),
        "cover": _("A side asks to change what is covered"),
        "reported": _("Something shows who somebody is"),
        "referred": _("Decide a dispute"),
        "consent": _("Consent to a colleague's decision"),
        "admit_exhibit": _("Is this evidence new?"),
        "strike": _("Read a text for an appeal"),
        "slip": _("A slip in a verdict"),
        "reopen": _("Reopen a decision by default?"),
        "doubt": _("Does the verdict stand?"),
        "return_decision": _("Decide about a parcel"),
        "return_consent": _("Consent to a decision about a parcel"),
        "refund_answer": _("A payment is stuck"),
        "money_consent": _("Consent to an act on money"),
        "verdict_audit": _("Read a verdict again"),
        "overturned": _("Readers would have decided otherwise"),
        "leaning": _("A figure of the court leans"),
        "mock_review": _("Agree to a practice dispute"),
        "control_contested": _("A control dispute is contested"),
        "difference": _("A payment differs from the list"),
        "reconciliation_due": _("A list of payments is missing"),
        "sentence": _("Read a juror's sentence"),
        "sweep_failed": _("A dispute does not move on"),
        "paused": _("A dispute is paused"),
    }
    return str(names.get(kind, kind))


def why(task: Task) -> str:
    """Why a person has to look at it."""
    if task.kind == "return_decision":
        is_again = task.detail.get("way") == GoodsResend.name
        causes = return_words.causes_again() if is_again else return_words.causes()
        return causes.get(str(task.detail.get("cause", "")), "")
    if task.kind in {"referred", MONEY}:
        return cause(str(task.detail.get("cause", "")))
    if task.kind == SCREEN and _is_not_shown(task):
        return str(_("Jurors cannot be shown it: tell the side what to send instead."))
    reasons = {
        "screen_exhibit": _("No picture is shown before somebody has looked at it."),
        "cover": _("Only a person can weigh privacy against what the jury needs."),
        "reported": _("Somebody who reads it has pointed at it, and others read on."),
        "consent": _("At this sum two people must agree."),
        "money_consent": _("No single person may do this with money."),
        "verdict_audit": _("It was drawn by lot: it shows how often juries are wrong."),
        "overturned": _("Only a person can put an award right."),
        "leaning": _("Only a person can find out why."),
        "mock_review": _("Two people look before anybody practises on it."),
        "control_contested": _("Only a person can tell whether its answer is right."),
        "difference": _("Only a person can find out who is right."),
        "reconciliation_due": _("The marketplace has to be asked for it."),
        "admit_exhibit": _("On appeal only what could not be had before is taken."),
        "strike": _("New jurors must not learn that anything was decided before."),
        "slip": _("Only a person can tell a slip from a wish."),
        "reopen": _("Only a person can tell good cause from an excuse."),
        "doubt": _("An exhibit was struck after the verdict."),
        "return_consent": _("At this sum two people must agree."),
        "sentence": _("The parties read it once it names nobody."),
        "sweep_failed": _("What is due in it has failed several times."),
        "paused": _("Nothing moves it until somebody lets it go on."),
    }
    return str(reasons.get(task.kind, ""))


def _is_not_shown(task: Task) -> bool:
    """Whether it is a file of which nothing can be covered, and so nothing shown."""
    kind = task.detail.get("kind", "picture")
    return kind != "picture" and not list_pictures(task.target)


def cause(code: str) -> str:
    """Why a dispute was referred, or why a payment is stuck."""
    causes = {
        "hung": _("The jury is split evenly, or too few could decide."),
        "no_quorum": _("Too few jurors voted, even after more time."),
        "too_few_eligible": _("There are too few people who may judge it."),
        "refused": _("The marketplace refused to pay."),
        "unknown": _("The marketplace does not know whether it paid."),
        "silent": _("The marketplace has not answered for a day."),
        "no_consent": _("A colleague did not consent to the first decision."),
        "struck": _("Its verdict rested on an exhibit that was struck."),
        "appeal": _("A colleague's decision was appealed."),
        "route_staff": _("The rules send such disputes to staff."),
        "route_expert": _("The rules send such disputes to an expert."),
        "route_rule": _("The rules decide such disputes without a jury."),
    }
    return str(causes.get(code, code))


def blocks(kind: str) -> str:
    """What waits for it."""
    waiting = {
        "screen_exhibit": _("the hearing"),
        "cover": _("the hearing"),
        "reported": _("whoever reads the file next"),
        "admit_exhibit": _("the hearing"),
        "strike": _("the hearing"),
        "slip": _("the correction"),
        "reopen": _("the decision, which becomes final"),
        "referred": _("the verdict"),
        "consent": _("the verdict"),
        "doubt": _("the verdict, which does not become final"),
        "return_decision": _("the payment"),
        "return_consent": _("the payment"),
        "refund_answer": _("the payment"),
        "money_consent": _("what a colleague proposed"),
        "verdict_audit": _("the audit"),
        "overturned": _("a side that may have lost wrongly"),
        "leaning": _("nothing, but it concerns everybody"),
        "mock_review": _("nothing; volunteers have others to read"),
        "control_contested": _("the figures of those who read it"),
        "difference": _("the books"),
        "reconciliation_due": _("the books"),
        "sentence": _("nothing; it joins the letter"),
        "sweep_failed": _("the next step"),
        "paused": _("the whole dispute"),
    }
    return str(waiting.get(kind, ""))
