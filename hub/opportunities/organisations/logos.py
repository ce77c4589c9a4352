"""A logo: a small picture that is drawn anew, so that nothing else that its file may hold reaches a reader."""

from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from hub.media.stripping import UNREADABLE
from hub.opportunities.organisations.models import LOGO_KINDS, Organisation

MOST_BYTES = 2_000_000
# What a page shows at most, twice as dense.
BOX = (640, 320)
MOST_PIXELS = 25_000_000
FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")


def change(organisation: Organisation, request: HttpRequest) -> str:
    """Take a new logo, or take the old one away; return what is wrong with the file, or nothing.

    The row itself is saved by the caller.
    """
    file = request.FILES.get("logo")
    if file is None:
        if "no_logo" in request.POST and organisation.logo:
            organisation.logo.delete(save=False)
        return ""
    if PurePath(file.name or "").suffix.lower().lstrip(".") not in LOGO_KINDS:
        return _("A logo is a PNG, JPEG, GIF, WebP or AVIF picture. SVG is not taken: it can hold programs.")
    if (file.size or 0) > MOST_BYTES:
        return _("This picture is larger than 2 MB. Save it smaller.")
    drawn = _drawn(file.read())
    if drawn is None:
        return _("This picture is broken or too large to be read. Save it again.")
    if organisation.logo:
        organisation.logo.delete(save=False)
    organisation.logo.save(f"{get_random_string(16)}.png", ContentFile(drawn), save=False)
    return ""


def _drawn(data: bytes) -> bytes | None:
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            upright = ImageOps.exif_transpose(image)
            small = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
            small.thumbnail(BOX)
            out = BytesIO()
            small.save(out, "PNG")
            return out.getvalue()
    except UNREADABLE:
        return None
