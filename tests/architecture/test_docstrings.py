"""Every room says at its door what it holds and what it may import, and keeps to it."""

import ast
import re
from pathlib import Path

import pytest

from .source import ROOT, imports, label, modules, name_of, parse
from .test_imports import LAYERS, SUB_ROOMS, room_of

LINES = 3
MAY_IMPORT = "May import "


def _has_models(package: Path) -> bool:
    return (package / "models.py").exists() or (package / "models").is_dir()


PACKAGES = [path.parent for path in modules() if path.name == "__init__.py"]
ROOMS = [path for path in PACKAGES if ".".join(path.relative_to(ROOT).parts) in LAYERS and (path / "apps.py").exists()]
SUB_ROOM_NAMES = {f"{room}.{own}" for room, order in SUB_ROOMS.items() for own in order} - {
    f"{room}.management" for room in SUB_ROOMS
}
SUB_ROOM_PACKAGES = [path for path in PACKAGES if ".".join(path.relative_to(ROOT).parts) in SUB_ROOM_NAMES]
DESCRIBED = [path for path in PACKAGES if path in ROOMS or path in SUB_ROOM_PACKAGES or _has_models(path)]


def docstring(package: Path) -> str:
    return ast.get_docstring(parse(package / "__init__.py")) or ""


@pytest.mark.parametrize("package", DESCRIBED, ids=label)
def test_a_room_says_in_three_lines_what_it_holds_and_what_it_may_import(package):
    text = docstring(package)
    assert len(text.splitlines()) >= LINES, "say what it holds, and below what it may import"
    assert MAY_IMPORT in text


@pytest.mark.parametrize("package", ROOMS, ids=label)
def test_a_room_imports_no_other_than_it_says(package):
    room = name_of(package / "__init__.py")
    own = [path for path in modules() if path.is_relative_to(package)]
    used = {room_of(target) for path in own for target in imports(ast.walk(parse(path)), path)} - {room, None}
    allowed = set(re.findall(r"[\w.]+\w", docstring(package).partition(MAY_IMPORT)[2])) & set(LAYERS)
    assert used <= allowed
    assert all(LAYERS[other] < LAYERS[room] for other in allowed)


def test_the_rooms_are_found():
    assert len(ROOMS) >= 10
