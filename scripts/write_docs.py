"""Write what the documentation takes from the code: `make docs`.

Each generated part stands between two lines,

    <!-- begin settings: written by `make docs` -->
    <!-- end settings -->

and a test fails when it is not what this would write.
"""

import os
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from apiflask import APIFlask

from jury.domain.lifecycle import DISPUTE
from jury.domain.lives.resends import RESEND
from jury.domain.lives.returns import RETURN
from scripts.api_reference import (
    events_reference,
    operations_reference,
    shapes_reference,
)
from scripts.law_words import (
    policies_in_words,
    reasons_in_words,
    stages_in_words,
    tables_in_words,
)
from scripts.roles_table import roles_table
from scripts.settings_table import settings_table

TOP = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "docs/operating.md",
    "docs/integration.md",
    "docs/law.md",
    "docs/returns.md",
    "docs/roles.md",
)
PART = re.compile(r"(<!-- begin ([a-z]+): [^\n]*-->\n).*?(<!-- end \2 -->)", re.DOTALL)


def written(page: str, description: Mapping[str, Any]) -> str:
    """A page as it ought to stand, with every generated part made anew."""
    parts = {
        "life": f"```mermaid\n{DISPUTE.mermaid()}\n```",
        "return": f"```mermaid\n{RETURN.mermaid()}\n```",
        "resend": f"```mermaid\n{RESEND.mermaid()}\n```",
        "settings": settings_table(),
        "stages": stages_in_words(),
        "tables": tables_in_words(),
        "policies": policies_in_words(),
        "reasons": reasons_in_words(),
        "acts": roles_table(TOP / "tests/matrix/allowed.toml"),
        "events": events_reference(description),
        "operations": operations_reference(description),
        "shapes": shapes_reference(description),
    }
    return PART.sub(
        lambda found: f"{found[1]}{parts[found[2]]}\n{found[3]}",
        (TOP / page).read_text(),
    )


def main() -> int:
    """Write every page anew that is not what it ought to be."""
    description = _description()
    for page in PAGES:
        content = written(page, description)
        if content != (TOP / page).read_text():
            (TOP / page).write_text(content)
            print(f"{page} was written anew.")
    return 0


def _description() -> Mapping[str, Any]:
    """From a court that has no database and keeps nothing."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "JURY_ENV": "sandbox",
            "DATA_DIR": folder,
            "DATABASE_URL": "sqlite://",
        }
        from wsgi import app  # noqa: PLC0415 - it reads the environment

        return describe(app)


def describe(app: APIFlask) -> Mapping[str, Any]:
    """What /openapi.json serves, in the order of the code."""
    with app.test_request_context():
        return cast(Mapping[str, Any], app.spec)


if __name__ == "__main__":
    sys.exit(main())
