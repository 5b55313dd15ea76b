"""docs/redaction.md is true: its example is what the command answers."""

import re

from click.testing import CliRunner

from jury.cli.covered_file import WITHHELD_BECAUSE
from jury.cli.redact import redact_text
from jury.redaction import KINDS
from tests import servers

PAGE = (servers.TOP / "docs" / "redaction.md").read_text()


def test_the_printed_lines_get_the_printed_answers() -> None:
    blocks = re.findall(
        r"redact-text <<'END'\n(.*?)END\n```\n\n```json\n(.*?)```", PAGE, re.S
    )
    assert blocks
    for given, printed in blocks:
        said = CliRunner().invoke(redact_text, input=given.encode())
        assert said.stdout == printed


def test_every_kind_and_every_reason_of_a_withheld_file_is_named() -> None:
    named = set(re.findall("`([a-z_]+)`", PAGE))
    assert not {*KINDS, *WITHHELD_BECAUSE} - named
