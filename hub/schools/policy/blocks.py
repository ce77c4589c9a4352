"""StreamField blocks of a careers policy: one for each topic, so that the rules can see which are there.

A section may go on below its text with tables and more text: blocks of their own, which belong to the section above.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.rich_text import RichText

from hub.core.blocks import ParagraphBlock, TableBlock
from hub.schools.text import plain

NOTHING_WRITTEN = _("Nothing is written here yet: write a text, add a table below, or delete this section.")
NO_SECTION = _("This belongs to the section above it, and there is none: move it below one.")
# What goes on with the section above.
FOLLOWING = ("table", "text")


class PolicySectionBlock(blocks.StructBlock):
    """A section that no rule asks for."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = ParagraphBlock(label=_("Text"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Another section")


class PolicyBlock(blocks.StreamBlock):
    """The four topics of London Ambitions element 3, at most once each, and any other section; each may go on."""

    experiences = ParagraphBlock(label=_("Experiences of the world of work"), required=False)
    business = ParagraphBlock(label=_("Links with business"), required=False)
    provision = ParagraphBlock(label=_("Careers provision"), required=False)
    destinations = ParagraphBlock(label=_("What pupils do next"), required=False)
    section = PolicySectionBlock()
    table = TableBlock(label=_("Table, in the section above"))
    text = ParagraphBlock(label=_("More text, in the section above"))

    TOPICS = ("experiences", "business", "provision", "destinations")

    class Meta:
        block_counts = {name: {"max_num": 1} for name in ("experiences", "business", "provision", "destinations")}

    def clean(self, value: blocks.StreamValue, **kwargs: object) -> blocks.StreamValue:
        """Refuse a section in which nothing is written, and what goes on with a section where there is none."""
        value = super().clean(value, **kwargs)
        errors: dict[int, ValidationError] = {}
        for section in sections_in(value):
            if section.head is None:
                errors |= {at: ValidationError(NO_SECTION, code="no_section") for at in section.positions}
            elif not section.has_words and not self.is_deferred_validation:
                errors[section.positions[0]] = ValidationError(NOTHING_WRITTEN, code="required")
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return value


@dataclass
class Section:
    """A section: its first block, which names it, and what goes on below. `head` is None for what stands above all."""

    head: blocks.StreamValue.StreamChild | None
    positions: list[int] = field(default_factory=list)
    following: list[blocks.StreamValue.StreamChild] = field(default_factory=list)

    @property
    def heading(self) -> str:
        if self.head is None:
            return ""
        return self.head.value["heading"] if self.head.block_type == "section" else str(self.head.block.label)

    @property
    def text(self) -> RichText | None:
        """The text under the heading itself."""
        if self.head is None:
            return None
        return self.head.value["text"] if self.head.block_type == "section" else self.head.value

    @property
    def has_words(self) -> bool:
        return bool(self.text and plain(self.text.source)) or any(map(_has_words, self.following))


def _has_words(child: blocks.StreamValue.StreamChild) -> bool:
    return any(plain(words) for words in child.block.get_searchable_content(child.value))


def sections_in(stream: Iterable[blocks.StreamValue.StreamChild]) -> list[Section]:
    """Return the sections of a policy, each with what goes on below it."""
    found: list[Section] = []
    for position, child in enumerate(stream):
        if child.block_type not in FOLLOWING:
            found.append(Section(child, [position]))
            continue
        if not found:
            found.append(Section(None))
        found[-1].following.append(child)
        found[-1].positions.append(position)
    return found


def filled(sections: blocks.StreamValue) -> set[str]:
    """Return the types of the sections that have words."""
    return {each.head.block_type for each in sections_in(sections) if each.head is not None and each.has_words}
