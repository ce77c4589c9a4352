"""A module stays under 300 lines, a function under 40, or it says why; no module reaches itself through its imports."""

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from .source import imported, label, late_imports, modules, name_of, parse

MODULE_LINES = 300
FUNCTION_LINES = 40
# "Says why": a comment or docstring line that begins with this.
EXCUSE = "Long because"


@pytest.mark.parametrize("path", modules(), ids=label)
def test_a_module_is_short_or_says_why(path):
    text = path.read_text()
    assert text.count("\n") <= MODULE_LINES or EXCUSE in text


@pytest.mark.parametrize("path", modules(), ids=label)
def test_a_function_is_short_or_says_why(path):
    lines = path.read_text().splitlines()
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            body = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            assert length <= FUNCTION_LINES or EXCUSE in body, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", modules(), ids=label)
def test_only_ready_imports_late(path):
    """A late import hides what a module needs; what it needs from above is registered in AppConfig.ready()."""
    assert not late_imports(path)


def test_no_module_reaches_itself_through_its_imports():
    """Every import counts, late ones and those for types alone; only `ready()` may reach up."""
    graph = {name_of(path): imported(path) for path in modules() if path.name != "apps.py"}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail("circle: " + " -> ".join(error.args[1]))
