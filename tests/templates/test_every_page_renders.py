"""Every page type and every block renders: live, as a preview, with every block in it, and in another language."""

import re

import pytest
from django.template.loader import get_template
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from curriculum.models import Sector
from tests.factories.labour_market import AreaFactory, FigureFactory
from tests.templates.samples import factories, page_types, plant, stored

pytestmark = pytest.mark.django_db
TYPES = [pytest.param(model, id=model._meta.label) for model in page_types()]
STREAMS = [
    pytest.param(model, field.name, id=f"{model._meta.label}.{field.name}")
    for model in page_types()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
]


@pytest.fixture
def terms(framework, db) -> None:
    """The vocabularies as the hub ships them."""


def head(html: str) -> str:
    return html[: html.index("</head>")]


def check_shell(html: str, language: str, direction: str) -> None:
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert len(re.findall(r"<h1[\s>]", html)) == 1
    assert len(re.findall(r"<main[\s>]", html)) == 1
    assert re.search(r"<title>\s*\S[^<]*</title>", head(html))
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), sorted(each for each in ids if ids.count(each) > 1)


def previewed(page: Page, mode: str) -> str:
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200, mode
    return response.render().content.decode()


def blocks_in(block: Block):
    yield block
    if isinstance(block, StreamBlock | StructBlock):
        for child in block.child_blocks.values():
            yield from blocks_in(child)
    elif isinstance(block, ListBlock):
        yield from blocks_in(block.child_block)


def test_every_page_type_has_a_factory():
    assert [model for model in page_types() if model not in factories()] == []


@pytest.mark.parametrize("model", TYPES)
def test_a_page_renders_live_and_in_every_preview_mode(client, home, terms, model):
    page = plant(model, home)
    model.objects.filter(pk=page.pk).update(summary="What stands here, in one sentence.")
    response = client.get(page.get_url())
    html = response.content.decode()
    assert response.status_code == 200
    check_shell(html, "en", "ltr")
    assert '<meta name="description" content="What stands here, in one sentence.">' in head(html)
    assert f'<link rel="canonical" href="{page.full_url}">' in head(html)
    assert not response.cookies
    for mode, _label in page.preview_modes:
        check_shell(previewed(page, mode), "en", "ltr")


# Made by provisioning, which knows the school before there is a page.
PROVISIONED = {"schools.SchoolHomePage"}


@pytest.mark.parametrize("model", [param for param in TYPES if param.id not in PROVISIONED])
def test_an_empty_draft_can_be_previewed(home, model):
    page = plant(model, home)
    draft = model(title="", slug="draft", locale=home.locale)
    above = page.get_parent()
    draft.set_url_path(above)
    draft.depth, draft.path = page.depth, above.path + "00ZZ"
    previewed(draft, draft.default_preview_mode)


@pytest.mark.parametrize("model", TYPES)
def test_a_translated_page_says_its_language_and_direction(client, home, model):
    urdu = Locale.objects.create(language_code="ur")
    page = plant(model, home)
    there = page.copy_for_translation(urdu, copy_parents=True)
    model.objects.filter(pk=there.pk).update(live=True)
    response = client.get(there.get_url())
    assert response.status_code == 200
    check_shell(response.content.decode(), "ur", "rtl")


@pytest.mark.parametrize(("model", "name"), STREAMS)
def test_every_block_renders_by_itself_and_in_its_page(client, home, terms, model, name):
    # What a block of figures shows: it says nothing where there is none.
    FigureFactory(sector=Sector.objects.current().first(), area=AreaFactory(slug="london"))
    page = plant(model, home)
    stream = model._meta.get_field(name).stream_block
    for block in blocks_in(stream):
        if template := block.get_template():
            get_template(template)
            assert block.render(block.to_python(stored(block, home))).strip(), template
    setattr(page, name, stream.to_python(stored(stream, home)))
    page.save(clean=False)
    response = client.get(page.get_url())
    assert response.status_code == 200
    check_shell(response.content.decode(), "en", "ltr")
