"""Every page type is either searched or says why not (`search.adapters`)."""

from typing import Any

from django.core import checks
from wagtail.models import get_page_models

from search.adapters import ABSENT, ADAPTERS


@checks.register("search")
def page_types_are_searched_or_say_why_not(**_kwargs: Any) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"{model.__name__} has no search adapter and no reason to lack one.",
            hint="Write an adapter in search/adapters, or add a line to ABSENT there.",
            obj=model,
            id="search.E001",
        )
        for model in get_page_models()
        if model not in ADAPTERS and model._meta.label_lower not in ABSENT
    ]
