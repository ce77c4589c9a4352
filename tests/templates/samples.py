"""One of everything: a page of any type in its place, and a value for any block."""

import datetime
import importlib
import pkgutil
from collections.abc import Iterable, Iterator

from factory import Factory
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, get_page_models

import tests.factories

OURS = {"home", "pages", "curriculum", "resources", "schools", "clusters", "events"}


def page_types() -> list[type[Page]]:
    """Return every page type an editor can make."""
    return [model for model in get_page_models() if model._meta.app_label in OURS]


def factories() -> dict[type[Page], type[Factory]]:
    """Return the factory of each page type, by model."""
    found = {}
    for module in pkgutil.iter_modules(tests.factories.__path__, "tests.factories."):
        for each in vars(importlib.import_module(module.name)).values():
            model = getattr(getattr(each, "_meta", None), "model", None)
            if isinstance(model, type) and issubclass(model, Page):
                found[model] = each
    return found


def plant(model: type[Page], home: Page, **fields: object) -> Page:
    """Return a live page of the type `model`, under a parent it allows, built up from the front page."""
    if model is type(home):
        return home
    parents = model.allowed_parent_page_models()
    if type(home) in parents:
        parent = home
    else:
        parent = next((kind.objects.first() for kind in parents if kind.objects.exists()), None) or plant(
            parents[0], home
        )
    return factories()[model](parent=parent, **fields)


def stored(block: blocks.Block, home: Page) -> object:
    """Return the value as the database holds it."""
    match block:
        case blocks.StreamBlock():
            return [{"type": name, "value": stored(child, home)} for name, child in block.child_blocks.items()]
        case blocks.StructBlock():
            return {name: stored(child, home) for name, child in block.child_blocks.items()}
        case TypedTableBlock():
            columns = [{"type": name, "heading": name} for name in block.child_blocks]
            row = {"values": [stored(child, home) for child in block.child_blocks.values()]}
            return {"columns": columns, "rows": [row], "caption": "Who teaches what"}
        case blocks.ListBlock():
            return [stored(block.child_block, home), stored(block.child_block, home)]
        case ImageChooserBlock():
            return (
                get_image_model()
                .objects.get_or_create(
                    title="Workshop", defaults={"file": get_test_image_file(), "description": "Two people at a bench"}
                )[0]
                .pk
            )
        case DocumentChooserBlock():
            return get_document_model().objects.get_or_create(title="Cards", defaults={"file": "cards.pdf"})[0].pk
        case blocks.PageChooserBlock():
            target = block.target_model
            return (target.objects.first() or plant(target, home)).pk if target is not Page else home.pk
        case blocks.ChoiceBlock():
            return next(key for key in keys(block.field.choices) if key)
        case blocks.MultipleChoiceBlock():
            return [value for value, _label in block.field.choices]
        case _:
            return simple(block)


def keys(choices: Iterable[tuple[object, object]]) -> Iterator[object]:
    """Yield the values of choices, those of groups as well."""
    for key, label in choices:
        yield from keys(label) if isinstance(label, list | tuple) else [key]


def simple(block: blocks.Block) -> object:
    match block:
        case blocks.BooleanBlock():
            return True
        case blocks.IntegerBlock() | blocks.FloatBlock() | blocks.DecimalBlock():
            return getattr(block.field, "min_value", None) or 20
        case blocks.DateBlock():
            return datetime.date(2026, 11, 23).isoformat()
        case blocks.URLBlock():
            return "https://example.org/jobs"
        case blocks.EmailBlock():
            return "careers@larkspur.example"
        case blocks.RichTextBlock():
            return "<p>Read the cards <b>aloud</b>.</p>"
        case _:
            return "Read the cards aloud"
