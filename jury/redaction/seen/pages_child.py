"""Draw the pages of one hostile PDF in a process of its own, under limits.

Run by path, not as a module. Reads the PDF from standard input; writes a frame of
``protocol.py`` for each page: its lines of text with their boxes, and a picture. Forms
are drawn without their scripts; what is attached is never opened.
Arguments: most pages, longest side of a page, bytes of memory, seconds.
"""

import ctypes
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2

_MOST_BYTES_OF_LETTERS: Final = 1_500_000
_POINTS_AN_INCH: Final = 72
_DOTS_AN_INCH: Final = 150
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000


def main(arguments: list[str]) -> None:
    """Answer for the one PDF on standard input."""
    most, side, memory, seconds = map(int, arguments[:4])
    _limit_self(memory, seconds)
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        return _write({"code": "encrypted" if locked else "not_a_pdf"}, b"")
    if count > most or count == 0:
        return _write({"code": "too_many_pages" if count else "not_a_pdf"}, b"")
    for place in range(count):
        _write(*_drawn(document[place], side))
    return None


def _limit_self(memory: int, seconds: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _drawn(page: Any, side: int) -> tuple[dict[str, Any], bytes]:
    width, height = page.get_size()
    scale = min(_DOTS_AN_INCH / _POINTS_AN_INCH, side / max(width, height, 1))
    picture = page.render(scale=scale).to_pil().convert("RGB")
    lines = [[text, box] for text, box in _lines(page, scale)]
    head = {"width": picture.width, "height": picture.height, "lines": lines}
    return head, _written(picture)


def _written(picture: Any) -> bytes:
    """Letters as they are; a photograph of a page as one, or it is long on its way."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    if out.tell() > _MOST_BYTES_OF_LETTERS:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def _lines(page: Any, scale: float) -> Iterator[tuple[str, list[int]]]:
    """What the file itself says is written there, in pixels from the top left."""
    high = page.get_size()[1]
    layer = page.get_textpage()
    for place in range(layer.count_rects()):
        left, bottom, right, top = layer.get_rect(place)
        text = layer.get_text_bounded(left, bottom, right, top).strip()
        if text:
            yield (
                text,
                [
                    round(left * scale),
                    round((high - top) * scale),
                    round((right - left) * scale),
                    round((top - bottom) * scale),
                ],
            )


def _write(head: dict[str, Any], content: bytes) -> None:
    line = json.dumps({**head, "size": len(content)})
    sys.stdout.buffer.write(line.encode() + b"\n" + content)


if __name__ == "__main__":
    main(sys.argv[1:])
