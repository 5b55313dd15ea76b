"""Sending pictures and files: never cached, never sniffed, under neutral names."""

from flask import Response

from jury.domain.errors import NotFound
from jury.redaction.pictures import thumbnail
from jury.storage.blobs import read_blob

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
}


def send_media(blob: str | None, media_type: str, *, name: str) -> Response:
    """One kept file. What a browser might run is handed over as a download."""
    if blob is None:
        raise NotFound
    return _response(read_blob(blob), media_type, name=name)


def send_thumbnail(blob: str | None, *, name: str) -> Response:
    """A small picture of a kept picture."""
    if blob is None:
        raise NotFound
    return _response(thumbnail(read_blob(blob)), "image/jpeg", name=name)


def _response(content: bytes, media_type: str, *, name: str) -> Response:
    response = Response(content, mimetype=media_type)
    how = "inline" if media_type.startswith("image/") else "attachment"
    ending = _ENDINGS.get(media_type, "bin")
    response.headers["Content-Disposition"] = f'{how}; filename="{name}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
