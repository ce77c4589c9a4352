"""The one body definition: what an editor may put into the running part of any page."""

from wagtail import blocks

from .media import DownloadBlock, ImageBlock, VideoLinkBlock
from .text import CaseStudyBlock, HeadingBlock, ParagraphBlock, QuoteBlock, StepsBlock


class StoryBlock(blocks.StreamBlock):
    """Headings, text, lists of steps, quotations, case studies, images, files and films, in any order."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    steps = StepsBlock()
    quote = QuoteBlock()
    case_study = CaseStudyBlock()
    image = ImageBlock()
    download = DownloadBlock()
    video_link = VideoLinkBlock()

    class Meta:
        template = "components/streamfield/story.html"
