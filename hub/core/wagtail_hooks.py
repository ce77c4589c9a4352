"""Wagtail hooks of the core: what is said of translations whose words are older than their English page."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from hub.core.following import behind_for, behind_of
from hub.core.leaving import translations_of
from hub.core.page_context import Context
from hub.core.publishing import refusals

# Among the actions of a row these read the page's translations and its source, for each row. They stay on the page.
hooks._hooks["register_page_listing_more_buttons"].remove((page_listing_more_buttons, 0))

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


@hooks.register("after_publish_page")
def say_what_has_not_come_back(request: HttpRequest, page: Page) -> None:
    """Tell whoever publishes a page again that its translations, which left the site with it, do not return alone."""
    gone = translations_of(page).not_live().filter(alias_of=None, first_published_at__isnull=False)
    for each in gone.select_related("locale"):
        words = _("%(language)s: the translation is not public. Whoever translates it can publish it again.")
        messages.warning(request, words % {"language": each.locale.get_display_name()})


# Before the translator's own view, which answers what a gate refuses with "no permission".
@hooks.register("before_edit_page", order=-1)
def say_why_a_translation_is_not_published(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish a translation in words, at the page that it was asked on."""
    asked = request.method == "POST" and request.POST.get("action") == "publish"
    translated = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    if not asked or not translated.exists():
        return None
    reasons = refusals(page, today=timezone.localdate())
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk) if reasons else None


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
