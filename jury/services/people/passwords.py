"""Staff's passwords: only a slow hash of them is kept."""

import secrets
from base64 import b64encode
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from jury.domain.errors import Invalid
from jury.storage.people import Staff, find_staff

SHORTEST = 12
_HASHER = PasswordHasher()


def _hash_of_nothing(hasher: PasswordHasher) -> str:
    """Looks like a hash and costs as much to check, but no password is known to it.

    Hashing one would take a third of a second of every process that starts.
    """
    salt, digest = (
        b64encode(secrets.token_bytes(size)).decode().rstrip("=")
        for size in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${digest}"


# Checked when the name is unknown, so that the answer takes as long as for a known one.
_NOBODY = _hash_of_nothing(_HASHER)


def hash_password(password: str) -> str:
    """What is kept of a password; raises Invalid for a short one."""
    if len(password) < SHORTEST:
        raise Invalid({"password": f"must hold at least {SHORTEST} characters"})
    return _HASHER.hash(password)


def check_password(name: str, password: str, *, now: datetime) -> Staff | None:
    """The member of staff with this name and password, while the account is active."""
    staff = find_staff(name)
    try:
        _HASHER.verify(staff.password_hash if staff else _NOBODY, password)
    except VerificationError:
        return None
    return staff if staff and staff.is_active_at(now) else None
