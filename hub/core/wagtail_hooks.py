"""Wagtail hooks of the core: what is said of translations whose words are older than their English page."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from hub.core.following import behind_for, behind_of
from hub.core.page_context import Context

LAST_OF_ALL = 900
SHOWN_MOST = 20


@hooks.register("after_publish_page")
def say_what_is_behind(request: HttpRequest, page: Page) -> None:
    """Tell whoever published which words of the translations are older now; their facts are right already."""
    for each in behind_of(page):
        said = {"language": each.language, "number": each.texts}
        words = ngettext(
            "%(language)s: telephone, dates, links and figures are right already. %(number)d text is older than this "
            "page or not translated yet.",
            "%(language)s: telephone, dates, links and figures are right already. %(number)d texts are older than this "
            "page or not translated yet.",
            each.texts,
        )
        messages.warning(request, words % said)


class TranslationsBehind(Component):
    """On the dashboard: the translations that a person may change and whose words are older than the English page."""

    name = "translations_behind"
    template_name = "core/admin/translations_behind.html"
    order = LAST_OF_ALL

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Context:
        found = behind_for(parent_context["request"].user)
        return {"found": found[:SHOWN_MOST], "more": max(len(found) - SHOWN_MOST, 0)}


@hooks.register("construct_homepage_panels")
def list_what_is_behind(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(TranslationsBehind())
