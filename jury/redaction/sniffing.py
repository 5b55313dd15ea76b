"""What a file is, by its first bytes; names and declared types are never believed."""

from typing import Final, Literal

Kind = Literal["picture", "pdf", "video", "audio", "heic"]
PictureFormat = Literal["JPEG", "PNG", "WEBP", "HEIF", "other"]

_HEIC_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
)
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
_OTHER_PICTURES: Final = (
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"\0\0\1\0",
    b"\x8aMNG",
    b"\0\0\0\x0cJXL ",
    b"\0\0\0\x0cjP  ",
    b"\xff\x0a",
    b"8BPS",
)
_VIDEOS: Final = (
    b"\x1a\x45\xdf\xa3",
    b"FLV\x01",
    b"\0\0\1\xba",
    b"\0\0\1\xb3",
    b"OggS",
)
_SOUNDS: Final = (
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"#!SILK", "audio/silk"),
    (b"\x02#!SILK", "audio/silk"),
    (b"caff", "audio/x-caf"),
    # How frames of MPEG audio begin: layer III of each version, and AAC.
    *((bytes((0xFF, head)), "audio/mpeg") for head in b"\xfb\xfa\xf3\xf2\xe3\xe2"),
    *((bytes((0xFF, head)), "audio/aac") for head in b"\xf1\xf0\xf9\xf8"),
)
_HEARD_ONLY: Final = frozenset({b"M4A ", b"M4B ", b"M4P "})


def sniff_kind(content: bytes) -> Kind | None:
    """What an upload claims to be by its magic bytes; None for anything else."""
    form = picture_format(content)
    if form == "HEIF":
        return "heic"
    if form in {"JPEG", "PNG", "WEBP"}:
        return "picture"
    if content[:1024].lstrip(b"\0\t\n\x0c\r \xef\xbb\xbf").startswith(b"%PDF-"):
        return "pdf"
    if form is None and sound_format(content):
        return "audio"
    return "video" if form is None and _is_video(content) else None


def sound_format(content: bytes) -> str | None:
    """The media type of a recording that shows nothing; None for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[:4] == b"FORM" and content[8:12] in {b"AIFF", b"AIFC"}:
        return "audio/aiff"
    if content[4:8] == b"ftyp" and content[8:12] in _HEARD_ONLY:
        return "audio/mp4"
    if content[:4] == b"OggS":
        is_sound = any(one in content[:64] for one in (b"OpusHead", b"\x01vorbis"))
        return "audio/ogg" if is_sound else None
    known = (kind for head, kind in _SOUNDS if content.startswith(head))
    return next(known, None)


def picture_format(content: bytes) -> PictureFormat | None:
    """The picture format of the magic bytes; "other" is one that is not admitted."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "HEIF"
    if content[4:8] == b"ftyp" and content[8:12] in _AVIF_BRANDS:
        return "other"
    return "other" if content.startswith(_OTHER_PICTURES) else None


def _is_video(content: bytes) -> bool:
    if content[4:8] in {b"ftyp", b"moov", b"mdat", b"wide"}:
        return True
    if content[:4] == b"RIFF" and content[8:12] == b"AVI ":
        return True
    return content.startswith(_VIDEOS)
