"""Style sheets, scripts and icons, which a browser keeps and does not ask for twice.

Their address names what all of them hold together, so that a changed file has another
one; scripts that load each other by relative addresses stay below the same name.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, send_from_directory

ENDPOINT = "static"
KEPT_SECONDS = 365 * 24 * 3600


def init_app(app: Flask, folder: Path) -> None:
    """Serve the files of `folder`; before the first address of one is asked for."""
    app.static_folder = str(folder)
    current = edition_of(folder)

    def send(edition: str, filename: str) -> Response:
        # While a court is updated, pages of before and after name other editions.
        max_age = KEPT_SECONDS if edition == current else None
        return send_from_directory(folder, filename, max_age=max_age)

    def name_edition(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == ENDPOINT:
            values.setdefault("edition", current)

    app.add_url_rule(f"/{ENDPOINT}/<edition>/<path:filename>", ENDPOINT, send)
    app.url_defaults(name_edition)


@cache
def edition_of(folder: Path) -> str:
    """A name for what all files of a folder hold; read once a process."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{file.relative_to(folder)} {content}\n".encode())
    return digest.hexdigest()[:12]
