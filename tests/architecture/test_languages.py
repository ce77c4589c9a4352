"""The site's languages are named in settings alone; what else needs them reads them there."""

import ast

import pytest
from django.conf import settings

from .source import label, modules, name_of, parse

# English is the language the code is written in and the one whose pages count.
CODES = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}


@pytest.mark.parametrize("path", [path for path in modules() if "settings" not in path.parts], ids=label)
def test_no_module_but_settings_names_a_language_of_the_site(path):
    constants = {node.value for node in ast.walk(parse(path)) if isinstance(node, ast.Constant)}
    named = {code for code in CODES if code in constants}
    assert not named, f"{name_of(path)} names {', '.join(named)}: read settings.LANGUAGES"


def test_there_are_languages_to_look_for():
    assert len(CODES) >= 2
