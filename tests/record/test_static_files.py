"""The record's modules as production serves them, and what they weigh."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

import hub.record
from hub.record.scripts import sent

STATIC = Path(hub.record.__file__).parent / "static"
MODULES = sorted((STATIC / "record").glob("*.js"))
# What all scripts of the record may weigh together, as sent.
MOST_BYTES = 60 * 1024
_IMPORT = re.compile(r'\b(?:from|^import)\s+"([^"]+)";|await import\("([^"]+)"\)', re.MULTILINE)


@pytest.fixture
def collected(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "hub.core.static_files.StaticFiles"}}
    settings.VAR_DIR = tmp_path / "var"
    settings.STATICFILES_FINDERS = ["hub.record.scripts.ScriptsFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_every_module_imports_the_others_under_the_names_of_what_they_hold(collected):
    imports = 0
    for module in MODULES:
        text = (collected / staticfiles_storage.url(f"record/{module.name}").removeprefix("/static/")).read_text()
        for found in _IMPORT.finditer(text):
            name = found[1] or found[2]
            assert re.fullmatch(r"\./\w+\.[0-9a-f]{12}\.js", name), f"{module.name}: {name}"
            assert (collected / "record" / name).exists()
            imports += 1
    assert imports > 20


def test_all_scripts_of_the_record_are_under_60_kilobytes_as_sent():
    weights = {module.name: len(gzip.compress(sent(module.read_text()).encode(), 9)) for module in MODULES}
    assert sum(weights.values()) < MOST_BYTES, weights


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_reads_nothing_that_was_typed_as_html(module):
    text = re.sub(r"//[^\n]*|/\*.*?\*/", "", module.read_text(), flags=re.DOTALL)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource", text)
