"""StreamField blocks of a careers policy: one for each topic, so that the rules can see which are there."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from hub.core.blocks import ParagraphBlock
from hub.schools.text import plain


class PolicySectionBlock(blocks.StructBlock):
    """A section that no rule asks for."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = ParagraphBlock(label=_("Text"))

    class Meta:
        icon = "doc-full"
        label = _("Another section")


class PassageBlock(blocks.StructBlock):
    """A heading, if it had one, and its text, as they stood in a document."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    text = ParagraphBlock(label=_("Text"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Passage")


class UnplacedBlock(blocks.StreamBlock):
    """Text of a document that was placed in no section: for the editor to move or delete, never shown to the public."""

    passage = PassageBlock()


class PolicyBlock(blocks.StreamBlock):
    """The four topics of London Ambitions element 3, at most once each, and any other section."""

    experiences = ParagraphBlock(label=_("Experiences of the world of work"))
    business = ParagraphBlock(label=_("Links with business"))
    provision = ParagraphBlock(label=_("Careers provision"))
    destinations = ParagraphBlock(label=_("What pupils do next"))
    section = PolicySectionBlock()

    TOPICS = ("experiences", "business", "provision", "destinations")

    class Meta:
        block_counts = {name: {"max_num": 1} for name in ("experiences", "business", "provision", "destinations")}


def filled(sections: blocks.StreamValue) -> set[str]:
    """Return the types of the sections that have words."""
    return {block.block_type for block in sections if plain(_source(block.value))}


def _source(value: RichText | blocks.StructValue) -> str:
    return value.source if hasattr(value, "source") else value["text"].source
