"""Panels of the edit view of a resource: what it is, who it is for, where it comes from."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from hub.core.models import BasePage, Reviewed


def pdfs_of(page: Page) -> list[str]:
    """Return the titles of a resource's PDF files."""
    documents = [page.file, *(block.value.get("document") for block in page.body if block.block_type == "download")]
    return [document.title for document in documents if document and document.file_extension.lower() == "pdf"]


class PdfWarning(HelpPanel):
    """A warning, which never prevents publishing, while the resource has a PDF file."""

    def __init__(self, **kwargs: object):
        super().__init__(**{"template": "resources/admin/pdf_warning.html", **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance and pdfs_of(self.instance))


def ticks(name: str, **kwargs: object) -> FieldPanel:
    return FieldPanel(name, widget=CheckboxSelectMultiple, **kwargs)


what_panels = [
    *BasePage.content_panels,
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("resource_type"), FieldPanel("format")]),
            FieldRowPanel([FieldPanel("sheet_kind"), FieldPanel("minutes"), FieldPanel("language")]),
        ],
        heading=_("What it is"),
    ),
    MultiFieldPanel([FieldPanel("link"), FieldPanel("file"), PdfWarning()], heading=_("Where it is")),
    FieldPanel(
        "body",
        help_text=_(
            "A sheet's tasks, an activity's steps, a case study. Each heading starts a section. A sheet of a kind "
            "begins with a paragraph for the teacher, such as how many to print: it stays off the pupils' copy."
        ),
    ),
]
whom_panels = [
    # A many-to-many field counts as "not null" and would be asked of drafts too.
    ticks("year_groups", required_on_save=False, help_text=_("Key stages follow from the years.")),
    ticks("audiences"),
    ticks("subjects"),
    ticks("sectors"),
    ticks("needs"),
    ticks("criteria"),
]
source_panels = [
    FieldPanel("provider"),
    FieldPanel("provider_status"),
    FieldRowPanel([FieldPanel("cost"), FieldPanel("licence")]),
    *Reviewed.review_panels,
    FieldRowPanel([FieldPanel("last_checked"), FieldPanel("is_sample")]),
]
collection_panels = [
    *BasePage.content_panels,
    FieldPanel("topic"),
    FieldPanel("intro"),
    InlinePanel("items", heading=_("Resources, in order"), label=_("Resource")),
]
