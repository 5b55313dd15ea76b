"""Ways in: log-in links for marketplace users, accounts for staff, keys for programs.

Only hashes are kept. A link is good once and for ten minutes; a replayed request
never shows its secret again.
"""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from jury.domain.addresses import is_email
from jury.domain.errors import N_, AlreadyDone, Invalid, NotFound, NotNow, TooMany
from jury.services.people.locales import LOCALES
from jury.services.people.passwords import hash_password
from jury.services.proof import audit
from jury.storage.base import current_session, new_id
from jury.storage.people import (
    ApiKey,
    LoginLink,
    Role,
    Staff,
    StaffRole,
    User,
    add_users,
    find_api_key,
    find_staff,
    find_successor,
    list_users,
    lock_user,
    raise_session_version,
)

LINK_LIFE = timedelta(minutes=10)
LINKS_AN_HOUR = 30
SCOPES = (
    "disputes:write",
    "disputes:read",
    "jurors:write",
    "links:party",
    "links:juror",
    "refunds:write",
    "notices:write",
    "events:read",
    "sandbox:clock",
)
STAFF_ROLES = (Role.MODERATOR, Role.AUDITOR, Role.ADMINISTRATOR)
LONGEST_NAME = 100
NO_KEY = N_("There is no key with this number.")
KEY_OVER = N_("This key is no longer valid. Make a new one.")
KEY_ROTATED = N_("This key was rotated already: key %(key)s follows it.")
TWO_KEYS = N_("Key %(key)s, which this one follows, is still valid. Revoke it first.")


def ensure_user(ref: str, *, locale: str, now: datetime) -> User:
    """The marketplace user with this reference, made known when new."""
    return ensure_users([ref], locale=locale, now=now)[ref]


def ensure_users(
    refs: Collection[str], *, locale: str, now: datetime
) -> dict[str, User]:
    """The marketplace users with these references, made known when new."""
    known = list_users(refs)
    new = set(refs) - known.keys()
    if new:
        add_users(new, locale=locale, now=now)
        known |= list_users(new)
    return known


def mint_link(
    user: User, *, purpose: str, next_path: str, key_id: int, now: datetime
) -> tuple[str, LoginLink]:
    """Make a way in for one user; returns the secret, which is not kept."""
    session = current_session()
    lock_user(user.id)
    minted = session.scalar(
        select(func.count(LoginLink.id)).where(
            LoginLink.user_id == user.id,
            LoginLink.minted_at > now - timedelta(hours=1),
        )
    )
    if (minted or 0) >= LINKS_AN_HOUR:
        raise TooMany(N_("Too many log-in links for this user in one hour."))
    secret = secrets.token_urlsafe(32)
    link = LoginLink(
        id=new_id("lnk"),
        digest=_digest(secret),
        user_id=user.id,
        purpose=purpose,
        next_path=next_path,
        minted_by=key_id,
        minted_at=now,
        expires_at=now + LINK_LIFE,
    )
    session.add(link)
    audit.append(
        "accounts",
        "login_link.minted",
        {"link": link.id, "user": user.id, "purpose": purpose},
        actor=f"key:{key_id}",
        now=now,
    )
    return secret, link


def find_link(secret: str, *, now: datetime) -> LoginLink | None:
    """The link with this secret while it is still good."""
    link = current_session().scalar(
        select(LoginLink).where(LoginLink.digest == _digest(secret))
    )
    if link is None or link.redeemed_at is not None or link.expires_at <= now:
        return None
    return link


def redeem_link(secret: str, *, now: datetime) -> tuple[User, LoginLink]:
    """Use a link up; raises AlreadyDone when it was used or is too old."""
    session = current_session()
    # A conditional update: of two that press the button together one comes in.
    link = session.scalar(
        update(LoginLink)
        .where(
            LoginLink.digest == _digest(secret),
            LoginLink.redeemed_at.is_(None),
            LoginLink.expires_at > now,
        )
        .values(redeemed_at=now)
        .returning(LoginLink)
    )
    if link is None:
        raise AlreadyDone(
            N_("This link was used already or is too old. Please ask for a new one.")
        )
    user = session.get_one(User, link.user_id)
    audit.append(
        "accounts",
        "login_link.redeemed",
        {"link": link.id, "user": user.id, "purpose": link.purpose},
        actor=f"user:{user.id}",
        now=now,
    )
    return user, link


def end_sessions(person: User | Staff, *, now: datetime) -> None:
    """End every session of somebody, on every device; who leaves does it themselves."""
    kind = "staff" if isinstance(person, Staff) else "user"
    raise_session_version(person)
    audit.append(
        "accounts",
        "sessions.ended",
        {kind: person.id},
        actor=f"{kind}:{person.id}",
        now=now,
    )


def make_api_key(
    label: str,
    scopes: Sequence[str],
    *,
    now: datetime,
    follows: ApiKey | None = None,
    is_demo: bool = False,
) -> tuple[str, ApiKey]:
    """Make a key for a program; returns the secret, which is not kept."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise Invalid({"scopes": f"choose from {', '.join(SCOPES)}"})
    secret = f"jury_{secrets.token_urlsafe(32)}"
    key = ApiKey(
        label=label,
        digest=_digest(secret),
        scopes=list(scopes),
        created_at=now,
        follows_id=follows.id if follows else None,
        is_demo=is_demo,
    )
    current_session().add(key)
    current_session().flush()
    audit.append(
        "accounts",
        "api_key.made",
        {"key": key.id, "scopes": list(scopes)},
        actor="operator",
        now=now,
    )
    return secret, key


def rotate_api_key(
    key_id: int, *, overlap: timedelta, now: datetime
) -> tuple[str, ApiKey]:
    """Make a successor with the same scopes; the old one ends after `overlap`.

    It never ends later than it would have. Raises NotFound for no such key, NotNow for
    one that is over or whose own predecessor is still valid, AlreadyDone for one that
    has a successor: at most two are valid at a time.
    """
    old = current_session().get(ApiKey, key_id, with_for_update=True)
    if old is None:
        raise NotFound(NO_KEY)
    successor = find_successor(old.id)
    if successor is not None:
        raise AlreadyDone(KEY_ROTATED, key=successor.id)
    if not old.is_valid_at(now):
        raise NotNow(KEY_OVER)
    before = old.follows_id and current_session().get(ApiKey, old.follows_id)
    if before and before.is_valid_at(now):
        raise NotNow(TWO_KEYS, key=before.id)
    old.expires_at = min(old.expires_at or now + overlap, now + overlap)
    secret, key = make_api_key(
        old.label, old.scopes, now=now, follows=old, is_demo=old.is_demo
    )
    told = {"key": old.id, "successor": key.id, "ends_at": old.expires_at.isoformat()}
    audit.append("accounts", "api_key.rotated", told, actor="operator", now=now)
    return secret, key


def revoke_api_key(key_id: int, *, now: datetime) -> None:
    """End a key at once; doing it again changes nothing."""
    key = current_session().get(ApiKey, key_id, with_for_update=True)
    if key is None:
        raise NotFound(NO_KEY)
    if key.revoked_at is not None:
        return
    key.revoked_at = now
    audit.append(
        "accounts", "api_key.revoked", {"key": key.id}, actor="operator", now=now
    )


def authenticate_key(secret: str, *, now: datetime) -> ApiKey | None:
    """The valid key with this secret."""
    key = find_api_key(_digest(secret))
    return key if key is not None and key.is_valid_at(now) else None


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How staff are told: nobody is mailed without an address."""

    email: str | None = None
    locale: str = "en"

    def refuse_wrong(self) -> None:
        """Raise Invalid for what no mail could be written with."""
        if self.email is not None and not is_email(self.email):
            raise Invalid({"email": N_("This is not an e-mail address.")})
        if self.locale not in LOCALES:
            raise Invalid({"locale": f"choose from {', '.join(LOCALES)}"})


def add_staff(
    name: str,
    password: str,
    roles: Collection[Role],
    *,
    is_demo: bool,
    now: datetime,
    contact: Contact | None = None,
) -> Staff:
    """Make an account for a member of staff."""
    refuse_wrong_roles(roles)
    reached = contact or Contact()
    reached.refuse_wrong()
    hashed = hash_password(password)
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise Invalid({"name": "must be one line of at most 100 characters"})
    if find_staff(name) is not None:
        raise AlreadyDone(N_("There is already an account with this name."))
    staff = Staff(
        name=name,
        password_hash=hashed,
        email=reached.email,
        locale=reached.locale,
        is_demo=is_demo,
        roles=[StaffRole(role=role.value) for role in roles],
    )
    current_session().add(staff)
    current_session().flush()
    told = {"staff": staff.id, "roles": [role.value for role in roles]}
    audit.append("accounts", "staff.added", told, actor="operator", now=now)
    return staff


def refuse_wrong_roles(roles: Collection[Role]) -> None:
    """Raise Invalid for no role at all, or one that staff do not have."""
    if any(role not in STAFF_ROLES for role in roles) or not roles:
        raise Invalid({"roles": "choose from moderator, auditor, administrator"})


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
