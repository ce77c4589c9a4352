"""Takes out of a picture what only its maker should know: where it was taken, with which camera, when, by whom."""

from io import BytesIO
from typing import IO, Any

from PIL import Image, ImageOps, ImageSequence

# 30 megapixels: a page shows two at most. Pillow refuses at twice this figure, before it decodes anything.
PIXELS_MOST = 30_000_000
# What a picture needs to look as it did. All else that a file can carry is left out.
KEPT = frozenset({"icc_profile", "transparency", "duration", "loop", "background", "disposal", "gamma", "blend"})
# EXIF's "orientation" and what it says of a picture that stands upright.
ORIENTATION, UPRIGHT = 0x0112, 1
JPEG_QUALITY = 92


def stripped(file: IO[bytes]) -> bytes | None:
    """Return a picture turned upright and without metadata, or None where it is both already.

    A picture that need not be turned keeps its quality: a JPEG its tables, other kinds are lossless.

    Raises:
        PIL.Image.DecompressionBombError: for more than PIXELS_MOST pixels.
        OSError: for what is no picture, or a broken one.
    """
    file.seek(0)
    with Image.open(file) as image:
        kind = "JPEG" if image.format == "MPO" else image.format or ""
        turned = image.getexif().get(ORIENTATION, UPRIGHT) != UPRIGHT
        # Kinds other than these are few and small; written again, they carry nothing.
        if kind == "JPEG" and not turned and image.format == "JPEG" and not _jpeg_says_more(image):
            return None
        if kind == "PNG" and not turned and set(image.info) <= KEPT | {"dpi"}:
            return None
        return _written(image, kind, turned)


def _jpeg_says_more(image: Image.Image) -> bool:
    """Tell whether a JPEG has any segment besides what draws it: EXIF, XMP, IPTC, a comment, a maker's own."""
    segments = {(name, data[:12]) for name, data in getattr(image, "applist", [])}
    return "comment" in image.info or any(
        name != "APP0" and not (name == "APP2" and data.startswith(b"ICC_PROFILE")) and name != "APP14"
        for name, data in segments
    )


def _written(image: Image.Image, kind: str, turned: bool) -> bytes:
    out = BytesIO()
    options: dict[str, Any] = {}
    if kind == "JPEG":
        options = {"quality": JPEG_QUALITY} if turned or image.format != "JPEG" else {"quality": "keep"}
    elif kind == "WEBP":
        options = {"quality": JPEG_QUALITY, "lossless": False}
    elif kind == "AVIF":
        options = {"quality": 90}
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
