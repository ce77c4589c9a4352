"""The StreamField block for the body of any page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wagtail import blocks
from wagtail.blocks import StreamValue

from .figure import FigureBlock
from .media import DownloadBlock, ImageBlock, VideoLinkBlock
from .text import CaseStudyBlock, HeadingBlock, ParagraphBlock, QuoteBlock, StepsBlock


class StoryBlock(blocks.StreamBlock):
    """Headings, text, steps, quotations, case studies, images, files, films and figures about jobs, in any order."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    steps = StepsBlock()
    quote = QuoteBlock()
    case_study = CaseStudyBlock()
    image = ImageBlock()
    download = DownloadBlock()
    video_link = VideoLinkBlock()
    figure = FigureBlock()

    class Meta:
        template = "components/streamfield/story.html"


@dataclass
class Section:
    """A heading and the blocks that follow it; the first section of a body may have no heading."""

    heading: str
    blocks: list[StreamValue.StreamChild] = field(default_factory=list)


def sections(stream: Iterable[StreamValue.StreamChild]) -> list[Section]:
    """Split a story at its headings, so that a template can show each section with its title in the margin."""
    parts: list[Section] = []
    for block in stream:
        if block.block_type == "heading":
            parts.append(Section(str(block.value)))
            continue
        if not parts:
            parts.append(Section(""))
        parts[-1].blocks.append(block)
    return parts
