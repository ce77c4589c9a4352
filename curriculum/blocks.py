"""The lesson block. A block is never renamed without a data migration (decision 0006)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from curriculum.choices import ActivityKindBlock, NeedTypesBlock
from curriculum.lessons import lesson_minutes
from hub.core.blocks import FigureBlock

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


class AdaptationBlock(blocks.StructBlock):
    """What to change so that pupils with a need, or of another group, can take part."""

    needs = NeedTypesBlock(label=_("Types of need"), required=False)
    others = blocks.CharBlock(
        label=_("Or who else"),
        required=False,
        max_length=80,
        help_text=_("A group that is no type of need: high attainers, young carers, pupils with an EHCP."),
    )
    change = blocks.TextBlock(label=_("What to change"), rows=2, max_length=600)

    class Meta:
        icon = "user"
        label = _("Adaptation")
        label_format = "{change}"


class SheetBlock(blocks.StructBlock):
    """A made thing: a sheet of the library, and how many a class needs."""

    page = blocks.PageChooserBlock(page_type="resources.LessonResourcePage", label=_("Sheet"))
    how_many = blocks.CharBlock(
        label=_("How many"), required=False, max_length=80, help_text=_("One for each pair, one set for a table.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Sheet")


class MaterialStreamBlock(blocks.StreamBlock):
    """What a lesson needs: everyday things in words, made things as sheets."""

    thing = blocks.CharBlock(label=_("Everyday thing"), max_length=200, icon="tag")
    sheet = SheetBlock()


# The form of a lesson, in its order. Closed at first is what only some lessons have: two in three of the sample ones
# are without an employer, more than half without figures. Its heading goes on with what is in it, so that nobody
# overlooks that; and Wagtail opens it where something in it is wrong.
LESSON_FORM = blocks.BlockGroup(
    children=[
        "title",
        "activity_kind",
        "before",
        "during",
        "after",
        "counts_minutes",
        "resources",
        "materials",
        blocks.BlockGroup(
            children=["employer_ask", "lmi", "figures"],
            heading=_("Employers and figures about jobs"),
            classname="collapsed",
        ),
        "adaptations",
        "home_task",
        "reflection",
    ]
)


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
    materials = MaterialStreamBlock(
        label=_("You need"),
        required=False,
        help_text=_("Whatever somebody has to make before the lesson is a sheet: cards, slips, a form, a log."),
    )
    employer_ask = blocks.TextBlock(
        label=_("Employer ask"),
        required=False,
        rows=2,
        help_text=_("What to ask of a visitor, in one or two sentences."),
    )
    lmi = LabourMarketBlock(label=_("Labour market information"), required=False)
    figures = blocks.ListBlock(
        FigureBlock(),
        label=_("Figures about jobs"),
        default=[],
        required=False,
        help_text=_("What the class looks up. It is always the latest figure that the hub has."),
    )
    adaptations = blocks.ListBlock(
        AdaptationBlock(),
        label=_("Adaptations"),
        default=[],
        required=False,
        help_text=_("Teachers search by need: name each that this lesson has been thought through for."),
    )
    home_task = blocks.TextBlock(label=_("At home"), required=False, rows=2)
    reflection = blocks.TextBlock(label=_("Reflection"), required=False, rows=2)

    class Meta:
        icon = "form"
        label = _("Lesson")
        label_format = "{title}"
        form_layout = LESSON_FORM

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


class QuickCheckBlock(blocks.StructBlock):
    """One question of the check at the end of a unit, with its answer for the teacher."""

    question = blocks.TextBlock(label=_("Question"), rows=2, max_length=300)
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=160), label=_("Choices"), default=[], required=False, max_num=6
    )
    answer = blocks.TextBlock(label=_("Answer, and why"), rows=2, max_length=500)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuickCheckStreamBlock(blocks.StreamBlock):
    """Three to five questions that take a class five minutes."""

    question = QuickCheckBlock()


class GoodWorkBlock(blocks.StructBlock):
    """One sign of good work: what to look for, and what it looks like in a pupil's own."""

    look_for = blocks.CharBlock(label=_("Look for"), max_length=200)
    example = blocks.TextBlock(label=_("What it looks like"), rows=2, max_length=500)

    class Meta:
        icon = "pick"
        label = _("Sign of good work")
        label_format = "{look_for}"


class GoodWorkStreamBlock(blocks.StreamBlock):
    """What good work looks like in this unit."""

    sign = GoodWorkBlock()
