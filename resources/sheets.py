"""A sheet read for whoever holds it: what pupils get, and what only the teacher does.

Whatever prints, projects or writes a sheet as a file asks here, so that no answer reaches a pupil's copy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from wagtail.blocks import StreamValue

from hub.core.blocks.story import Section, sections
from resources.models import LessonResourcePage

Block: TypeAlias = StreamValue.StreamChild


@dataclass(frozen=True)
class Sheet:
    """A sheet by sections. `lead` says how many to print: the paragraph a sheet of a kind begins with; never pupils'.

    `all` is everything but the lead, in order; `pupils` the same without notes for the teacher and without headings
    that then have nothing under them; `teacher` those notes, and the slides that have something to say.
    """

    lead: Block | None
    all: list[Section]
    pupils: list[Section]
    teacher: list[Section]


def sheet_of(page: LessonResourcePage) -> Sheet:
    """Return the body of a resource as a sheet. Without a kind of sheet it has no lead: the first words are pupils'."""
    blocks = list(page.body)
    lead = blocks.pop(0) if page.sheet_kind and blocks and blocks[0].block_type == "paragraph" else None
    parts = sections(blocks)
    return Sheet(
        lead=lead,
        all=parts,
        pupils=_only(parts, lambda block: block.block_type != "teacher_note"),
        teacher=_only(parts, for_teacher),
    )


def for_teacher(block: Block) -> bool:
    """Tell whether a block says something that only the teacher reads."""
    return block.block_type == "teacher_note" or (block.block_type == "slide" and bool(block.value.get("notes")))


def _only(parts: list[Section], belongs: Callable[[Block], bool]) -> list[Section]:
    kept = [Section(part.heading, [block for block in part.blocks if belongs(block)]) for part in parts]
    return [part for part in kept if part.blocks]
