"""What every file keeps to, beyond what the linters know."""

import ast
import re

from tests.architecture import sources

# Spelled apart, so that this file does not hold what it looks for.
LEFT_OVER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
WRITTEN_BY_HAND = ("*.html", "*.css", "*.js", "*.toml", "*.txt", "*.po", "*.md")
VAGUE = {"utils", "helpers", "common", "manager", "data", "info", "misc", "shared"}


def test_every_file_opens_with_what_it_is_for() -> None:
    silent = [
        sources.name(file)
        for file in sources.python_files(*sources.ALL)
        if sources.tree(file).body and ast.get_docstring(sources.tree(file)) is None
    ]
    assert not silent, "\n".join(silent)


def test_only_wsgi_imports_both_the_settings_and_the_court() -> None:
    both = [
        sources.name(file)
        for file in sources.python_files(*sources.SHIPPED, "scripts")
        if {"config", "jury"}
        <= {module.split(".")[0] for module in sources.imported_modules(file)}
    ]
    assert both == ["wsgi.py"]


def test_the_court_never_reads_its_settings_itself() -> None:
    readers = [
        sources.name(file)
        for file in sources.python_files("jury")
        if "config" in sources.imported_modules(file)
        or re.search(r"\bos\.(environ|getenv)\b", file.read_text())
    ]
    assert not readers, "\n".join(readers)


def test_nothing_is_left_for_later() -> None:
    files = sources.python_files(*sources.ALL)
    for root in ("jury", "templates", "static", "docs"):
        for pattern in WRITTEN_BY_HAND:
            files += (sources.TOP / root).rglob(pattern)
    marked = [
        sources.name(file)
        for file in files
        if "vendor" not in file.parts and LEFT_OVER.search(file.read_text())
    ]
    assert not marked, "\n".join(marked)


def test_names_of_modules_say_what_is_in_them() -> None:
    vague = [
        sources.name(file)
        for file in sources.python_files(*sources.SHIPPED)
        if VAGUE & {file.stem, file.parent.name}
    ]
    assert not vague, "\n".join(vague)
