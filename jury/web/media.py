"""Sending pictures and files: never cached, never sniffed, under neutral names."""

from collections.abc import Iterator

from flask import Response, request

from jury.domain.errors import NotFound
from jury.redaction.pictures import thumbnail
from jury.services.keeping import vault
from jury.services.submissions.exhibit_parts import read_shown, shown_film
from jury.storage.exhibit_parts import ExhibitPart
from jury.storage.exhibits import Exhibit
from jury.storage.files.blobs import content_size

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/silk": "silk",
    "audio/flac": "flac",
    "audio/aiff": "aiff",
    "audio/x-caf": "caf",
}


def send_media(row: Exhibit, blob: str | None) -> Response:
    """One kept file. What a browser might run is handed over as a download."""
    if blob is None or row.media_type.startswith("image/"):
        return _response(str(row.exhibit_no), _content(row, blob), row.media_type)
    # A film is never held whole.
    pieces = vault.pieces_of(row.dispute_id, blob)
    response = _response(str(row.exhibit_no), pieces, row.media_type)
    response.content_length = content_size(blob)
    return response


def send_thumbnail(row: Exhibit, blob: str | None) -> Response:
    """A small picture of a kept picture."""
    small = thumbnail(_content(row, blob))
    return _response(str(row.exhibit_no), small, "image/jpeg")


def send_part(row: Exhibit, part: ExhibitPart, content: bytes) -> Response:
    """One page or still, as `content` shows it."""
    name = f"{row.exhibit_no}-{part.part_no}"
    return _response(name, content, part.media_type, is_ours=True)


def send_shown_part(row: Exhibit, part: ExhibitPart) -> Response:
    """One page, still or film as jurors get it; a film goes through in pieces."""
    if part.is_picture:
        return send_part(row, part, read_shown(row, part))
    size, pieces = shown_film(row, part)
    name = f"{row.exhibit_no}-{part.part_no}"
    response = _response(name, pieces, part.media_type, is_ours=True)
    response.content_length = size
    # A player asks for the film bit by bit.
    response.make_conditional(request, accept_ranges=True, complete_length=size)
    return response


def send_small_part(row: Exhibit, content: bytes) -> Response:
    """A small picture of a page or still."""
    return _response(str(row.exhibit_no), thumbnail(content), "image/jpeg")


def _content(row: Exhibit, blob: str | None) -> bytes:
    if blob is None:
        raise NotFound
    return vault.read_of(row, blob)


def _response(
    name: str,
    content: bytes | Iterator[bytes],
    media_type: str,
    *,
    is_ours: bool = False,
) -> Response:
    response = Response(content, mimetype=media_type)
    how = "inline" if is_ours or media_type.startswith("image/") else "attachment"
    ending = _ENDINGS.get(media_type, "bin")
    response.headers["Content-Disposition"] = (
        f'{how}; filename="exhibit-{name}.{ending}"'
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
