"""Make the list of things in `jury/redaction/latin`: what a name is a brand before.

    apt-get download wordnet-base
    dpkg-deb -x wordnet-base_*.deb wordnet
    .venv/bin/python -m scripts.pack_things wordnet/usr/share/wordnet

Of WordNet's nouns (its licence is in NOTICE) it keeps single words whose first meaning
is something made, eaten, grown, or a material. Words that are adverbs or adjectives
too, and names that no dictionary has, are left out; verbs go to a list of their own.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jury.redaction.latin import given, listed

OUT: Final = Path(__file__).parents[1] / "jury" / "redaction" / "latin"
# The files of WordNet's lexicographers: artifacts, food, plants, substances.
_MEANINGS: Final = frozenset({"06", "13", "20", "27"})
_SINGLE: Final = re.compile("[a-z]{3,}")


def main() -> None:
    source = Path(sys.argv[1])
    things = set(_things(source)) - set(_words(source / "index.adv"))
    things -= set(_words(source / "index.adj"))
    things -= (given() | listed("last")) - listed("dictionary")
    verbs = things & set(_words(source / "index.verb"))
    for name, kept in {"things": things - verbs, "uses": verbs}.items():
        lines = "\n".join(sorted(kept))
        (OUT / f"{name}.txt").write_text(lines + "\n")
        print(f"{name}: {len(kept):,} words, {len(lines):,} bytes")


def _things(source: Path) -> Iterator[str]:
    """Nouns by the meaning that stands first, the most frequent one."""
    meanings = {
        line[:8]: line.split(" ", 2)[1] for line in _lines(source / "data.noun")
    }
    for line in _lines(source / "index.noun"):
        word, _, count, *rest = line.split()
        if _SINGLE.fullmatch(word) and meanings[rest[-int(count)]] in _MEANINGS:
            yield word


def _words(index: Path) -> Iterator[str]:
    return (line.split(" ", 1)[0] for line in _lines(index))


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file of WordNet without its licence, which is indented."""
    with path.open(encoding="ascii") as file:
        yield from (line for line in file if not line.startswith(" "))


if __name__ == "__main__":
    main()
