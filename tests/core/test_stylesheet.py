"""The stylesheet: one file for pages, joined from a file for each part of a layer."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template.loader import render_to_string

from hub.core.stylesheet import NAME, STYLES, StylesheetFinder, joined

FILES = sorted(path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css") if path.name != "site.css")
CONTENTS = (STYLES / "site.css").read_text()
STYLESHEET_LINKS = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


@pytest.fixture
def styles(tmp_path, settings):
    """Two layers of a file each, and a folder of their own for what is joined."""
    settings.VAR_DIR = tmp_path / "var"
    folder = tmp_path / "styles"
    (folder / "parts").mkdir(parents=True)
    (folder / "site.css").write_text(
        '@layer base, parts;\n\n@import "faces.css";\n@import "base.css" layer(base);\n'
        '@import "parts/tag.css" layer(parts);\n'
    )
    (folder / "faces.css").write_text("@font-face { }\n")
    (folder / "base.css").write_text("/* links,\n  all of them */\n\na {\n  color: red;\n}\n")
    (folder / "parts" / "tag.css").write_text(".tag { color: blue; }\n")
    return folder


def test_each_file_takes_the_place_of_its_import_without_what_is_for_readers(styles):
    assert joined(styles) == (
        "@layer base, parts;\n@font-face { }\n@layer base {\na {\ncolor: red;\n}\n}\n"
        "@layer parts {\n.tag { color: blue; }\n}\n"
    )


def test_the_found_file_follows_its_parts(styles):
    finder = StylesheetFinder(styles)
    assert Path(finder.find(NAME)).read_text() == joined(styles)
    (styles / "base.css").write_text("a { color: green; }\n")
    assert "green" in Path(finder.find(NAME)).read_text()
    assert not finder.find("hub/css/base.css")


def test_the_table_of_contents_names_every_file_once():
    assert sorted(re.findall(r'@import "(.+?)"', CONTENTS)) == FILES
    assert "@import" not in joined()


def test_files_of_a_layer_stand_together_in_the_order_of_the_layers():
    [order] = [names.split(", ") for names in re.findall(r"@layer ([\w, ]+);", CONTENTS)]
    layers = re.findall(r"layer\((\w+)\)", CONTENTS)
    assert set(layers) == set(order)
    # Only tokens come before reset in the file: they paint nothing, whatever their place.
    assert list(dict.fromkeys(layers[1:])) == [layer for layer in order if layer != "tokens"]


@pytest.mark.parametrize("file", FILES)
def test_a_file_leaves_layers_and_imports_to_the_table_of_contents(file):
    css = (STYLES / file).read_text()
    assert "@layer" not in css and "@import" not in css
    assert css.count("{") == css.count("}")


def test_a_page_asks_for_one_stylesheet(rf):
    html = render_to_string("base.html", request=rf.get("/"))
    assert STYLESHEET_LINKS.findall(html) == [staticfiles_storage.url(NAME)]
    assert STYLESHEET_LINKS.findall(render_to_string("500.html", {"static_url": "/static/"})) == [f"/static/{NAME}"]
    assert finders.find(NAME)


def test_production_collects_it_under_a_hashed_name_and_compressed(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "hub.core.static_files.StaticFiles"}}
    settings.STATICFILES_FINDERS = ["hub.core.stylesheet.StylesheetFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    hashed = staticfiles_storage.url(NAME)
    assert re.fullmatch(r"/static/hub/css/site\.[0-9a-f]{12}\.css", hashed)
    collected = tmp_path / hashed.removeprefix("/static/")
    assert collected.read_text() == joined()
    assert collected.with_name(collected.name + ".gz").exists()


@pytest.mark.parametrize("name", [name for name in FILES if name != "tokens.css"])
def test_no_part_is_set_tighter_than_its_script_bears(name):
    """Urdu needs twice the leading of English: a fixed line height yields to it, except in a rule for one script."""
    for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", (STYLES / name).read_text()):
        fixed = re.search(r"line-height: [\d.]+;|font: [^;]*/[\d.]+ ", rule)
        # The figure 404 has no letters.
        assert not fixed or ":lang(" in selector or "big404" in selector, f"{selector.strip()}: {fixed[0]}"
