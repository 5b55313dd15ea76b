"""Make lists of `jury/redaction/latin`: names in Latin letters, common words.

    pip download --no-deps Faker==40.63.0 names==0.3.0
    .venv/bin/python -m scripts.pack_latin_names faker-*.whl names-0.3.0.tar.gz

Faker's names of many countries and its list of English words are MIT; the census counts
in `names` are of the US government and in the public domain.
"""

import ast
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jury.redaction.latin import plain_letters

OUT: Final = Path(__file__).parents[1] / "jury" / "redaction" / "latin"
_SURNAMES: Final = 15_000
_PEOPLE: Final = "faker/providers/person/"
_WORDS: Final = "faker/providers/lorem/en_US/__init__.py"


def main() -> None:
    wheel, sdist = Path(sys.argv[1]), Path(sys.argv[2])
    first, last = set[str](), set[str]()
    with zipfile.ZipFile(wheel) as faker:
        for name in faker.namelist():
            if name.startswith(_PEOPLE) and name.endswith("__init__.py"):
                source = faker.read(name).decode()
                first.update(_listed(source, "first_name"))
                last.update(_listed(source, "last_name"))
        words = set(_listed(faker.read(_WORDS).decode(), "word_list"))
    with tarfile.open(sdist) as census:
        first.update(_counted(census, "dist.male.first"))
        first.update(_counted(census, "dist.female.first"))
        last.update(list(_counted(census, "dist.all.last"))[:_SURNAMES])
    for name, kept in (("first", first), ("last", last), ("words", words)):
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
