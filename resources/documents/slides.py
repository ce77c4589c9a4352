"""A resource's slides as a PowerPoint presentation, what the teacher says as the notes of each."""

from django.conf import settings
from django.utils import translation

from hub.core.documents.about import About
from hub.core.documents.rich_text import paragraphs_of
from hub.core.documents.slides import Slides
from hub.core.markup import text_by_line
from resources.documents.about import about, written_in
from resources.documents.blocks import Block
from resources.documents.pictures import alt_of, opened
from resources.models import LessonResourcePage
from resources.sheets import sheet_of


def has_slides(page: LessonResourcePage) -> bool:
    return page.is_sheet and any(block["type"] == "slide" for block in page.body.raw_data)


def slides_document(page: LessonResourcePage) -> bytes:
    """Return the slides after one with the title, whose notes say what to print or to prepare."""
    with translation.override(written_in(page)):
        said, sheet = about(page, page.title), sheet_of(page)
        lead = text_by_line(sheet.lead.value.source).strip() if sheet.lead else ""
        slides = Slides(said)
        slides.title_slide(page.title, _below(said), notes=lead)
        for part in sheet.all:
            for block in part.blocks:
                if block.block_type == "slide":
                    _add(slides, block)
        return slides.to_bytes()


def _below(said: About) -> str:
    return "\n".join(filter(None, [f"{settings.WAGTAIL_SITE_NAME} · {said.licence}", said.address]))


def _add(slides: Slides, block: Block) -> None:
    value = block.value
    text, image = value.get("text"), value.get("picture")
    slides.slide(
        value["title"],
        paragraphs_of(text.source, base=slides.about.address) if text else [],
        notes=value.get("notes") or "",
        picture=opened(image) if image else None,
        alt=alt_of(image) if image else "",
    )
