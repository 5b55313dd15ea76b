"""A phone number is found in every disguise, whether it is known or not."""

import pytest

from jury.redaction import Known, KnownPerson, find
from tests.redaction.disguises import DISGUISES

PHONES = ("13912345678", "17700001111", "18613105524")


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("phone", PHONES)
def test_a_disguised_phone_is_covered(disguise: str, phone: str) -> None:
    written = DISGUISES[disguise](phone)
    text = f"你打{written}找我吧"
    for known in (Known(), Known(buyer=KnownPerson(phones=(phone,)))):
        (found,) = find(text, known)
        assert found.start == 2
        assert text[found.end :].lstrip("\ufe0f\u20e3").startswith("找我")
        assert found.entity == f"phone:{phone}"
