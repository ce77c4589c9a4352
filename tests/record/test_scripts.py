"""The record's modules as they are sent: what only their authors read is left out, and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from hub.record.scripts import MODULES, ScriptsFinder, sent

NAMES = sorted(path.name for path in MODULES.glob("*.js"))
SCRIPT = """// About the module.
import { a } from "./a.js";

/**
 * Say it. @param {string} text
 */
export function say(text) {
  /** @type {HTMLElement} */ (a).textContent = "// said /* */"; // to all
  return `${text}  // kept`;
}
"""


def test_comments_on_lines_of_their_own_and_indentation_are_left_out():
    assert sent(SCRIPT) == (
        'import { a } from "./a.js";\n'
        "export function say(text) {\n"
        '/** @type {HTMLElement} */ (a).textContent = "// said /* */"; // to all\n'
        "return `${text}  // kept`;\n"
        "}\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_module_goes_over_the_end_of_a_line(name):
    # Within one, what looks like a comment or like indentation would be part of the text.
    assert all(line.count("`") % 2 == 0 for line in sent((MODULES / name).read_text()).splitlines())


def test_a_module_is_found_as_it_is_sent_and_follows_its_source(tmp_path, settings):
    settings.VAR_DIR = tmp_path / "var"
    (tmp_path / "a.js").write_text("  // one\n  let a;\n")
    finder = ScriptsFinder(tmp_path)
    assert Path(finder.find("record/a.js")).read_text() == "let a;\n"
    (tmp_path / "a.js").write_text("  let b;\n")
    assert Path(finder.find("record/a.js")).read_text() == "let b;\n"
    assert not finder.find("record/other.js") and not finder.find("hub/js/hub.js")
    assert [name for name, _storage in finder.list(None)] == ["record/a.js"]


@pytest.mark.parametrize("name", NAMES)
def test_the_hub_serves_it_so(name):
    found = Path(str(finders.find(f"record/{name}")))
    assert found.is_relative_to(settings.VAR_DIR) and found.read_text() == sent((MODULES / name).read_text())
