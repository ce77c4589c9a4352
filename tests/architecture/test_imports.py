"""The table of layers (README, "The layers"), enforced: a module imports from lower layers and its own app only."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = {
    "hub.core": 1,
    "hub.media": 2,
    "hub.accounts": 2,
    "hub.publication": 2,
    "hub.pages": 2,
    "curriculum": 3,
    "hub.labour_market": 4,
    "hub.clusters": 4,
    "resources": 5,
    "hub.opportunities": 5,
    "hub.schools": 6,
    "search": 7,
    "hub.home": 8,
    "hub.settings": 9,
    "hub.urls": 9,
    "hub.wsgi": 9,
    "hub.gunicorn": 9,
}
# Lazy strings that point up, each with its reason. A foreign key never does.
UPWARD_STRINGS: dict[str, set[str]] = {
    "hub.schools.models.microsite": {"home.HomePage"},  # the directory stands under the front page
}


def room_of(module: str) -> str | None:
    return next((room for room in LAYERS if module == room or module.startswith(room + ".")), None)


def modules() -> list[Path]:
    folders = [ROOT / "hub", ROOT / "curriculum", ROOT / "resources", ROOT / "search"]
    return sorted(p for folder in folders for p in folder.rglob("*.py") if "migrations" not in p.parts)


def imported(tree: ast.AST, module: str, is_package: bool):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")[: None if is_package and node.level == 1 else -node.level + is_package]
                base = ".".join([*parts, base]).rstrip(".")
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_from_lower_layers_and_its_own_room(path):
    module = name_of(path)
    room = room_of(module)
    if room is None:
        assert module == "hub", f"{module} stands in no room of the table"
        assert not path.read_text().strip(), "hub/__init__.py stays empty"
        return
    for target in imported(ast.parse(path.read_text()), module, path.name == "__init__.py"):
        other = room_of(target)
        if other and other != room:
            assert LAYERS[other] < LAYERS[room], f"{module} (layer {LAYERS[room]}) imports {target} ({LAYERS[other]})"
