"""What people are told, in their language: a title, a body, and where it leads.

Titles and bodies carry no content of a dispute and no names, since they travel by
mail and push. `%(when)s` and the like are filled from the notice's parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import force_locale, format_datetime, gettext

from jury.domain.errors import N_, NotFound
from jury.services.fairness import notices as fairness_notices
from jury.services.notices import (
    of_acts,
    of_appeals,
    of_inquiries,
    of_money,
    of_returns,
    of_silence,
)
from jury.services.notices.of_settlements import SETTLEMENT_KINDS
from jury.services.notices.of_stops import STOP_KINDS
from jury.storage.base import current_settings

Params = Mapping[str, object]

# The parameters that are moments.
TIMES = frozenset({"when", "begins", "ends"})


@dataclass(frozen=True)
class NoticeText:
    """The messages of one kind of notice; `path` is where it leads."""

    title: str
    body: str
    path: str = "/disputes/%(dispute)s"


KINDS: dict[str, NoticeText] = {
    "dispute.admitted": NoticeText(
        N_("A dispute about your order has been opened"),
        N_(
            "Please tell your side by %(when)s. If you do not, the dispute goes on "
            "with what is there."
        ),
    ),
    "submissions.reminder": NoticeText(
        N_("Your side of the dispute is still missing"),
        N_(
            "You can write and add evidence until %(when)s. After that the dispute "
            "goes on with what is there."
        ),
    ),
    "other.spoke": NoticeText(
        N_("The other side has added something"),
        N_("You can read it and answer once, until %(when)s."),
    ),
    "screening.opened": NoticeText(
        N_("Please check what jurors will see"),
        N_(
            "Names, numbers and addresses were covered. Look at the result, ask for "
            "more cover if you need it, and confirm by %(when)s."
        ),
        "/disputes/%(dispute)s/preview",
    ),
    "screening.reminder": NoticeText(
        N_("Please confirm what jurors will see"),
        N_("The jury starts at %(when)s with what has been released by then."),
        "/disputes/%(dispute)s/preview",
    ),
    "exhibit.released": NoticeText(
        N_("Your evidence is ready for the jury"),
        N_("Look at how jurors will see it and confirm."),
        "/disputes/%(dispute)s/preview",
    ),
    "exhibit.withheld": NoticeText(
        N_("A piece of your evidence cannot be shown to the jury"),
        N_("The page says why, and what you can do instead."),
    ),
    "cover.done": NoticeText(
        N_("What is covered was changed, as you asked"),
        N_("Please check the result and confirm."),
        "/disputes/%(dispute)s/preview",
    ),
    "cover.refused": NoticeText(
        N_("Your wish was looked at"),
        N_("The page says what was decided."),
        "/disputes/%(dispute)s/preview",
    ),
    "draw.committed": NoticeText(
        N_("The jury for your dispute is drawn in a few minutes"),
        N_(
            "The list of users and a secret number are fixed already, so that nobody "
            "can choose the jury. With this fingerprint you can check that afterwards: "
            "%(digest)s"
        ),
    ),
    "hearing.opened": NoticeText(
        N_("The jury is hearing your dispute"),
        N_("It decides by %(when)s. There is nothing you need to do."),
    ),
    "hearing.extended": NoticeText(
        N_("The jury has more time"),
        N_("The vote was extended once, until %(when)s."),
    ),
    "verdict.pronounced": NoticeText(
        N_("Your dispute has been decided"),
        N_(
            "The letter says what was decided, why, and what happens next. The money "
            "stays held until %(when)s."
        ),
        "/disputes/%(dispute)s/verdict",
    ),
    "dispute.referred": NoticeText(
        N_("A moderator takes over your dispute"),
        N_("The jury could not decide. A moderator decides by %(when)s."),
    ),
    "dispute.lengthened": NoticeText(
        N_("You have more time"),
        N_(
            "This court was out of order for a while. The present step now ends at "
            "%(when)s."
        ),
    ),
    "dispute.final": NoticeText(
        N_("The decision is final"),
        N_("The marketplace has been told to carry it out."),
        "/disputes/%(dispute)s/verdict",
    ),
    "dispute.advised": NoticeText(
        N_("There is advice on your dispute"),
        N_(
            "The letter says what was found, and why. It is advice to the marketplace, "
            "which decides itself. This court moves no money."
        ),
        "/disputes/%(dispute)s/verdict",
    ),
    "refund.executed": NoticeText(
        N_("The decision was carried out"),
        N_("The marketplace has confirmed the payment."),
        "/disputes/%(dispute)s/verdict",
    ),
    "refund.delayed": NoticeText(
        N_("Decided, payment delayed"),
        N_(
            "The decision stands. The payment takes longer than usual and a person "
            "is looking into it."
        ),
        "/disputes/%(dispute)s/verdict",
    ),
    "summons.sent": NoticeText(
        N_("You are called as a juror"),
        N_(
            "It takes about ten minutes. Please answer by %(when)s. Saying no costs "
            "you nothing."
        ),
        "/jury/summons/%(summons)s",
    ),
    "summons.ending": NoticeText(
        N_("Your call as a juror ends soon"),
        N_("You can answer until %(when)s. If you cannot, somebody else is called."),
        "/jury/summons/%(summons)s",
    ),
    "seat.ending": NoticeText(
        N_("Your seat on the jury is waiting for your vote"),
        N_("You can vote until %(when)s."),
        "/jury/seats/%(summons)s",
    ),
    "summons.released": NoticeText(
        N_("Thank you, the jury has all it needs"),
        N_("You need not do anything more. Your readiness counts in full."),
        "/jury",
    ),
    "poll.closed": NoticeText(
        N_("The dispute you judged has been decided"),
        N_("You can read what was decided."),
        "/jury/seats/%(summons)s/outcome",
    ),
    "poll.hung": NoticeText(
        N_("The dispute you judged goes to a moderator"),
        N_("The jury could not decide it. Your vote was counted. Thank you."),
        "/jury/seats/%(summons)s/outcome",
    ),
    "task.overdue": NoticeText(
        N_("A dispute is waiting for a moderator"),
        N_("Its time for a decision has passed. Please decide it now."),
        "/desk",
    ),
    # Stands in inboxes that were filled before tasks had words of their own.
    "task.opened": NoticeText(
        N_("Something needs a moderator"),
        N_("A new task stands in the queue."),
        "/desk",
    ),
    "task.screen_exhibit": NoticeText(
        N_("A picture waits to be covered"),
        N_("The hearing waits for it, until %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "task.cover": NoticeText(
        N_("A side asks to change what is covered"),
        N_("The hearing waits for it, until %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "task.referred": NoticeText(
        N_("A dispute waits for your decision"),
        N_("The verdict waits for it, until %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "task.consent": NoticeText(
        N_("A colleague's decision waits for consent"),
        N_("The verdict waits for it, until %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "task.refund_answer": NoticeText(
        N_("A payment is stuck"),
        N_("Both sides wait for their money. Please find out why, by %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "task.sentence": NoticeText(
        N_("A juror's sentence waits to be read"),
        N_("Nothing is held up by it; it joins the letter. Until %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "task.sweep_failed": NoticeText(
        N_("A dispute does not move on"),
        N_("What is due in it has failed several times."),
        "/desk/tasks/%(task)s",
    ),
    "exhibit.lapsed": NoticeText(
        N_("A piece of your evidence is not shown to the jury"),
        N_(
            "Nobody looked at it in time, so it stays hidden. The jury is told that "
            "something is not shown; it counts for neither side."
        ),
    ),
    "cover.lapsed": NoticeText(
        N_("The words you asked about are covered"),
        N_("Nobody looked at your wish in time, so it was done as you asked."),
        "/disputes/%(dispute)s/preview",
    ),
    "cover.lapsed_other": NoticeText(
        N_("Words in the file were covered"),
        N_(
            "The other side asked for it and nobody looked at it in time. The jury "
            "sees that something is covered there."
        ),
        "/disputes/%(dispute)s/preview",
    ),
    "file.changed": NoticeText(
        N_("What jurors will see has changed"),
        N_("Please look at it again and confirm."),
        "/disputes/%(dispute)s/preview",
    ),
}
for _kinds in (
    SETTLEMENT_KINDS,
    STOP_KINDS,
    *(one.KINDS for one in (of_appeals, of_silence, of_acts)),
    of_inquiries.KINDS,
    *(one.KINDS for one in (of_returns, of_money, fairness_notices)),
):
    KINDS |= {kind: NoticeText(*words) for kind, words in _kinds.items()}


def notice_path(kind: str, params: Params) -> str:
    """Where a notice of this kind leads."""
    return _text(kind).path % params


def notice_title(kind: str, locale: str, params: Params) -> str:
    """The title in the reader's language."""
    with force_locale(locale.replace("-", "_")):
        return str(gettext(_text(kind).title, **_shown(params)))


def notice_body(kind: str, locale: str, params: Params) -> str:
    """The body in the reader's language."""
    with force_locale(locale.replace("-", "_")):
        return str(gettext(_text(kind).body, **_shown(params)))


def _text(kind: str) -> NoticeText:
    try:
        return KINDS[kind]
    except KeyError as error:
        raise NotFound from error


def _shown(params: Params) -> dict[str, object]:
    shown = dict(params)
    for name in TIMES & shown.keys():
        zone = ZoneInfo(current_settings().timezone)
        local = datetime.fromisoformat(str(shown[name])).astimezone(zone)
        shown[name] = format_datetime(local, gettext("MMM d HH:mm"), rebase=False)
    return shown
