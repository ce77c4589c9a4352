"""Blocks of the library's pages.

`ResourceStoryBlock` is the story of hub.core plus five for sheets and slides. Their values, as an author writes them:

- `task`: {"prompt": "Write three jobs ...", "lines": 3, "hint": "", "box": false}; `lines` 0 to 20 writing lines,
  `box` true draws one empty box as high as those lines instead.
- `sort_table`: {"caption": "", "headers": ["Job", "Needed", "Useful"], "rows": [{"cells": ["Nurse", "", ""]}],
  "blank_rows": 2}; an empty cell is a blank to fill in, a short row is filled up with blanks.
- `cards`: {"caption": "", "per_page": 8, "cards": [{"title": "Site engineer", "text": "...", "picture": None}]}; cards
  to cut out, 2, 4, 6 or 8 to a page.
- `slide`: {"title": "", "text": "<p>...</p>", "picture": None, "notes": "what the teacher says"}; one slide of a talk.
- `teacher_note`: "<p>Answers: ...</p>"; on the page for the teacher, never on the pupils' printed sheet. A heading
  with nothing but notes under it stays off the sheet too, and so does the paragraph that a sheet of a kind begins with
  (resources/sheets.py).
"""

from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from hub.core.blocks import ParagraphBlock, StoryBlock
from hub.core.page_context import Context

BLOCKS = "resources/blocks"


class TaskBlock(blocks.StructBlock):
    """One thing to do on a sheet, with room to write the answer."""

    prompt = blocks.TextBlock(label=_("Task"), max_length=600)
    hint = blocks.CharBlock(label=_("Help with it"), required=False, max_length=300)
    lines = blocks.IntegerBlock(label=_("Writing lines"), default=3, min_value=0, max_value=20)
    box = blocks.BooleanBlock(label=_("An empty box instead of lines"), required=False)

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> dict[str, object]:
        context = super().get_context(value, parent_context=parent_context)
        context["lines"] = range(value.get("lines") or 0)
        return context

    class Meta:
        icon = "edit"
        label = _("Task with writing lines")
        template = f"{BLOCKS}/task.html"


class SortTableBlock(blocks.StructBlock):
    """A table to fill in: the first column is given, the rest is blank unless it says something."""

    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)
    headers = blocks.ListBlock(blocks.CharBlock(max_length=80), label=_("Column headings"), min_num=2, max_num=6)
    rows = blocks.ListBlock(
        blocks.StructBlock([("cells", blocks.ListBlock(blocks.CharBlock(required=False, max_length=200)))]),
        label=_("Rows"),
    )
    blank_rows = blocks.IntegerBlock(
        label=_("Empty rows at the end"), default=0, required=False, validators=[MaxValueValidator(20)], min_value=0
    )

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> dict[str, object]:
        context = super().get_context(value, parent_context=parent_context)
        context["rows"] = table_rows(value)
        return context

    class Meta:
        icon = "table"
        label = _("Table to fill in")
        template = f"{BLOCKS}/sort_table.html"


def table_rows(value: blocks.StructValue) -> list[list[str]]:
    """Return the rows of a table to fill in, each as wide as its headings, with the empty rows at its end."""
    width = len(value["headers"])
    filled = [[*row["cells"], *[""] * width][:width] for row in value["rows"]]
    return filled + [[""] * width for _row in range(value.get("blank_rows") or 0)]


class PerPageBlock(blocks.ChoiceBlock):
    """How many cards go on a page of A4."""

    choices = [("8", _("8 on a page")), ("6", _("6 on a page")), ("4", _("4 on a page")), ("2", _("2 on a page"))]


class CardsBlock(blocks.StructBlock):
    """Cards to cut out, sort and hand round."""

    caption = blocks.CharBlock(label=_("What to do with them"), required=False, max_length=200)
    per_page = PerPageBlock(label=_("Size"), default="8", required=False)
    cards = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Title"), max_length=80)),
                ("text", blocks.TextBlock(label=_("Text"), required=False, max_length=800)),
                ("picture", ImageChooserBlock(label=_("Picture"), required=False)),
            ]
        ),
        label=_("Cards"),
    )

    class Meta:
        icon = "copy"
        label = _("Cards to cut out")
        template = f"{BLOCKS}/cards.html"


class SlideBlock(blocks.StructBlock):
    """One slide: what a class sees, and what the teacher says with it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=["bold", "italic", "link", "ol", "ul"])
    picture = ImageChooserBlock(label=_("Picture"), required=False)
    notes = blocks.TextBlock(label=_("What the teacher says"), required=False, rows=3, max_length=1500)

    class Meta:
        icon = "desktop"
        label = _("Slide")
        label_format = "{title}"
        template = f"{BLOCKS}/slide.html"


class TeacherNoteBlock(ParagraphBlock):
    """Answers and hints: on the page, not on the printed sheet."""

    class Meta:
        icon = "view"
        label = _("Note for the teacher, not on the printed sheet")
        template = f"{BLOCKS}/teacher_note.html"


class ResourceStoryBlock(StoryBlock):
    """A resource's own content: a story, and what a printable sheet needs."""

    task = TaskBlock()
    sort_table = SortTableBlock()
    cards = CardsBlock()
    slide = SlideBlock()
    teacher_note = TeacherNoteBlock()

    class Meta:
        template = "components/streamfield/story.html"
