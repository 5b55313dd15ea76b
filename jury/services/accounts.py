"""Ways in: log-in links for marketplace users, passwords for staff, keys for programs.

Only hashes are kept. A link is good once and for ten minutes; a replayed request
never shows its secret again.
"""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import func, select

from jury.domain.errors import N_, AlreadyDone, Invalid, NotFound, TooMany
from jury.services import audit
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
    list_users,
)

LINK_LIFE = timedelta(minutes=10)
LINKS_AN_HOUR = 30
LOCALES = ("zh-Hans", "en")
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
_HASHER = PasswordHasher()
# Checked when the name is unknown, so that the answer takes as long as for a known one.
_NOBODY = _HASHER.hash(secrets.token_hex(16))
STAFF_ROLES = (Role.MODERATOR, Role.AUDITOR, Role.ADMINISTRATOR)


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
    link = find_link(secret, now=now)
    if link is None:
        raise AlreadyDone(
            N_("This link was used already or is too old. Please ask for a new one.")
        )
    link.redeemed_at = now
    user = current_session().get_one(User, link.user_id)
    audit.append(
        "accounts",
        "login_link.redeemed",
        {"link": link.id, "user": user.id, "purpose": link.purpose},
        actor=f"user:{user.id}",
        now=now,
    )
    return user, link


def make_api_key(
    label: str, scopes: Sequence[str], *, now: datetime
) -> tuple[str, ApiKey]:
    """Make a key for a program; returns the secret, which is not kept."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise Invalid({"scopes": f"choose from {', '.join(SCOPES)}"})
    secret = f"jury_{secrets.token_urlsafe(32)}"
    key = ApiKey(
        label=label, digest=_digest(secret), scopes=list(scopes), created_at=now
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
    """Make a successor with the same scopes; the old one ends after `overlap`."""
    old = current_session().get(ApiKey, key_id)
    if old is None or old.revoked_at is not None:
        raise NotFound
    old.expires_at = now + overlap
    return make_api_key(old.label, old.scopes, now=now)


def revoke_api_key(key_id: int, *, now: datetime) -> None:
    """End a key at once."""
    key = current_session().get(ApiKey, key_id)
    if key is None:
        raise NotFound
    key.revoked_at = now
    audit.append(
        "accounts", "api_key.revoked", {"key": key.id}, actor="operator", now=now
    )


def authenticate_key(secret: str, *, now: datetime) -> ApiKey | None:
    """The valid key with this secret."""
    key = find_api_key(_digest(secret))
    if key is None or key.revoked_at is not None:
        return None
    return None if key.expires_at is not None and key.expires_at <= now else key


def add_staff(
    name: str, password: str, roles: Sequence[Role], *, is_demo: bool, now: datetime
) -> Staff:
    """Make an account for a member of staff."""
    if any(role not in STAFF_ROLES for role in roles) or not roles:
        raise Invalid({"roles": "choose from moderator, auditor, administrator"})
    if len(password) < 12:
        raise Invalid({"password": "must hold at least 12 characters"})
    if find_staff(name) is not None:
        raise AlreadyDone(N_("There is already an account with this name."))
    staff = Staff(
        name=name,
        password_hash=_HASHER.hash(password),
        is_demo=is_demo,
        roles=[StaffRole(role=role.value) for role in roles],
    )
    current_session().add(staff)
    current_session().flush()
    audit.append(
        "accounts",
        "staff.added",
        {"staff": staff.id, "roles": [role.value for role in roles]},
        actor="operator",
        now=now,
    )
    return staff


def check_password(name: str, password: str) -> Staff | None:
    """The member of staff with this name and password."""
    staff = find_staff(name)
    try:
        _HASHER.verify(staff.password_hash if staff else _NOBODY, password)
    except VerificationError:
        return None
    return staff


def has_demo_accounts() -> bool:
    """Whether somebody could sign in with a password everybody knows."""
    query = select(func.count(Staff.id)).where(Staff.is_demo.is_(True))
    return bool(current_session().scalar(query))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
