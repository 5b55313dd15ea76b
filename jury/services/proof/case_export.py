"""A closed dispute as one file that anybody can check without the court.

It holds what an auditor may read: the log without the words beside it, whole draws,
and the ballots that counted, opened. Whose ballot is whose it does not say, and so
neither the chain of ballots, whose order would tell that beside the calls.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from jury.domain.case.chains import EXPORTED, LINE, MASTER, VERSION
from jury.domain.case.rules import told_counting, told_stopping
from jury.domain.lifecycle import Stage
from jury.services.drawing.transcripts import transcript
from jury.services.hearing.ballot_seals import opened
from jury.services.hearing.enough import rule_of
from jury.services.law.rules import rules_of
from jury.services.proof import audit
from jury.services.proof.rules_seal import admitted_ladder
from jury.services.stages import require
from jury.storage.audit import list_entries, list_master_of
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw, list_draws
from jury.storage.money.refunds import list_ledger
from jury.storage.money.returns import find_resend, find_return
from jury.storage.polls import list_ballots
from jury.storage.verdicts import Verdict, list_verdicts

VERDICT = (
    *("round_number", "ended_by", "rung", "remedy", "split", "version"),
    *("buyer_minor", "seller_minor", "freight_minor"),
)


def export_case(dispute_id: str, *, actor: str, now: datetime) -> dict[str, Any]:
    """Open a closed dispute for whoever checks it, and log that; raises NotNow."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.CLOSED)
    audit.record(dispute.id, EXPORTED, {"form": VERSION}, actor=actor, now=now)
    current_session().flush()
    return case_of(dispute)


def case_bytes(found: Mapping[str, Any]) -> bytes:
    """The file that is handed out, the same for the same dispute."""
    text = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode() + b"\n"


def case_of(dispute: Dispute) -> dict[str, Any]:
    """The file of a dispute as it stands."""
    draws = list_draws(dispute.id)
    own = audit.dispute_chain(dispute.id)
    chains = [own, *(audit.poll_chain(one.id) for one in draws if _is_joined(one))]
    return {
        "v": VERSION,
        "dispute": {
            "id": dispute.id,
            "effect": rules_of(dispute).policy.effect.value,
            "currency": dispute.currency,
            "held_minor": dispute.held_minor,
        },
        "rules": dispute.policy,
        "ladder": admitted_ladder(dispute),
        "log": _chain(own),
        "master": [_line(one, MASTER) for one in list_master_of(chains)],
        "draws": [_draw(dispute, draw) for draw in draws],
        "verdicts": [_verdict(one) for one in list_verdicts(dispute.id)],
        "goods_travelled": bool(find_return(dispute.id) or find_resend(dispute.id)),
        "money": list(_money(dispute)),
    }


def _is_joined(draw: Draw) -> bool:
    """Whether its calls stand in the log by now; those of a void poll never do."""
    return draw.closed_at is not None and not draw.is_void


def _draw(dispute: Dispute, draw: Draw) -> dict[str, Any]:
    chain, is_joined = audit.poll_chain(draw.id), _is_joined(draw)
    is_opened = is_joined and not draw.never_opened
    return {
        "round_number": draw.round_number,
        "draw_no": draw.draw_no,
        "chain": chain,
        "transcript": transcript(
            dispute.id, draw.draw_no, is_auditor=True, round_number=draw.round_number
        ),
        "sealed": _chain(chain) if is_joined else None,
        "ballots": _ballots(draw) if is_opened else None,
        "stopping": told_stopping(
            rule_of(dispute, draw), has_paused=draw.asked_at is not None
        ),
        "counting": told_counting(rules_of(dispute).policy.verdict),
        "window_ends_at": draw.window_ends_at.isoformat(),
    }


def _ballots(draw: Draw) -> list[dict[str, Any]]:
    """The ballots that counted, in the order of their receipts."""
    found = [opened(one) for one in list_ballots(draw.id)]
    return sorted(found, key=lambda one: str(one["receipt"]))


def _verdict(one: Verdict) -> dict[str, Any]:
    return {name: getattr(one, name) for name in VERDICT}


def _money(dispute: Dispute) -> Iterator[dict[str, Any]]:
    for row in list_ledger(dispute.id):
        yield {
            "kind": row.kind,
            "attempt": row.attempt,
            "currency": row.currency,
            "posted_at": row.posted_at.isoformat(),
            "entries": {entry.account: entry.minor for entry in row.entries},
        }


def _chain(name: str) -> list[dict[str, Any]]:
    return [_line(one, LINE) for one in list_entries(name)]


def _line(row: Any, parts: tuple[str, ...]) -> dict[str, Any]:
    found = {part: getattr(row, part) for part in (*parts, "hash")}
    return {**found, "at": row.at.isoformat()}
