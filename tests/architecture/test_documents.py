"""What the README, CONTRIBUTING, the operator's pages and the decisions refer to is there."""

import re

import pytest
from django.core.management import get_commands

from .source import ROOT, label

README_LINES = 130
LINE_LENGTH = 120
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "hub/docs").glob("*.md")),
    *sorted((ROOT / "hub/decisions").glob("*.md")),
]
PROSE = [path for path in DOCUMENTS if path.parent.name != "decisions"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:hub|curriculum|resources|search|templates|tests|requirements)/[\w./*-]*)`")
COMMAND = re.compile(r"manage\.py (\w+)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=label)
def test_a_link_leads_to_a_file(path):
    targets = [link.partition("#")[0] for link in LINK.findall(path.read_text()) if "://" not in link]
    assert [each for each in targets if not (path.parent / each).exists()] == []


@pytest.mark.parametrize("path", PROSE, ids=label)
def test_a_file_or_folder_that_is_named_exists(path):
    assert [each for each in PATH.findall(path.read_text()) if not any(ROOT.glob(each))] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=label)
def test_a_command_that_is_named_exists(path):
    assert set(COMMAND.findall(path.read_text())) - set(get_commands()) == set()


@pytest.mark.parametrize("path", PROSE, ids=label)
def test_lines_can_be_read_without_scrolling(path):
    assert [line for line in path.read_text().splitlines() if len(line) > LINE_LENGTH] == []


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= README_LINES


def test_every_decision_is_in_the_list():
    folder = ROOT / "hub/decisions"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    assert listed == {path.name for path in folder.glob("0*.md")}
