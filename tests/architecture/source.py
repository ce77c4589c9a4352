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
