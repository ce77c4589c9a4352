"""What serves no request stays outside the product: it imports nothing of tests/, and production starts without it."""

import ast
import os
import subprocess
import sys

import pytest

from .source import ROOT, imports, label, modules, name_of, parse

# Where the commands of tests.tools are wanted.
INSTALL_IT = {"hub.settings.dev", "hub.settings.test"}
# As on a machine without the folder: whatever imports it fails.
WITHOUT_TESTS = """
import sys
sys.modules["tests"] = None
import django
django.setup()
from django.core.management import call_command, get_commands
call_command("check", deploy=True, fail_level="WARNING")
print(*sorted(get_commands()))
"""


@pytest.mark.parametrize("path", modules(), ids=label)
def test_a_module_of_the_product_names_nothing_of_the_tests(path):
    named = set(imports(ast.walk(parse(path)), path))
    constants = (node.value for node in ast.walk(parse(path)) if isinstance(node, ast.Constant))
    named |= {value for value in constants if isinstance(value, str)}
    found = {name for name in named if name == "tests" or name.startswith("tests.")}
    assert found == ({"tests.tools"} if name_of(path) in INSTALL_IT else set())


def test_production_starts_without_the_tests_and_has_none_of_their_commands(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hub.settings.production",
        "SECRET_KEY": "only-for-this-test-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "ALLOWED_HOSTS": "hub.example",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }
    command = [sys.executable, "-c", WITHOUT_TESTS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    commands = set(done.stdout.split())
    assert "search_rebuild" in commands
    assert not {name for name in commands if name.startswith(("bench_", "drill_", "fuzz_", "judge_"))}


def test_the_image_has_no_tests():
    assert "tests" in (ROOT / ".dockerignore").read_text().splitlines()
