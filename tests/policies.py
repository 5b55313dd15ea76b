"""Courts whose policies all differ from the shipped ones in the same way."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from jury.services.law.lawbook import lawbook


def every_policy(**changes: Any) -> Any:
    """While it lasts, disputes are admitted under policies changed by these fields."""
    law = lawbook()
    policies = tuple(replace(one, **changes) for one in law.policies)
    changed = replace(law, policies=policies)
    return patch("jury.services.admission.admit.lawbook", lambda: changed)
