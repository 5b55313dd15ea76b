"""How often one address, or one name, may knock: against guessing, not against use."""

import hashlib

from jury.domain.errors import N_, TooMany
from jury.limits import count_use, limiter
from jury.storage.base import current_settings

__all__ = ["REDEEM", "SIGN_IN", "count_name", "limiter", "redeem"]

SIGN_IN = "10 per minute"
# From all addresses together.
SIGN_IN_NAME = "20 per 10 minutes"
REDEEM = "60 per minute"
# There, one machine plays a whole marketplace.
REDEEM_IN_SANDBOX = "6000 per minute"


def redeem() -> str:
    """How often one address may try log-in links."""
    return REDEEM_IN_SANDBOX if current_settings().sandbox else REDEEM


class TooManyTries(TooMany):
    """A name was tried too often, whether or not there is such an account."""

    code = "too_many_tries"
    sentence = N_("Too many tries. Please wait ten minutes.")


def count_name(name: str) -> None:
    """Count a try to sign in under this name; raises TooManyTries."""
    whose = hashlib.sha256(name.encode()).hexdigest()
    count_use(SIGN_IN_NAME, "name", whose, refusal=TooManyTries)
