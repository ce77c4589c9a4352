"""A module stays under 300 lines, a function under 40, or it says why; no module reaches itself through its imports."""

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from .source import imports, label, modules, name_of, parse

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


def test_no_module_reaches_itself_through_its_imports():
    names = {name_of(path) for path in modules()}
    graph = {}
    for path in modules():
        # Only what runs on import counts: a late import inside a function is how a registry is filled.
        wanted = set(imports(iter(parse(path).body), path)) & names
        # `from . import x` names the package as well; the package is not what the module needs.
        own = name_of(path)
        graph[own] = {name for name in wanted if name != own and not own.startswith(name + ".")}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail("circle: " + " -> ".join(error.args[1]))
