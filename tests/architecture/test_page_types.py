"""Every page type has a template, a place in search or a stated absence, a factory, and a preview."""

import importlib
import pkgutil

import pytest
from django.template.loader import get_template
from factory.base import FactoryMetaClass
from wagtail.models import get_page_models

import tests.factories
from search.index.adapters import ABSENT, ADAPTERS

from .test_imports import LAYERS

ROOMS = tuple(LAYERS)
PAGE_TYPES = [model for model in get_page_models() if model.__module__.startswith(ROOMS)]


def factories() -> set[type]:
    """Return the models that a factory in tests/factories builds."""
    names = [module.name for module in pkgutil.iter_modules(tests.factories.__path__)]
    modules = [importlib.import_module(f"tests.factories.{name}") for name in names]
    made = (value for module in modules for value in vars(module).values() if isinstance(value, FactoryMetaClass))
    return {model for factory in made if (model := vars(factory)["_meta"].model)}


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda m: m.__name__)
def test_a_page_type_is_complete(model, rf, db):
    page = model(title="Sample")
    request = rf.get("/")
    assert get_template(page.get_template(request))
    assert model in ADAPTERS or ABSENT.get(model._meta.label_lower), "neither searched nor absent for a reason"
    assert model in factories(), "no factory"
    assert page.preview_modes, "an editor cannot preview it"
    for mode, _label in page.preview_modes:
        assert get_template(page.get_preview_template(request, mode))
    assert model._meta.verbose_name[0].islower(), "the admin writes the name in the middle of sentences"


def test_there_are_page_types_to_look_at():
    assert len(PAGE_TYPES) >= 15
