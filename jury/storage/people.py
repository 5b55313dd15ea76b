"""Who may enter: marketplace users, staff, API keys and log-in links."""

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, false, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jury.storage.base import Base, current_session, insert_new


class Role(StrEnum):
    """What somebody may do; none implies another."""

    PARTY = "party"
    JUROR = "juror"
    MODERATOR = "moderator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class User(Base, UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """A user of the marketplace: a juror in one dispute, a party in another."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    locale: Mapped[str] = mapped_column(default="zh-Hans")
    email: Mapped[str | None]
    timezone: Mapped[str | None]
    created_at: Mapped[datetime]
    session_version: Mapped[int] = mapped_column(default=1, server_default="1")

    def get_id(self) -> str:
        """The session key: users and staff share one cookie, never one number.

        A raised version ends every session at once.
        """
        return f"user:{self.id}:{self.session_version}"


class Staff(Base, UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """A member of staff, signed in with a password."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    email: Mapped[str | None]
    locale: Mapped[str] = mapped_column(default="en")
    is_demo: Mapped[bool] = mapped_column(default=False)
    active_until: Mapped[datetime | None]
    session_version: Mapped[int] = mapped_column(default=1)
    roles: Mapped[list["StaffRole"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin"
    )

    def get_id(self) -> str:
        """The session key; a raised version ends every session at once."""
        return f"staff:{self.id}:{self.session_version}"

    def has_role(self, role: Role) -> bool:
        """Whether this role was granted, by name and not by implication."""
        return any(granted.role == role for granted in self.roles)

    def is_active_at(self, now: datetime) -> bool:
        """Whether the account may be used."""
        return self.active_until is None or self.active_until > now


class StaffRole(Base):
    """One role granted to one member of staff."""

    __tablename__ = "staff_role"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class ApiKey(Base):
    """A marketplace program's key: only its hash is kept.

    `follows_id` is the key it replaces; a key is replaced once.
    """

    __tablename__ = "api_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("api_key.id"), index=True, unique=True
    )
    is_demo: Mapped[bool] = mapped_column(default=False, server_default=false())

    def is_valid_at(self, now: datetime) -> bool:
        """Whether programs may still call with it."""
        is_over = self.expires_at is not None and self.expires_at <= now
        return self.revoked_at is None and not is_over


class LoginLink(Base):
    """A way in for one marketplace user, good once and for ten minutes."""

    __tablename__ = "login_link"
    __table_args__ = (Index(None, "user_id", "minted_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    purpose: Mapped[str]
    next_path: Mapped[str]
    minted_by: Mapped[int] = mapped_column(ForeignKey("api_key.id"))
    minted_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    redeemed_at: Mapped[datetime | None]


class IdempotentAnswer(Base):
    """The first answer to a POST, so that a repeat changes nothing."""

    __tablename__ = "idempotent_answer"

    key_id: Mapped[int] = mapped_column(ForeignKey("api_key.id"), primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(primary_key=True)
    request_digest: Mapped[str]
    status: Mapped[int]
    body: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(index=True)


def find_user(ref: str) -> User | None:
    """The marketplace user with this reference."""
    return current_session().scalar(select(User).where(User.ref == ref))


def list_users(refs: Collection[str]) -> dict[str, User]:
    """The marketplace users with these references, by reference."""
    query = select(User).where(User.ref.in_(refs))
    return {user.ref: user for user in current_session().scalars(query)}


def add_users(refs: Iterable[str], *, locale: str, now: datetime) -> None:
    """Make users known, in the order of their references; who is known stays as is.

    One order everywhere: two transactions that add the same people wait for each
    other, and never in a circle.
    """
    rows = [{"ref": ref, "locale": locale, "created_at": now} for ref in sorted(refs)]
    current_session().execute(insert_new(User).values(rows).on_conflict_do_nothing())


def lock_user(user_id: int) -> None:
    """Let whoever else counts what this user was given wait for this transaction."""
    query = select(User.id).where(User.id == user_id)
    current_session().execute(query.with_for_update(key_share=True))


def raise_session_version(person: User | Staff) -> None:
    """End every session of somebody: their cookies name the version before."""
    table = type(person)
    current_session().execute(
        update(table)
        .where(table.id == person.id)
        .values(session_version=table.session_version + 1)
    )


def find_staff(name: str) -> Staff | None:
    """The member of staff with this log-in name."""
    return current_session().scalar(select(Staff).where(Staff.name == name))


def list_staff() -> list[Staff]:
    """Everybody who has or had an account, by name."""
    return list(current_session().scalars(select(Staff).order_by(Staff.name)))


def find_api_key(digest: str) -> ApiKey | None:
    """The key whose secret hashes to `digest`, revoked or not."""
    return current_session().scalar(select(ApiKey).where(ApiKey.digest == digest))


def find_successor(key_id: int) -> ApiKey | None:
    """The key that replaces this one."""
    return current_session().scalar(select(ApiKey).where(ApiKey.follows_id == key_id))


def list_api_keys() -> list[ApiKey]:
    """Every key there was, oldest first."""
    return list(current_session().scalars(select(ApiKey).order_by(ApiKey.id)))


def list_staff_with_role(role: Role, *, now: datetime) -> list[Staff]:
    """Everybody who holds `role` and whose account may be used."""
    is_active = or_(Staff.active_until.is_(None), Staff.active_until > now)
    query = select(Staff).join(StaffRole).where(StaffRole.role == role.value, is_active)
    return list(current_session().scalars(query))


def staff_names(ids: Iterable[int]) -> dict[int, str]:
    """The log-in names of members of staff."""
    query = select(Staff.id, Staff.name).where(Staff.id.in_(set(ids)))
    return {row.id: row.name for row in current_session().execute(query)}
