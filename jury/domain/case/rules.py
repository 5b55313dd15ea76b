"""The rules in a file of a dispute: those it was admitted under, and what they say.

Disputes that were admitted before the log named their rules are told as such.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from jury.domain.case.chains import ADMITTED, Case, digest, entries_of
from jury.domain.case.draws import key_of, told_of
from jury.domain.law.ladder import OfferedRung
from jury.domain.law.whole import Rules
from jury.domain.stopping import StoppingRule
from jury.domain.tally import VerdictRule

HEARING, ASKED = "dispute.hearing", "dispute.evidence_asked"


def told_rung(rung: OfferedRung) -> dict[str, object]:
    """A rung as the log and a file of a dispute tell it, in minor units."""
    return {
        "remedy": rung.code,
        "buyer_minor": rung.buyer_minor,
        "seller_minor": rung.seller_minor,
        "freight_minor": rung.freight_minor,
        "deposit_minor": rung.deposit_minor,
    }


def told_counting(rule: VerdictRule) -> dict[str, str]:
    """The shares of the seats that a poll needs at its window's end."""
    return {"quorum": str(rule.quorum), "deciding": str(rule.deciding)}


def told_stopping(rule: StoppingRule, *, has_paused: bool) -> dict[str, Any] | None:
    """The rule of a poll, where votes alone say whether it had seen enough.

    Not where jurors' standing weighs them, or some could still have been changed.
    """
    if rule.weighs or has_paused:
        return None
    return {
        "kind": rule.kind.value,
        "margin": rule.margin,
        "minimum": rule.minimum,
        "maximum": rule.maximum,
    }


def is_bound(case: Case) -> bool:
    """Whether the log names the rules of the dispute, and not its policy alone."""
    return "rules" in _admitted(case)


def faults_of_rules(case: Case) -> Iterator[str]:
    """What in a file does not follow from the rules that the log names."""
    for draw in case["draws"]:
        if _ends(draw) < _promised_end(draw, case):
            yield f"poll {key_of(draw)} has an earlier end than was promised"
    if not is_bound(case):
        return
    admitted = _admitted(case)
    if digest(case["rules"]) != admitted["rules"]:
        yield "they are not those that the dispute was admitted under"
        return
    if digest({"of": case["ladder"]}) != digest({"of": admitted["ladder"]}):
        yield "the ladder is not the one that was admitted"
    policy, asked = Rules.from_json(case["rules"]).policy, told_of(case, ASKED)
    for draw in case["draws"]:
        key = key_of(draw)
        stopping = told_stopping(policy.stopping_in(key[0]), has_paused=key in asked)
        said = draw["counting"], draw["stopping"]
        if said != (told_counting(policy.verdict), stopping):
            yield f"poll {key} is judged by other rules"


def _admitted(case: Case) -> Mapping[str, Any]:
    found: Mapping[str, Any] = entries_of(case, ADMITTED)[0]["payload"]
    return found


def _ends(draw: Case) -> datetime:
    return datetime.fromisoformat(draw["window_ends_at"])


def _promised_end(draw: Case, case: Case) -> datetime:
    """The end of the hearing as it was told when the lot was promised; never sooner."""
    ends = _ends(draw)
    for line in case["log"]:
        told = line["payload"]
        if line["action"] == HEARING:
            ends = datetime.fromisoformat(told["closes_at"])
        elif line["action"] == "panel.committed" and key_of(told) == key_of(draw):
            return ends
    return ends
