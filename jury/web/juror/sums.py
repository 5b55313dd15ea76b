"""Sums on the juror's pages outside a file, as far as the policy shows them."""

from dataclasses import replace
from typing import Any

from jury.domain.law.showing import share_of
from jury.services.reading.shown_to_jurors import SHARE
from jury.services.verdict.letter import Letter
from jury.web.juror.own import OwnCall
from jury.web.sum_words import between


def stake(call: OwnCall) -> dict[str, Any]:
    """What a call is about, before its file is opened: a sum, or its bounds."""
    showing = call.rules.policy.shown
    if not showing.hides_sums:
        return {"stake_minor": call.asked_minor, "currency": call.currency}
    band = showing.band_of(call.asked_minor, call.currency)
    return {"stake": between(band)}


def told(call: OwnCall, **sums: int) -> dict[str, Any]:
    """Sums of a dispute by name, with their currency, or in shares of what is held."""
    if not call.rules.policy.shown.hides_sums:
        return {**sums, "currency": call.currency}
    held = call.held_minor
    shares = {name: share_of(minor, held) for name, minor in sums.items()}
    return {**shares, "currency": SHARE}


def letter_as_shown(letter: Letter, call: OwnCall) -> Letter:
    """The letter without the sums that the policy keeps from jurors."""
    if not call.rules.policy.shown.hides_sums:
        return letter
    sums = told(
        call,
        buyer_minor=letter.buyer_minor,
        seller_minor=letter.seller_minor,
        freight_minor=letter.freight_minor,
        deposit_minor=letter.deposit_minor,
    )
    return replace(
        letter,
        **sums,
        calculation=(),
        changes=(),
        advanced_minor=0,
        recovered_minor=0,
    )
