"""Blocks for images, downloads and links to films."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .text import BLOCKS


class ImageBlock(blocks.StructBlock):
    """An image with its caption; its alternative text belongs to the image itself."""

    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Image")
        template = f"{BLOCKS}/image.html"


class DownloadBlock(blocks.StructBlock):
    """A file, with what it is for."""

    document = DocumentChooserBlock(label=_("File"))
    note = blocks.CharBlock(label=_("What it is for"), required=False, max_length=200)

    class Meta:
        icon = "download"
        label = _("Download")
        template = f"{BLOCKS}/download.html"


class VideoLinkBlock(blocks.StructBlock):
    """A film on another site: a link and not an embed, so that no third party sees who reads the page."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(label=_("Address"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1)
    captions = blocks.BooleanBlock(label=_("Has captions"), required=False)

    class Meta:
        icon = "media"
        label = _("Film")
        template = f"{BLOCKS}/video_link.html"
