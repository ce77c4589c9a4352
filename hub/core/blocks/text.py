"""Blocks made of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

BLOCKS = "components/streamfield/blocks"
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside a body: one level below the section it stands in."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = f"{BLOCKS}/heading.html"
        max_length = 120


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with lists, links and tables of nothing else."""

    def __init__(self, **kwargs: object):
        super().__init__(**{"features": [*INLINE_FEATURES, "ol", "ul"], **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = f"{BLOCKS}/paragraph.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said. A role, not a name: pupils are never named, staff only by what they do."""

    text = blocks.TextBlock(label=_("Words"))
    role = blocks.CharBlock(label=_("Who said it, by role"), max_length=120)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = f"{BLOCKS}/quote.html"


class StepsBlock(blocks.StructBlock):
    """What to do, in order, each step with its minutes if it has any."""

    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.TextBlock(label=_("Step"))),
                ("minutes", blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1, max_value=600)),
            ]
        ),
        label=_("Steps"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = f"{BLOCKS}/steps.html"


class CaseStudyBlock(blocks.StructBlock):
    """What a school did: context, what happened, the effect, and somebody's words with their role."""

    context = blocks.TextBlock(label=_("Context"))
    what = blocks.TextBlock(label=_("What they did"))
    effect = blocks.TextBlock(label=_("Effect"))
    quote = blocks.TextBlock(label=_("Quotation"), required=False)
    role = blocks.CharBlock(label=_("Who said it, by role"), required=False, max_length=120)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        icon = "group"
        label = _("Case study")
        template = f"{BLOCKS}/case_study.html"
