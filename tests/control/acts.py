"""Jurors who are called to control disputes, through the services."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest

from jury.domain.fairness.terms import ControlTerms
from jury.domain.lives.part_states import SummonsState
from jury.services.control import answering, calling, rules
from jury.services.control.afterwards import end_due_controls
from jury.services.control.items import mark_control
from jury.services.control.rules import rules_of_call
from jury.services.hearing.poll import Vote
from jury.services.law.lawbook import lawbook
from jury.storage.base import current_session
from jury.storage.jurors.controls import ControlCall, get_control_call
from jury.storage.roster import find_juror
from jury.storage.transaction import transaction
from tests.policies import every_policy
from tests.world import World, move_clock


def use_controls(
    monkeypatch: pytest.MonkeyPatch, *, percent: int = 5, real: int = 10**3
) -> None:
    """A rulebook that gives controls a share, and jurors who have read so many."""
    law = lawbook()
    terms = ControlTerms(most_percent=percent)
    used = replace(law, fairness=replace(law.fairness, control=terms))
    monkeypatch.setattr(calling, "lawbook", lambda: used)
    monkeypatch.setattr(calling, "count_read_since_last", lambda _juror: real)


@contextmanager
def under_policies(**changes: Any) -> Iterator[None]:
    """While it lasts, real disputes and control calls are judged under these."""
    law = lawbook()
    policies = tuple(replace(one, **changes) for one in law.policies)
    changed = replace(law, policies=policies)
    with every_policy(**changes), patch.object(rules, "lawbook", lambda: changed):
        yield


def juror_id(ref: str) -> int:
    """The roster id of somebody."""
    found = find_juror(ref)
    assert found is not None
    return found.id


def mark(world: World, mock: str = "locker") -> str:
    """Staff put a control dispute into use; its id."""
    with transaction() as now:
        marked = mark_control(
            mock, reason="read by two", staff_id=world.staff_id, now=now
        )
        return marked.id


def call(juror: int, seed: int = 1) -> str | None:
    """Call somebody; the id, or None where they may not be called."""
    with transaction() as now:
        made = calling.call_to_control(juror, chance=random.Random(seed), now=now)
        return made.id if made else None


def answer(call_id: str, juror: int, choice: int | None) -> str:
    """Accept, read as long as it takes, and answer; the receipt."""
    with transaction() as now:
        answering.accept_control(call_id, juror, now=now)
    with transaction() as now:
        opened = answering.open_control(call_id, juror, now=now)
        seconds = opened.reading_seconds
    move_clock(seconds=seconds + 1, sweep=lambda: None)
    with transaction() as now:
        said = vote(opened, choice)
        return answering.answer_control(call_id, juror, said, now=now).code


def vote(call: ControlCall, choice: int | None) -> Vote:
    """A valid answer for a rung, or for cannot decide."""
    if choice is None:
        return Vote(choice=None, reasons=("missing_evidence",))
    chips = rules_of_call(call).chips
    code = next(chip.code for chip in chips if chip.goes_with(choice))
    return Vote(choice=choice, reasons=(code,))


def tell() -> int:
    """A day on, whatever is due is told."""
    move_clock(hours=25, sweep=lambda: None)
    with transaction() as now:
        return end_due_controls(now=now)


def kept(call_id: str, juror: int) -> ControlCall:
    """The call, freshly read."""
    current_session().rollback()
    return get_control_call(call_id, juror)


def state(call_id: str, juror: int) -> SummonsState:
    """What became of it."""
    return SummonsState(kept(call_id, juror).state)
