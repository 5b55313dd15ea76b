"""The project's own files, as the tests of its form look at them."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SHIPPED = ("jury", "config.py", "wsgi.py")
ALL = (*SHIPPED, "scripts", "bench", "tests")
LANDMARKS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Function:
    """A function as it stands in a file; its lines begin with `def`."""

    place: str
    lines: int
    is_view: bool
    is_test: bool


def python_files(*roots: str) -> list[Path]:
    """Every Python file below the roots; migrations are generated and left out."""
    found = [
        file
        for root in map(TOP.joinpath, roots)
        for file in ([root] if root.is_file() else sorted(root.rglob("*.py")))
    ]
    return [file for file in found if "migrations" not in file.parts]


def name(file: Path) -> str:
    """The path as people write it."""
    return str(file.relative_to(TOP))


@functools.cache
def tree(file: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(file.read_text(), filename=str(file))


@functools.cache
def landmarks(file: Path) -> tuple[ast.AST, ...]:
    """The functions and imports of a file, for which all of it is walked but once."""
    return tuple(one for one in ast.walk(tree(file)) if isinstance(one, LANDMARKS))


def functions(*roots: str) -> Iterator[Function]:
    """Every function and method below the roots."""
    for file in python_files(*roots):
        for node in landmarks(file):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield Function(
                    place=f"{name(file)}:{node.lineno} {node.name}",
                    lines=(node.end_lineno or node.lineno) - node.lineno + 1,
                    is_view=any(map(_is_route, node.decorator_list)),
                    is_test=node.name.startswith("test_"),
                )


def imported_modules(file: Path) -> set[str]:
    """The dotted names a file imports, wherever in it."""
    found: set[str] = set()
    for node in landmarks(file):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def _is_route(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in {"route", "get", "post", "put", "patch", "delete"}
    )
