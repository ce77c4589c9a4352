"""The table of layers (README, "The layers"), enforced: a module imports from lower layers and its own app only."""

import ast
import re

import pytest

from .source import imports, label, modules, name_of, parse

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
    "curriculum.blocks": {"resources.LessonResourcePage"},  # a lesson names what it is taught with
    "curriculum.models.pages": {"home.HomePage"},  # where the curriculum may stand
    "hub.pages.models": {"home.HomePage", "schools.SchoolHomePage"},  # text and news stand under either
    "hub.schools.microsites.models": {"home.HomePage"},  # the directory stands under the front page
    "resources.models.pages": {"home.HomePage"},  # where the library may stand
}


MODEL_STRING = re.compile(r"[a-z_]+\.[A-Z]\w+")


def room_of(module: str) -> str | None:
    return next((room for room in LAYERS if module == room or module.startswith(room + ".")), None)


@pytest.mark.parametrize("path", modules(), ids=label)
def test_a_module_imports_only_from_lower_layers_and_its_own_room(path):
    module = name_of(path)
    room = room_of(module)
    if room is None:
        assert module == "hub", f"{module} stands in no room of the table"
        assert not path.read_text().strip(), "hub/__init__.py stays empty"
        return
    for target in imports(ast.walk(parse(path)), path):
        other = room_of(target)
        if other and other != room:
            assert LAYERS[other] < LAYERS[room], f"{module} (layer {LAYERS[room]}) imports {target} ({LAYERS[other]})"


@pytest.mark.parametrize("path", modules(), ids=label)
def test_a_lazy_string_that_points_up_is_listed(path):
    module = name_of(path)
    room = room_of(module)
    if room is None or LAYERS[room] == LAYERS["hub.settings"]:
        return
    strings = {node.value for node in ast.walk(parse(path)) if isinstance(node, ast.Constant)}
    models = {text for text in strings if isinstance(text, str) and MODEL_STRING.fullmatch(text)}
    rooms = {text: room_of("hub." + text) or room_of(text) for text in models}
    upward = {text for text, other in rooms.items() if other and other != room and LAYERS[other] >= LAYERS[room]}
    assert upward == UPWARD_STRINGS.get(module, set()), f"{module}: list lazy strings that point up in UPWARD_STRINGS"
