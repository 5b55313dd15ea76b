"""Begin a language: an empty catalogue in each area, for somebody to fill in.

    python -m scripts.new_language de

What a catalogue lacks is shown in English; a test names every sentence that is missing.
"""

import sys
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

TRANSLATIONS = Path(__file__).resolve().parent.parent / "jury" / "translations"
FILE = Path("LC_MESSAGES") / "messages.po"
KNOWN = "zh_Hans"


def main() -> int:
    """Begin the language that is named; 1 when it is unknown, or begun already."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 1
    try:
        language = str(Locale.parse(sys.argv[1], sep="_"))
    except (ValueError, UnknownLocaleError):
        print(f"{sys.argv[1]} is not a language; write it as in de or zh_Hant.")
        return 1
    areas = sorted(one.parent.parent.parent for one in TRANSLATIONS.glob(f"*/*/{FILE}"))
    for area in dict.fromkeys(areas):
        file = area / language / FILE
        if file.exists():
            print(f"{file} was begun already.")
            return 1
        file.parent.mkdir(parents=True)
        with file.open("wb") as out:
            write_po(out, empty_catalogue(area, language), width=0)
        print(file)
    return 0


def empty_catalogue(area: Path, language: str) -> Catalog:
    """The sentences of an area, without what they are in this language."""
    with (area / KNOWN / FILE).open("rb") as text:
        known = read_po(text, locale=KNOWN)
    begun = Catalog(locale=language, fuzzy=False)
    for message in known:
        if message.id:
            begun.add(message.id, context=message.context)
    return begun


if __name__ == "__main__":
    sys.exit(main())
