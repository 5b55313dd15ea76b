"""What a password of staff costs whoever tries to guess it."""

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from jury.services.people import passwords


def test_a_password_costs_what_the_standard_asks_for() -> None:
    # RFC 9106, section 4: argon2id with 64 MiB, three passes and four lanes.
    assert passwords._NOBODY.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_unknown_name_costs_as_much_and_no_password_fits_it() -> None:
    hasher = PasswordHasher()
    assert not hasher.check_needs_rehash(passwords._NOBODY)
    with pytest.raises(VerifyMismatchError):
        hasher.verify(passwords._NOBODY, "")
