"""Prove that the tests notice what may never happen.

Each `tests/defects/NN-what-it-does.patch` is one small real defect. Above its diff it
says which test must notice it, one or more lines of

    Test: tests/services/test_poll.py::test_a_late_ballot_is_refused

The named tests must be green as the tree stands. Then each patch is applied to a copy
of the tree, and each of its tests must go red there, on every database it runs on.

    python scripts/defects.py [NN ...]
"""

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PATCHES = TOP / "tests" / "defects"
LINES = range(1, 11)
AT_ONCE = 2


@dataclass(frozen=True)
class Defect:
    """One patch and the tests that must notice it."""

    patch: Path
    tests: tuple[str, ...]

    @property
    def line(self) -> int:
        """Which of the promises it breaks."""
        return int(self.patch.name.partition("-")[0])


class Unproved(Exception):
    """A defect could not be shown to be noticed; the message says why."""


def main() -> int:
    """Prove all defects, or those whose numbers are given; 1 unless all are noticed."""
    wanted = {int(number) for number in sys.argv[1:]}
    defects = [one for one in read_defects() if not wanted or one.line in wanted]
    report_uncovered(defects if not wanted else read_defects())
    if not defects:
        print("There is no defect to prove.")
        return 0
    if not is_green([test for one in defects for test in one.tests]):
        print("The named tests must be green before a defect can prove anything.")
        return 1
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = list(pool.map(judge, defects))
    print(f"{verdicts.count(True)} noticed, {verdicts.count(False)} not noticed")
    return 0 if all(verdicts) else 1


def read_defects() -> list[Defect]:
    """All patches in the order of the promises they break."""
    return [
        Defect(patch, named_tests(patch)) for patch in sorted(PATCHES.glob("*.patch"))
    ]


def named_tests(patch: Path) -> tuple[str, ...]:
    """What stands behind `Test:` above the diff."""
    above = patch.read_text().partition("\ndiff --git ")[0].splitlines()
    said = [line.lstrip("# ").partition("Test:") for line in above]
    return tuple(test.strip() for before, sign, test in said if sign and not before)


def report_uncovered(defects: Sequence[Defect]) -> None:
    """Say which promises no defect stands for yet."""
    missing = sorted(set(LINES) - {one.line for one in defects})
    if missing:
        print("No defect yet for:", ", ".join(map(str, missing)))


def is_green(tests: Sequence[str]) -> bool:
    """Whether the tests pass on the tree as it is."""
    run = run_tests(TOP, sorted(set(tests)))
    if run.returncode:
        print(run.stdout)
    return run.returncode == 0


def judge(defect: Defect) -> bool:
    """Prove one defect and print one line about it."""
    try:
        with tempfile.TemporaryDirectory(prefix="jury-defect-") as place:
            prove(defect, Path(place) / "tree")
    except Unproved as reason:
        print(f"NOT NOTICED  {defect.patch.name}: {reason}", flush=True)
        return False
    print(f"noticed      {defect.patch.name}", flush=True)
    return True


def prove(defect: Defect, copy: Path) -> None:
    """Show that every named test goes red in a copy with the defect in it."""
    if not defect.tests:
        raise Unproved("it names no test")
    copy_tree(copy)
    applied = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", str(defect.patch)],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    if applied.returncode:
        raise Unproved(f"it no longer applies: {applied.stderr.strip()}")
    report = copy.parent / "report.xml"
    run = run_tests(copy, [*defect.tests, f"--junitxml={report}"])
    if run.returncode not in {0, 1}:
        raise Unproved(f"its tests could not be run: {run.stdout[-500:]}")
    for test in defect.tests:
        for database, is_red in reds(report, test).items():
            if not is_red:
                raise Unproved(f"{test} stays green {database}".rstrip())


def copy_tree(copy: Path) -> None:
    """Copy what is or could be in the repository, and what was compiled of it.

    Bytecode is of a source's size and time: a file that a patch changes is compiled
    anew, and the other thousand are not.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    files = [TOP / name for name in listed.split("\0") if name]
    compiled = [TOP.glob(f"{part}/**/*.pyc") for part in ("jury", "tests")]
    texts = (TOP / "jury" / "translations").rglob("*.mo")
    for file in [*files, *texts, *chain.from_iterable(compiled)]:
        if file.is_file():
            target = copy / file.relative_to(TOP)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)


def run_tests(
    tree: Path, arguments: Sequence[str]
) -> "subprocess.CompletedProcess[str]":
    """Run pytest on the code of a tree with the packages of this environment."""
    environ = dict(os.environ)
    # What the first run compiles, the copies take over.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments],
        cwd=tree,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def reds(report: Path, test: str) -> dict[str, bool]:
    """Per database whether a case of a test failed; a broken fixture is no proof."""
    file, _, wanted = test.partition("::")
    module = file.removesuffix(".py").replace("/", ".")
    found: defaultdict[str, bool] = defaultdict(bool)
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it
        name = case.get("name", "")
        is_wanted = name == wanted or name.startswith(f"{wanted}[")
        if case.get("classname") != module or not is_wanted:
            continue
        database = next(
            (f"on {kind}" for kind in ("sqlite", "postgresql") if kind in name), ""
        )
        found[database] |= case.find("failure") is not None
    return found or {"": False}


if __name__ == "__main__":
    sys.exit(main())
