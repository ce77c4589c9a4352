"""What the pages about the record need besides their words."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

from hub.core.seo import Language, language


def parents_context() -> dict[str, object]:
    """Return the languages that the page for parents can be read in, each under its own name."""
    return {"languages": [_language(code) for code, _name in settings.LANGUAGES]}


def _language(code: str) -> Language:
    current = code == get_language()
    with override(code):
        return language(code, url=reverse("record_for_parents"), current=current)
