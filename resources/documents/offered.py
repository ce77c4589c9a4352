"""Which files a resource's page offers, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from resources.documents import sheet, slides
from resources.models import LessonResourcePage


@dataclass(frozen=True)
class Download:
    """A file to download: its address, and what it is with its kind."""

    url: str
    label: str


def downloads_of(page: LessonResourcePage) -> list[Download]:
    """Return the files of a public resource that is written here."""
    if not page.pk or not page.live:
        return []
    offered = []
    if slides.has_slides(page):
        offered.append(Download(reverse("slides_pptx", args=[page.pk]), _("Slides (PowerPoint)")))
    if sheet.has_paper(page):
        offered.append(Download(reverse("sheet_docx", args=[page.pk]), _("Download the sheet (Word)")))
    if sheet.has_answers(page):
        offered.append(Download(reverse("sheet_answers_docx", args=[page.pk]), _("Download the answers (Word)")))
    return offered
