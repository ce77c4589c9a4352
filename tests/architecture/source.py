"""What the architecture tests read: every module of the project's own, parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("hub", "curriculum", "resources", "search")


@cache
def modules() -> tuple[Path, ...]:
    """Every module but migrations, in a stable order."""
    found = (p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts)
    return tuple(sorted(found))


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    """Return the dotted name a module is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def label(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(nodes: Iterator[ast.AST], path: Path) -> Iterator[str]:
    """Yield every dotted name that the given nodes import; relative imports made absolute."""
    package = name_of(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


@cache
def names() -> frozenset[str]:
    return frozenset(name_of(path) for path in modules())


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the modules of ours that a module imports anywhere in it: on import, late, or for types alone.

    `from . import x` names the package as well; the package is not what the module needs.
    """
    own = name_of(path)
    wanted = set(imports(ast.walk(parse(path)), path)) & names()
    return frozenset(name for name in wanted if name != own and not _is_only_the_package(name, wanted, own))


def _is_only_the_package(name: str, wanted: set[str], own: str) -> bool:
    return own.startswith(name + ".") or any(other.startswith(name + ".") for other in wanted)


def late_imports(path: Path) -> list[tuple[str, str]]:
    """Return (function, module) for each import of ours inside a function, `ready()` of an app left out."""
    found = []
    for function in ast.walk(parse(path)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            if function.name == "ready" and path.name == "apps.py":
                continue
            own = set(imports(ast.walk(function), path)) & names()
            found += [(function.name, name) for name in sorted(own)]
    return found
