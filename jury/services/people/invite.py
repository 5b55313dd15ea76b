"""A way in for a marketplace user, asked for by the marketplace."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, NotFound
from jury.services.people.accounts import ensure_user, mint_link
from jury.storage.base import current_settings
from jury.storage.disputes import list_disputes_of_user
from jury.storage.people import find_user

PARTY, JUROR = "party", "juror"


class NoSuchParty(NotFound):
    """The user has no dispute to be a party to."""

    sentence = N_("This user is not a party to any dispute.")


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """Whom to let in, as what, and to which page."""

    user_ref: str
    purpose: str
    locale: str | None
    next_path: str


@dataclass(frozen=True)
class WayIn:
    """The address to send the user to; good once, until it expires."""

    url: str
    expires_at: datetime


def invite(asked: Invitation, *, key_id: int, now: datetime) -> WayIn:
    """Mint a log-in link for a party or a juror, never for staff.

    Raises NoSuchParty for somebody without a dispute; anybody may come as a juror,
    since people volunteer before the marketplace enrols them.
    """
    if asked.purpose == PARTY:
        known = find_user(asked.user_ref)
        if known is None or not list_disputes_of_user(known.id):
            raise NoSuchParty
    locale = asked.locale or "zh-Hans"
    user = ensure_user(asked.user_ref, locale=locale, now=now)
    if asked.locale is not None:
        user.locale = asked.locale
    secret, link = mint_link(
        user,
        purpose=asked.purpose,
        next_path=asked.next_path,
        key_id=key_id,
        now=now,
    )
    return WayIn(f"{current_settings().public_url}/login/{secret}", link.expires_at)
