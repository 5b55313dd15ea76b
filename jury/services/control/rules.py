"""The law by which a control dispute is judged: that of a real one of its kind.

A call keeps it as of its own moment, so that a rule that changes meanwhile, or another
version of the file, changes nothing that is being read.
"""

from datetime import datetime, timedelta

from jury.domain.attention import seconds_for
from jury.domain.jurors.control import counts_as
from jury.domain.jurors.mocks import Happened, MockDispute
from jury.domain.law.ladder import OfferedRung
from jury.domain.law.rulebook import OrderFacts
from jury.domain.law.whole import Rules
from jury.services.control.items import mock_of
from jury.services.law.adoption import law_in_force
from jury.services.law.lawbook import lawbook
from jury.storage.base import current_settings
from jury.storage.jurors.controls import ControlCall

MOST_KNOWN = 200
_KNOWN: dict[str, Rules] = {}


def rules_today(mock: MockDispute, currency: str) -> Rules:
    """What a real dispute like this would be admitted under today."""
    rules, _considered = law_in_force(lawbook()).rules_for(
        category=mock.category,
        reason=mock.reason,
        amount_minor=mock.asked_minor,
        currency=currency,
    )
    return rules.in_zone(current_settings().timezone)


def rules_of_call(call: ControlCall) -> Rules:
    """The rules as of the call."""
    known = _KNOWN.get(call.id)
    if known is None:
        known = Rules.from_json(call.policy)
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[call.id] = known
    return known


def ladder_under(
    rules: Rules, mock: MockDispute, *, currency: str, filed_at: datetime
) -> tuple[OfferedRung, ...]:
    """The remedies that its ballot offers, nothing to the buyer first."""
    return rules.offered(
        price_minor=mock.price_minor,
        freight_minor=mock.freight_minor,
        held_minor=mock.held_minor,
        asked_minor=mock.asked_minor,
        currency=currency,
        facts=_facts(mock, filed_at) if rules.policy.floors else None,
    )


def ladder_of_call(call: ControlCall) -> tuple[OfferedRung, ...]:
    """The ballot of one call."""
    return ladder_under(
        rules_of_call(call),
        mock_of(call.mock),
        currency=call.currency,
        filed_at=call.sent_at,
    )


def seconds_of(mock: MockDispute, rules: Rules, language: str) -> int:
    """How long it must at least be read, by its policy's own figures."""
    return seconds_for(mock.texts(language), exhibits=0, figures=rules.policy.attention)


def counted_of(call: ControlCall, choice: int | None) -> str | None:
    """Which count of a juror's the choice of a rung adds to; None for none."""
    mock = mock_of(call.mock)
    ladder = tuple(one.code for one in ladder_of_call(call))
    return counts_as(
        None if choice is None else ladder[choice],
        answer=mock.answer,
        defensible=mock.defensible,
        ladder=ladder,
    )


def _facts(mock: MockDispute, filed_at: datetime) -> OrderFacts:
    received = mock.days.get(Happened.RECEIVED)
    days = mock.days.get(Happened.OPENED, 0) - (received or 0)
    return OrderFacts(
        reason=mock.reason,
        filed_by=mock.filed_by,
        grade=mock.grade,
        admitted_at=filed_at,
        received_at=None if received is None else filed_at - timedelta(days=days),
    )
