"""The audit log told as a story: who did what, when, and for which reason.

Numbers and codes come from the log; a reason is words that stand beside it and may
have been erased. What a code stands for - an outcome, the votes of a closed poll, a
juror's sentence - is looked up, and stands there only once the poll is closed.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from jury.domain.law.ladder import AS_ASKED
from jury.domain.settlement import AGREED_SUM
from jury.services.reading.casefile import rung_views
from jury.services.reading.record import RecordEntry, Split, released_sentences, splits
from jury.services.verdict.letter import outcome_title
from jury.storage.disputes import Dispute
from jury.storage.people import staff_names
from jury.web.desk import sentences
from jury.web.desk.reasons import told_ground
from jury.web.frame import reader_locale

Line = dict[str, Any]
DESK = "task"


def tell(dispute: Dispute, entries: Sequence[RecordEntry]) -> list[Line]:
    """The lines of a record, oldest first."""
    names = staff_names(_staff_in(entries))
    numbers = {
        one.payload["exhibit"]: one.payload["number"]
        for one in entries
        if one.action == "exhibit.filed"
    }
    ending = _Ending(dispute, entries)
    return [
        {
            "seq": one.seq,
            "at": one.at,
            **_actor(one, names),
            "what": sentences.what(one, numbers),
            "why": told_ground(one.action, _ground_of(one)),
            "note": one.note,
            "subject": one.subject,
            "action": one.action,
            "hash": one.hash,
            **ending.of(one),
        }
        for one in entries
    ]


def fold(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines in groups of one, but what was only taken or put back stands together."""
    groups: list[list[Line]] = []
    for is_desk, found in groupby(lines, key=lambda line: line["subject"] == DESK):
        run = list(found)
        groups += [run] if is_desk else [[line] for line in run]
    return groups


def subjects(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """The kinds of lines there are, to filter by."""
    found = dict.fromkeys(str(line["subject"]) for line in lines)
    return [(one, sentences.subject_name(one)) for one in found]


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
        "proposed": _("not taken into the file yet"),
        "filed": _("not looked at yet"),
        "released": _("released"),
        "withheld": _("withheld"),
        "struck": _("struck"),
        "superseded": _("replaced"),
    }
    return str(names.get(state, state))


def _ground_of(entry: RecordEntry) -> str | None:
    told = entry.payload
    return told.get("cause" if entry.action == "dispute.paused" else "code")


class _Ending:
    """What the last lines of a record stand for: outcome, sums, votes, sentences."""

    def __init__(self, dispute: Dispute, entries: Sequence[RecordEntry]) -> None:
        """Looks everything up once."""
        locale = reader_locale()
        self._outcomes = {one.code: one.title for one in rung_views(dispute, locale)}
        for code in (AGREED_SUM, AS_ASKED):
            self._outcomes.setdefault(code, outcome_title(dispute, code, locale))
        self._splits = {
            (one.round_number, one.draw_no): one for one in splits(dispute, locale)
        }
        self._sentences = released_sentences(dispute, locale)
        self._instructed = {
            one.payload["attempt"]: one
            for one in entries
            if one.action == "refund.instructed"
        }

    def of(self, entry: RecordEntry) -> Line:
        """What to print under one line."""
        told = entry.payload
        if entry.action == "offer.made":
            title = self._outcomes[told["rung"] or AGREED_SUM]
            return {"outcome": title, "sums": _sums(entry)}
        if "remedy" in told:
            title = self._outcomes.get(told["remedy"], told["remedy"])
            return {"outcome": title, "sums": _sums(entry)}
        if entry.action == "poll.closed":
            found = self._splits.get((told["round_number"], told["draw_no"]))
            return {"split": found and shown_split(found)}
        return self._of_smaller(entry)

    def _of_smaller(self, entry: RecordEntry) -> Line:
        told = entry.payload
        if entry.action == "verdict.corrected":
            return {"sums": _sums(entry)}
        if entry.action == "sentence.released":
            return {"words": self._sentences.get(told["task"])}
        if entry.subject == "refund":
            instructed = self._instructed.get(told.get("attempt"))
            return {"sums": instructed and _sums(instructed)}
        return {}


def shown_split(split: Split) -> list[tuple[str, int]]:
    """How a closed poll voted: each outcome with its votes."""
    votes = [(rung.title, count) for rung, count in split.counts]
    return [*votes, (str(_("could not decide")), split.cannot_decide)]


def _sums(entry: RecordEntry) -> Line:
    told = entry.payload
    return {
        **{side: told[side]["minor"] for side in ("buyer", "seller", "freight")},
        "deposit": told.get("deposit", {}).get("minor", 0),
        "currency": told["buyer"]["currency"],
    }


def _actor(entry: RecordEntry, names: Mapping[int, str]) -> Line:
    if sentences.is_courts(entry):
        why = sentences.because(entry, names)
        return {"who": str(_("The court")), "side": "", "because": why}
    side = entry.actor.removeprefix("party:")
    return {"who": sentences.who(entry.actor, names), "side": side, "because": ""}


def _staff_in(entries: Iterable[RecordEntry]) -> set[int]:
    keys = (one.actor.removeprefix("staff:") for one in entries)
    return {int(key) for key in keys if key.isdigit()}
