"""Make lists of `jury/redaction/latin`: names in Latin letters, common words.

    pip download --no-deps Faker==40.63.0 names==0.3.0
    apt-get download wamerican-small wbritish-small
    for deb in w*-small_*.deb; do dpkg-deb -x $deb words; done
    .venv/bin/python -m scripts.pack_latin_names faker-*.whl names-0.3.0.tar.gz \
        words/usr/share/dict/*-english-small

Faker's names of many countries and its list of English words are MIT; the census counts
in `names` are of the US government and in the public domain; the dictionaries are those
of SCOWL (see NOTICE), without the words that many people are called by.
"""

import ast
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jury.redaction.latin import plain_letters

OUT: Final = Path(__file__).parents[1] / "jury" / "redaction" / "latin"
_SURNAMES: Final = 15_000
# Of each sex: what more people are called by is a name first, and a word after.
_OFTEN: Final = 250
# Surnames that people write alone, and mean one man by.
_FAMED: Final = frozenset({"trump"})
_SMALL: Final = re.compile("[a-z]{2,}")
_PEOPLE: Final = "faker/providers/person/"
_WORDS: Final = "faker/providers/lorem/en_US/__init__.py"


def main() -> None:
    wheel, sdist = Path(sys.argv[1]), Path(sys.argv[2])
    first, last, called = set[str](), set[str](), set[str]()
    with zipfile.ZipFile(wheel) as faker:
        for name in faker.namelist():
            if name.startswith(_PEOPLE) and name.endswith("__init__.py"):
                source = faker.read(name).decode()
                first.update(_listed(source, "first_name"))
                last.update(_listed(source, "last_name"))
        words = set(_listed(faker.read(_WORDS).decode(), "word_list"))
    with tarfile.open(sdist) as census:
        for sex in ("male", "female"):
            counted = list(_counted(census, f"dist.{sex}.first"))
            first.update(counted)
            called.update(counted[:_OFTEN])
        last.update(list(_counted(census, "dist.all.last"))[:_SURNAMES])
    spelt = (Path(path).read_text().split() for path in sys.argv[3:])
    said = {word for each in spelt for word in each if _SMALL.fullmatch(word)}
    said -= called | _FAMED
    lists = {"first": first, "last": last, "words": words, "dictionary": said}
    for name, kept in lists.items():
        lines = "\n".join(sorted(kept))
        (OUT / f"{name}.txt").write_text(lines + "\n")
        print(f"{name}: {len(kept):,} words, {len(lines):,} bytes")


def _listed(source: str, begins: str) -> Iterator[str]:
    """The strings of every assignment to a name that begins so."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(getattr(target, "id", "").startswith(begins) for target in targets):
            for leaf in ast.walk(node.value):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    yield from _words(leaf.value)


def _words(given: str) -> Iterator[str]:
    for part in given.split():
        word = plain_letters(part)
        if len(word) > 1 and all("a" <= letter <= "z" for letter in word):
            yield word


def _counted(census: tarfile.TarFile, name: str) -> Iterator[str]:
    member = census.extractfile(f"names-0.3.0/names/{name}")
    if member is None:
        raise FileNotFoundError(name)
    for line in member.read().decode().splitlines():
        yield from _words(line.split()[0])


if __name__ == "__main__":
    main()
