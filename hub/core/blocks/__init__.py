"""StreamField blocks that any page may use. A block is never renamed without a data migration (decision 0006)."""

from .figure import FigureBlock
from .media import DownloadBlock, ImageBlock, VideoLinkBlock
from .story import StoryBlock
from .table import TableBlock
from .text import CaseStudyBlock, HeadingBlock, ParagraphBlock, QuoteBlock, StepsBlock

__all__ = [
    "CaseStudyBlock",
    "DownloadBlock",
    "FigureBlock",
    "HeadingBlock",
    "ImageBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "StepsBlock",
    "StoryBlock",
    "TableBlock",
    "VideoLinkBlock",
]
