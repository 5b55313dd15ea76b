"""Print every figure beside its yardstick; exit code 1 when a limit is missed."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from types import ModuleType

import bench
from bench.measure import Figure

HEADINGS = ("figure", "ours", "yardstick", "ratio", "limit", "")
ROW = "{:<58} {:>12} {:>12} {:>7} {:>9}  {}"


def main() -> int:
    """Print a row as soon as it is measured."""
    wanted = set(sys.argv[1:])
    print(ROW.format(*HEADINGS))
    missed = 0
    for name, module in benches():
        if wanted and name not in wanted:
            continue
        for figure in module.figures():
            print(row(figure), flush=True)
            missed += not figure.holds
    return 1 if missed else 0


def benches() -> Iterator[tuple[str, ModuleType]]:
    """The modules of this package that measure something, by name."""
    for found in pkgutil.iter_modules(bench.__path__):
        if found.name.startswith("_"):
            continue
        module = importlib.import_module(f"bench.{found.name}")
        if hasattr(module, "figures"):
            yield found.name, module


def row(figure: Figure) -> str:
    """One line of the table."""
    has_yardstick = figure.yardstick is not None
    return ROW.format(
        figure.name,
        amount(figure.ours, figure.unit),
        amount(figure.yardstick, figure.unit),
        f"{figure.judged:.2f}" if has_yardstick else "",
        limit(figure),
        "" if figure.holds else "MISSED",
    )


def amount(value: float | None, unit: str) -> str:
    """A number with its unit."""
    return "" if value is None else f"{value:.4g} {unit}"


def limit(figure: Figure) -> str:
    """What was promised."""
    if figure.at_least is not None:
        return f">= {figure.at_least:g}"
    return "" if figure.at_most is None else f"<= {figure.at_most:g}"


if __name__ == "__main__":
    sys.exit(main())
