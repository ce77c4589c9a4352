"""Template context of the panel beside the edit form of a page that can begin as a Word document."""

from django.http import HttpRequest
from django.urls import reverse

from hub.core.page_context import Context
from hub.schools.word.drafting import text_of_original
from hub.schools.word.kinds import kinds
from hub.schools.word.models import FromWordPage


def from_word_panel(page: FromWordPage, request: HttpRequest) -> Context:
    """Return the Word document of `page`, if the user may read it, and the address for importing one."""
    kind = next(each for each in kinds() if isinstance(page, each.model))
    address = reverse("schools_word_upload", args=[kind.key, page.pk]) if page.pk else ""
    found: dict[str, object] = {"upload_url": address}
    original = page.original
    if original is not None and original.readable_by(request.user):
        found |= {"original": original, "parts": text_of_original(original)}
    return found
