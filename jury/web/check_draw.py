"""Where anybody checks a draw in their own browser, and the page to keep for later.

The program is a second implementation of docs/draw.md in plain JavaScript, so that
whoever doubts the court need not run what the court wrote to draw with.
"""

import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request

from jury.web import access
from jury.web.check_words import check_words

blueprint = Blueprint("check_draw", __name__, url_prefix="/check-draw")

# In the order in which one builds on another; they become one, so names differ.
_MODULES = (
    "draw/bytes.mjs",
    "draw/json.mjs",
    "draw/members.mjs",
    "draw/lot.mjs",
    "draw/verify.mjs",
    "check_draw.js",
)
_SHEETS = ("tokens", "base", "layout", "components", "forms", "public")
_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_FILE = re.compile(r"/draws/[\w/-]+\.json", re.ASCII)


@blueprint.get("")
@access.public
def show() -> str:
    """Choose a transcript, or come from the page of a draw with its own."""
    asked = request.args.get("file", "")
    return render_template(
        "public/check_draw.html",
        words=check_words(),
        file=asked if _FILE.fullmatch(asked) else "",
    )


@blueprint.get("/program.html")
@access.public
def send_program() -> Response:
    """The same in one file that works without this court and without a network."""
    page = render_template(
        "kept/check_draw.html",
        words=check_words(),
        sheets=_sheets(Path(str(current_app.static_folder))),
        program=_program(Path(str(current_app.static_folder))),
    )
    answer = Response(page, mimetype="text/html")
    named = 'attachment; filename="check-draw.html"'
    answer.headers["Content-Disposition"] = named
    return answer


@cache
def _program(static: Path) -> str:
    whole = "\n".join(_read(static / "js" / name) for name in _MODULES)
    return _EXPORT.sub("", _IMPORT.sub("", whole)) + "start();\n"


@cache
def _sheets(static: Path) -> str:
    return "\n".join(_read(static / "css" / f"{name}.css") for name in _SHEETS)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
