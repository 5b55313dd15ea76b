"""The tables and the policies in plain words, for docs/law.md.

The words are those of the pages "How a dispute runs" and "The policies of this court",
so that a product manager and a buyer read the same.
"""

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from flask import Flask
from flask_babel import Babel

from jury.domain.law.reasons import Reason
from jury.services.law.lawbook import lawbook
from jury.web import how, policy_words


def stages_in_words() -> str:
    """Every stage, what happens in it, and every way out of it."""
    with _english():
        return "\n\n".join(_stage(how.stage_part(stage)) for stage in how.STAGES)


def tables_in_words() -> str:
    """What follows the money, the evidence, the calls and the offers."""
    with _english():
        parts = [how.table_part(*one) for one in how.TABLES]
        return "\n\n".join(
            f"### {part['title']}\n\n"
            + _table(
                ("It is", "Who acts", "When", "Then it is"),
                (
                    (one["at"], one["who"], one["when"], one["to"])
                    for one in part["rows"]
                ),
            )
            for part in parts
        )


def policies_in_words() -> str:
    """Every policy that is shipped, as its page says it."""
    law = lawbook()
    with _english():
        parts = [policy_words.part(one, law.reasons, law.rungs) for one in law.policies]
        return "\n\n".join("\n".join(_policy(part)) for part in parts)


def reasons_in_words() -> str:
    """Every reason for which a dispute is escalated, with its numbered questions."""
    return "\n\n".join(_reason(one) for one in lawbook().reasons.values())


def _reason(reason: Reason) -> str:
    by = reason.filed_by.value
    said = f"**{reason.title.en}**, `{reason.code}`, filed mostly by the {by}."
    questions = enumerate(reason.questions, start=1)
    return "\n".join([said, "", *(f"{no}. {one.text.en}" for no, one in questions)])


def _stage(part: dict[str, Any]) -> str:
    rows = (
        (row["when"], row["who"], "goes on" if row["stays"] else row["to"])
        for row in part["rows"]
    )
    said = f"### {part['name']}\n\n`{part['key']}`. {part['what']}"
    if not part["rows"]:
        return said
    return f"{said}\n\n{_table(('When', 'Who acts', 'Then'), rows)}"


def _policy(part: dict[str, Any]) -> Iterator[str]:
    yield f"### {part['title']}"
    yield ""
    yield f"`{part['name']}`, version {part['version']}."
    yield ""
    for term, text in (*part["who"], *part["counting"], *part["shown"]):
        yield f"- **{term}:** {text}"
    for one in part["before"]:
        yield f"- **Without a jury:** {one['says']} It gives: {one['gives']}."
    for one in part["floors"]:
        yield f"- **Nobody may undercut:** {one['says']} No less than: {one['gives']}."
    for term, text in (*part["times"], *part["afterwards"]):
        yield f"- **{term}:** {text}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(head)
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _english() -> Any:
    """A request of nobody in particular, read in English."""
    app = Flask(__name__)
    Babel(app, default_locale="en")
    # What the files say, whatever a court has adopted.
    app.extensions["jury_settings"] = SimpleNamespace(sandbox=True)
    return app.test_request_context()
