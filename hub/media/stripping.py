"""Takes out of a picture what only its maker should know: where it was taken, with which camera, when, by whom."""

import struct
from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, ImageSequence

from .segments import NotAsSpecified, only_what_draws

# What a picture needs to look as it did, where it must be written anew. All else that a file can carry is left out.
KEPT = frozenset({"icc_profile", "transparency", "duration", "loop", "background", "disposal", "gamma", "blend"})
# EXIF's "orientation" and what it says of a picture that stands upright.
ORIENTATION, UPRIGHT = 0x0112, 1
JPEG_QUALITY = 92
AVIF_QUALITY = 90
# The kinds that may be uploaded. Pillow knows more, and hands some of them to other programs.
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# What Pillow raises on a broken or an enormous picture; its decoders let through what they stumble over themselves.
BROKEN_OR_HUGE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
UNREADABLE = (*BROKEN_OR_HUGE, IndexError, TypeError, RuntimeError, struct.error)
BROKEN = _("This picture is broken or too large to be read. Save it again.")


def stripped(file: IO[bytes]) -> bytes | None:
    """Return a picture turned upright and without metadata, or None where it is both already.

    A picture that need not be turned keeps every pixel: the parts of the file that draw it are copied as they are.
    An AVIF that says more, and a file that does not keep to its specification, are written anew.

    Raises:
        PIL.Image.DecompressionBombError: for more pixels than WAGTAILIMAGES_MAX_IMAGE_PIXELS (see apps.py).
        OSError: for what is no picture of these kinds, or a broken one.
    """
    file.seek(0)
    data = file.read()
    with Image.open(BytesIO(data), formats=KINDS) as image:
        # Two pictures in one JPEG: what a camera shows, and what it keeps for itself.
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        bare = _bare_copy(data, kind)
        if bare == data and kind != "AVIF":  # whose orientation is no metadata
            return None
        turned = image.getexif().get(ORIENTATION, UPRIGHT) != UPRIGHT
        if turned or bare is None:
            bare = _written(image, kind, turned, lossless=b"VP8L" in data)
    return None if bare == data else bare


def _bare_copy(data: bytes, kind: str) -> bytes | None:
    try:
        return only_what_draws(data, kind)
    except NotAsSpecified:
        return None  # Pillow may read it still, or else say what is wrong with it


def _written(image: Image.Image, kind: str, turned: bool, *, lossless: bool) -> bytes:
    out = BytesIO()
    options: dict[str, Any] = {}
    if kind == "JPEG":
        options = {"quality": JPEG_QUALITY} if turned or image.format != "JPEG" else {"quality": "keep"}
    elif kind == "WEBP":
        options = {"lossless": True} if lossless else {"quality": JPEG_QUALITY}
    elif kind == "AVIF":
        options = {"quality": AVIF_QUALITY}
    # The encoder of AVIF ends the process on some animations: the first frame stands for them.
    many = getattr(image, "n_frames", 1) > 1 and kind in ("GIF", "PNG", "WEBP")
    if many:
        frames = [_bare(frame.copy()) for frame in ImageSequence.Iterator(image)]
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], exif=b"", **options)
        return out.getvalue()
    image.load()
    result = ImageOps.exif_transpose(image) if turned else image
    _bare(result).save(out, kind, exif=b"", **options)
    return out.getvalue()


def _bare(image: Image.Image) -> Image.Image:
    image.info = {name: value for name, value in image.info.items() if name in KEPT}
    if image.info.get("icc_profile") is None:
        image.info.pop("icc_profile", None)
    return image
