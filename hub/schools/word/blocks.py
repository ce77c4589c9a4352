"""StreamField blocks for the text of a document that was placed nowhere."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.core.blocks import ParagraphBlock


class PassageBlock(blocks.StructBlock):
    """A heading, if it had one, and its text, as they stood in a document."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    text = ParagraphBlock(label=_("Text"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Passage")


class UnplacedBlock(blocks.StreamBlock):
    """Text of a document that was placed nowhere: for the editor to move or delete, never shown to the public."""

    passage = PassageBlock()
