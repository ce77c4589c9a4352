"""The lesson block. A block is never renamed without a data migration (decision 0006)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from curriculum.choices import ActivityKindBlock
from curriculum.lessons import lesson_minutes

PART_FEATURES = ["bold", "link", "ol", "ul"]


class PartBlock(blocks.StructBlock):
    """One of the three parts of a lesson: its minutes and what happens."""

    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=600)
    text = blocks.RichTextBlock(label=_("What happens"), features=PART_FEATURES)

    class Meta:
        icon = "time"


class LabourMarketBlock(blocks.StructBlock):
    """What the lesson takes from labour market information, and where that is."""

    text = blocks.TextBlock(label=_("What it shows"), required=False, help_text=_("Say the place and the date."))
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "doc-full-inverse"


class LessonBlock(blocks.StructBlock):
    """One lesson, assembly or tutor session: before, during, after, and what it takes to teach it tomorrow."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    activity_kind = ActivityKindBlock(label=_("Kind of activity"))
    before = PartBlock(label=_("Before"), help_text=_("Pupils prepare: what they think now, what they will ask."))
    during = PartBlock(label=_("During"))
    after = PartBlock(label=_("After"), help_text=_("Pupils look back: what changed, what is next."))
    counts_minutes = blocks.IntegerBlock(
        label=_("Minutes that count towards 100 hours"),
        required=False,
        min_value=0,
        max_value=1800,
        help_text=_("Leave empty if the whole lesson counts. Never more than the lesson's minutes."),
    )
    resources = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="resources.LessonResourcePage", label=_("Resource")),
        label=_("Resources"),
        default=[],
        required=False,
    )
    materials = blocks.TextBlock(label=_("You need"), required=False, rows=2)
    employer_ask = blocks.TextBlock(
        label=_("Employer ask"),
        required=False,
        rows=2,
        help_text=_("What to ask of a visitor, in one or two sentences."),
    )
    lmi = LabourMarketBlock(label=_("Labour market information"), required=False)
    send = blocks.TextBlock(
        label=_("SEND"), required=False, rows=2, help_text=_("What to change so that each pupil can take part.")
    )
    home_task = blocks.TextBlock(label=_("At home"), required=False, rows=2)
    reflection = blocks.TextBlock(label=_("Reflection"), required=False, rows=2)

    class Meta:
        icon = "form"
        label = _("Lesson")
        label_format = "{title}"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse more counted minutes than the lesson has, at that field."""
        cleaned = super().clean(value)
        minutes = lesson_minutes(cleaned)
        stated = cleaned.get("counts_minutes")
        if stated is not None and minutes and stated > minutes:
            message = ngettext("The lesson has %d minute.", "The lesson has only %d minutes.", minutes) % minutes
            raise StructBlockValidationError(block_errors={"counts_minutes": ValidationError(message)})
        return cleaned


class LessonStreamBlock(blocks.StreamBlock):
    """The lessons of a unit, in order."""

    lesson = LessonBlock()


class OutcomeStreamBlock(blocks.StreamBlock):
    """What a pupil can do by the end, in the pupil's words."""

    outcome = blocks.CharBlock(label=_("I can ..."), max_length=240, icon="tick")
