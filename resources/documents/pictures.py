"""Pictures of the media library as an office program takes them."""

import logging
from io import BytesIO
from typing import IO

from wagtail.images.models import AbstractImage, SourceImageIOError

logger = logging.getLogger(__name__)
# Large enough for half a page of A4. Office programs read neither WebP nor AVIF.
_AS_PHOTO, _AS_DRAWING = "max-1000x1000|format-jpeg", "max-1000x1000|format-png"


def alt_of(image: AbstractImage) -> str:
    """Return what a picture shows, "" for one that is decoration."""
    return "" if getattr(image, "is_decorative", False) else image.description or image.title


def opened(image: AbstractImage) -> IO[bytes] | None:
    """Return a picture as a JPEG or PNG, or None where its file is gone: then its description has to do."""
    if image.is_svg():
        return None
    photo = image.file.name.lower().endswith((".jpg", ".jpeg"))
    try:
        rendition = image.get_rendition(_AS_PHOTO if photo else _AS_DRAWING)
        with rendition.file.open("rb") as file:
            return BytesIO(file.read())
    except (SourceImageIOError, FileNotFoundError):
        logger.warning("The file of image %s is gone: a document is made without it.", image.pk)
        return None
