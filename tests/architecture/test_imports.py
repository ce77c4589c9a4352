"""The table of layers (README, "The rooms"), enforced: a module imports from lower layers and its own room only.

Inside the largest rooms the sub-rooms have an order of their own (SUB_ROOMS): each imports from those before it.
"""

import ast
import re

import pytest

from .source import imported, imports, label, modules, name_of, parse

LAYERS = {
    "hub.core": 1,
    "hub.media": 2,
    "hub.accounts": 2,
    "hub.publication": 2,
    "hub.pages": 2,
    "curriculum": 3,
    "hub.labour_market": 4,
    "hub.record": 4,
    "resources": 5,
    "hub.schools": 6,
    "hub.clusters": 7,
    "hub.opportunities": 7,
    "hub.audits": 7,
    "hub.events": 7,
    "search": 8,
    "hub.home": 9,
    "hub.settings": 10,
    "hub.urls": 10,
    "hub.wsgi": 10,
    "hub.gunicorn": 10,
}
# Each imports from those before it, and from itself.
SUB_ROOMS = {
    "hub.schools": (
        "text",
        "validators",
        "register",
        "microsites",
        "tenancy",
        "hosts",
        "access_log",
        "invitations",
        "duties",
        "word",
        "policy",
        "careers",
        "provider_access",
        "annual_report",
        "school_home",
        "directory",
        "setting_up",
        "reminders",
        # What joins them: what Django and Wagtail look for by name, and what the rooms register with each other.
        "models",
        "registrations",
        "templatetags",
        "wagtail_hooks",
        "management",
        "apps",
    ),
    "hub.opportunities": (
        "letters",
        "people",
        "organisations",
        "offers",
        "contacts",
        "provider_requests",
        "sharing",
        "requests",
        "visits",
        # What joins them, as in hub.schools.
        "models",
        "urls",
        "registrations",
        "templatetags",
        "wagtail_hooks",
        "management",
        "apps",
    ),
    "hub.audits": (
        "reach",
        "questions",
        "answers",
        "actions",
        "sharing",
        "surveys",
        "models",
        "management",
        "wagtail_hooks",
        "urls",
        "apps",
    ),
    "hub.events": ("calendars", "planner", "models", "management", "urls", "wagtail_hooks", "apps"),
    "search": (
        "facets",
        "index",
        "understanding",
        "request",
        "engines",
        "steering",
        "results",
        "models",
        "checks",
        "wagtail_hooks",
        "management",
        "apps",
    ),
}
LOOSE_MODULES = 8
# Lazy strings that point up, each with its reason. A foreign key never does.
UPWARD_STRINGS: dict[str, set[str]] = {
    "curriculum.blocks": {"resources.LessonResourcePage"},  # a lesson names what it is taught with
    "curriculum.models.pages": {"home.HomePage"},  # where the curriculum may stand
    # where the list of clusters may stand, and the calendar of a cluster
    "hub.clusters.models.pages": {"home.HomePage", "events.EventCalendarPage"},
    "hub.events.calendars.models": {"home.HomePage", "clusters.ClusterPage"},  # where a calendar may stand
    "hub.labour_market.models.pages": {"home.HomePage"},  # where the page of the labour market may stand
    # text and news stand under either, and events in a calendar
    "hub.pages.models": {"home.HomePage", "schools.SchoolHomePage", "events.EventCalendarPage"},
    # the directory stands under the front page, and a school's calendar under its home page
    "hub.schools.microsites.models": {"home.HomePage", "events.EventCalendarPage"},
    "resources.models.pages": {"home.HomePage"},  # where the library may stand
}


MODEL_STRING = re.compile(r"[a-z_]+\.[A-Z]\w+")


def room_of(module: str) -> str | None:
    return next((room for room in LAYERS if module == room or module.startswith(room + ".")), None)


def sub_room_of(module: str, room: str) -> str | None:
    """Return the sub-room (or loose module) of `room` that a module lies in; None for the room's own package."""
    return module.removeprefix(room + ".").split(".")[0] if module.startswith(room + ".") else None


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


@pytest.mark.parametrize("path", [path for path in modules() if room_of(name_of(path)) in SUB_ROOMS], ids=label)
def test_a_sub_room_imports_only_from_those_before_it(path):
    """Late imports too, and those for types alone: `ready()` of the app is in the last of them."""
    module = name_of(path)
    room = room_of(module) or ""
    order, own = SUB_ROOMS[room], sub_room_of(module, room)
    if own is None:
        assert not imported(path), f"{room}/__init__.py imports nothing of ours"
        return
    assert own in order, f"{module}: give {own} its place in SUB_ROOMS"
    for target in imported(path):
        other = sub_room_of(target, room)
        if other and other != own:
            assert order.index(other) < order.index(own), f"{module} imports {target}, which stands above it"


@pytest.mark.parametrize("room", SUB_ROOMS)
def test_few_modules_lie_loose_beside_the_sub_rooms(room):
    names = {name_of(path) for path in modules()}
    loose = [name for name in names if name.startswith(room + ".") and name.count(".") == room.count(".") + 1]
    loose = [name for name in loose if not any(other.startswith(name + ".") for other in names)]
    assert len(loose) <= LOOSE_MODULES, f"{room}: {sorted(loose)}"


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


def test_every_system_check_is_registered_when_its_app_starts():
    """A check in a module that nobody imports never runs, and its own test, which imports it, passes."""
    with_checks = [
        path
        for path in modules()
        if "from django.core.checks import" in path.read_text() and "@register" in path.read_text()
    ]
    with_checks += [path for path in modules() if "@checks.register" in path.read_text()]
    assert len(with_checks) >= 3
    for path in with_checks:
        assert name_of(path) in imported(path.with_name("apps.py")), f"{label(path)}: import it in ready()"
