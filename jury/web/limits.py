"""How often one address may knock: against guessing, not against use."""

from jury.limits import limiter
from jury.storage.base import current_settings

__all__ = ["REDEEM", "SIGN_IN", "limiter", "redeem"]

SIGN_IN = "10 per minute"
REDEEM = "60 per minute"
# There, one machine plays a whole marketplace.
REDEEM_IN_SANDBOX = "6000 per minute"


def redeem() -> str:
    """How often one address may try log-in links."""
    return REDEEM_IN_SANDBOX if current_settings().sandbox else REDEEM
