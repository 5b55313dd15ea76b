"""The audit log told as a story: who did what, when, and for which reason.

Numbers and codes come from the log; a reason is words that stand beside it and may
have been erased.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from jury.domain.errors import N_
from jury.services.record import RecordEntry
from jury.storage.people import staff_names
from jury.web.desk.words import cause

Payload = Mapping[str, Any]
Words = Callable[[Payload], str]


def tell(entries: Sequence[RecordEntry]) -> list[dict[str, Any]]:
    """The lines of a record, oldest first."""
    names = staff_names(_staff_in(entries))
    numbers = {
        one.payload["exhibit"]: one.payload["number"]
        for one in entries
        if one.action == "exhibit.filed"
    }
    return [
        {
            "seq": one.seq,
            "at": one.at,
            "who": who(one.actor, names),
            "side": one.actor.removeprefix("party:"),
            "what": what(one, numbers),
            "note": one.note,
            "subject": one.subject,
            "action": one.action,
            "hash": one.hash,
        }
        for one in entries
    ]


def subjects(lines: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The kinds of lines there are, to filter by."""
    found = dict.fromkeys(str(line["subject"]) for line in lines)
    return [(one, _subject_names().get(one, one)) for one in found]


def what(entry: RecordEntry, exhibits: Mapping[str, int]) -> str:
    """What happened, as a sentence; the bare code when it is not known here.

    `exhibits` gives the number of every exhibit by its id.
    """
    number = exhibits.get(entry.payload.get("exhibit", ""))
    if entry.action.startswith("dispute.") and "act" in entry.payload:
        return _moved(entry.payload)
    if entry.action in _TELLERS:
        return _TELLERS[entry.action]({"number": number, **entry.payload})
    sentence = _SENTENCES.get(entry.action, entry.action)
    rank = entry.payload.get("rank", entry.payload.get("attempt", ""))
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
    }
    return str(roles.get(kind, actor))


def stage_name(stage: str) -> str:
    """A stage in words."""
    names = {
        "submissions": _("Both sides put their case"),
        "screening": _("Personal details are covered"),
        "hearing": _("The jury reads and votes"),
        "pronounced": _("Pronounced, not final"),
        "final": _("Final, being paid"),
        "closed": _("Closed"),
        "referred": _("Referred to a moderator"),
    }
    return str(names.get(stage, stage))


def exhibit_state(state: str) -> str:
    """What became of an exhibit, in a word."""
    names = {
        "filed": _("not looked at yet"),
        "released": _("released"),
        "withheld": _("withheld"),
        "superseded": _("replaced"),
    }
    return str(names.get(state, state))


def _staff_in(entries: Iterable[RecordEntry]) -> set[int]:
    keys = (one.actor.removeprefix("staff:") for one in entries)
    return {int(key) for key in keys if key.isdigit()}


def _side(side: str) -> str:
    return str({"buyer": _("Buyer"), "seller": _("Seller")}.get(side, side))


def _subject_names() -> dict[str, str]:
    return {
        "dispute": _("Stages"),
        "statement": _("Statements"),
        "exhibit": _("Evidence"),
        "submissions": _("Statements and evidence are closed"),
        "preview": _("Preview"),
        "cover": _("Wishes for more cover"),
        "text": _("Covered texts"),
        "task": _("Desk"),
        "panel": _("Draw"),
        "poll": _("Vote"),
        "summons": _("Summonses"),
        "ballot": _("Ballots"),
        "seat": _("Seats"),
        "sentence": _("Jurors' sentences"),
        "refund": _("Money"),
        "referral": _("Referral"),
    }


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
        "pronounce": _("A moderator pronounces."),
        "send back": _("Sent back to a fresh panel."),
    }
    return str(acts.get(str(told["act"]), told["act"]))


def _statement(told: Payload) -> str:
    kind = str(told.get("kind", ""))
    if kind.startswith("point:"):
        number = kind.partition(":")[2]
        said = _("answers point %(no)s", no=number)
    else:
        said = {"case": _("puts the case"), "answer": _("answers the other side")}[kind]
    version = int(told.get("version", 1))
    return str(
        said if version == 1 else _("%(said)s, version %(no)s", said=said, no=version)
    )


def _filed(told: Payload) -> str:
    kinds = {"picture": _("picture"), "pdf": "PDF", "video": _("video")}
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
    if told.get("weak_randomness"):
        return str(_("The jury is drawn, without a number from the marketplace."))
    return str(_("The jury is drawn."))


_TELLERS: Mapping[str, Words] = {
    "statement.written": _statement,
    "exhibit.filed": _filed,
    "exhibit.released": _released,
    "refund.answered": _answered,
    "panel.drawn": _drawn,
}

# Lines that say always the same; %(no)s is an exhibit, a rank or an attempt.
_SENTENCES: Mapping[str, str] = {
    "dispute.admitted": N_("The dispute is admitted."),
    "dispute.sent_back": N_("sends it to a fresh panel"),
    "dispute.lengthened": N_(
        "The court was out of order; the open window is longer by as much."
    ),
    "exhibit.withheld": N_("withholds exhibit %(no)s"),
    "exhibit.reopened": N_("takes the decision on exhibit %(no)s back"),
    "submissions.done": N_("says it is done"),
    "submissions.reminded": N_("Whoever was silent is reminded."),
    "preview.confirmed": N_("confirms what jurors will see"),
    "cover.asked": N_("asks for more cover"),
    "cover.refused": N_("leaves it as it is"),
    "text.covered": N_("covers words in a text"),
    "task.taken": N_("takes a task"),
    "task.left": N_("puts a task back"),
    "panel.committed": N_("The draw is committed, before its number is known."),
    "poll.closed": N_("The vote is closed and counted."),
    "refund.instructed": N_("The marketplace is told to pay, attempt %(no)s."),
    "referral.overdue": N_("The moderators are reminded."),
    "sentence.released": N_("releases a juror's sentence"),
    "sentence.withheld": N_("keeps a juror's sentence back"),
    "ballot.cast": N_("A ballot is cast."),
    "summons.sent": N_("Rank %(no)s is called."),
    "summons.accepted": N_("Rank %(no)s takes a seat."),
    "summons.declined": N_("Rank %(no)s declines."),
    "summons.recused": N_("Rank %(no)s steps aside."),
    "summons.expired": N_("Rank %(no)s did not answer."),
    "summons.revoked": N_("The seat of rank %(no)s goes on."),
    "summons.released": N_("Rank %(no)s is not needed."),
}
