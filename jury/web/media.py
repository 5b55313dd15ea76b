"""Sending pictures and files: never cached, never sniffed, under neutral names."""

from flask import Response

from jury.domain.errors import NotFound
from jury.redaction.pictures import thumbnail
from jury.services import vault
from jury.storage.exhibits import Exhibit

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
}


def send_media(row: Exhibit, blob: str | None) -> Response:
    """One kept file. What a browser might run is handed over as a download."""
    return _response(row, _content(row, blob), row.media_type)


def send_thumbnail(row: Exhibit, blob: str | None) -> Response:
    """A small picture of a kept picture."""
    return _response(row, thumbnail(_content(row, blob)), "image/jpeg")


def _content(row: Exhibit, blob: str | None) -> bytes:
    if blob is None:
        raise NotFound
    return vault.read_of(row, blob)


def _response(row: Exhibit, content: bytes, media_type: str) -> Response:
    response = Response(content, mimetype=media_type)
    how = "inline" if media_type.startswith("image/") else "attachment"
    ending = _ENDINGS.get(media_type, "bin")
    response.headers["Content-Disposition"] = (
        f'{how}; filename="exhibit-{row.exhibit_no}.{ending}"'
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
