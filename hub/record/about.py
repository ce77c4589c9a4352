"""What the pages about the record need besides their words."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override


def parents_context() -> dict[str, object]:
    """Return the languages that the page for parents can be read in, each under its own name."""
    return {"languages": [_language(code) for code, _name in settings.LANGUAGES]}


def _language(code: str) -> dict[str, object]:
    info = get_language_info(code)
    with override(code):
        url = reverse("record_for_parents")
    return {
        "code": code,
        "name": info["name_local"],
        "dir": "rtl" if info["bidi"] else "ltr",
        "url": url,
        "current": code == get_language(),
    }
