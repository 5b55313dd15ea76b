"""Staff who are there: their end, their return, their roles, how they are told.

Whatever changes what somebody may do ends the sessions they have; every act leaves a
line in the log.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from jury.domain.errors import N_, AlreadyDone, NotFound
from jury.services.people.accounts import Contact, refuse_wrong_roles
from jury.services.people.passwords import hash_password
from jury.services.proof import audit
from jury.storage.people import (
    Role,
    Staff,
    StaffRole,
    find_staff,
    raise_session_version,
)


def get_staff(name: str) -> Staff:
    """The member of staff with this log-in name; raises NotFound."""
    staff = find_staff(name)
    if staff is None:
        raise NotFound(N_("There is no account with this name."))
    return staff


def disable_staff(name: str, *, now: datetime) -> None:
    """Let nobody in with this account any more; what they did stays theirs."""
    staff = get_staff(name)
    if not staff.is_active_at(now):
        raise AlreadyDone(N_("This account is disabled already."))
    staff.active_until = now
    _changed(staff, "staff.disabled", {}, now=now)


def enable_staff(name: str, *, now: datetime) -> None:
    """Let somebody in again."""
    staff = get_staff(name)
    if staff.is_active_at(now):
        raise AlreadyDone(N_("This account is active already."))
    staff.active_until = None
    _changed(staff, "staff.enabled", {}, now=now)


def change_password(name: str, password: str, *, now: datetime) -> None:
    """Give an account another password."""
    staff = get_staff(name)
    staff.password_hash = hash_password(password)
    _changed(staff, "staff.password_changed", {}, now=now)


def change_roles(name: str, roles: Collection[Role], *, now: datetime) -> None:
    """Grant these roles and no others."""
    refuse_wrong_roles(roles)
    staff = get_staff(name)
    wanted = sorted({role.value for role in roles})
    kept = {granted.role: granted for granted in staff.roles}
    staff.roles = [kept.get(role) or StaffRole(role=role) for role in wanted]
    _changed(staff, "staff.roles_changed", {"roles": wanted}, now=now)


def change_contact(
    name: str, *, email: str | None, locale: str | None, now: datetime
) -> None:
    """Change the address or the language mails are written in; None leaves one as is.

    An empty address ends the mails.
    """
    staff = get_staff(name)
    contact = Contact(
        email=staff.email if email is None else email or None,
        locale=locale or staff.locale,
    )
    contact.refuse_wrong()
    staff.email, staff.locale = contact.email, contact.locale
    told = {"is_mailed": staff.email is not None, "locale": staff.locale}
    _changed(staff, "staff.contact_changed", told, now=now)


def _changed(
    staff: Staff, action: str, told: Mapping[str, object], *, now: datetime
) -> None:
    raise_session_version(staff)
    audit.append(
        "accounts", action, {"staff": staff.id, **told}, actor="operator", now=now
    )
