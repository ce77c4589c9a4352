"""A picture keeps nothing of where, when and with what it was taken; its original is nobody's to fetch."""

import contextlib
import io
import resource
import struct
import zlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from hub.accounts.models import User
from hub.media.models import HubImage
from hub.media.stripping import UNREADABLE, stripped

MAKER = "CAMERAMAKER"
KINDS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]


def photograph(kind: str, *, orientation: int = 6, size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture 60 wide and 40 high as the camera wrote it, red in one corner, with a place and a maker."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, 20, 10))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, MAKER
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 12.34)}
    more: dict = {}
    if kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Author", MAKER)
    if kind in ("GIF", "JPEG"):
        more["comment"] = MAKER.encode()
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def enormous(side: int = 9000) -> bytes:
    """A PNG of 81 megapixels in a few kilobytes."""

    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_place_and_camera_are_taken_out_and_the_picture_stands_upright(kind, orientation):
    written = photograph(kind, orientation=orientation)
    assert MAKER.encode() in written
    bare = stripped(io.BytesIO(written))
    assert bare is not None
    assert MAKER.encode() not in bare
    with Image.open(io.BytesIO(bare)) as image:
        assert (image.format, dict(image.getexif())) == (kind, {})
        turned = orientation == 6 and kind not in ("GIF",)  # a GIF has no room for an orientation
        assert image.size == ((40, 60) if turned else (60, 40))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_without_any_is_left_as_it_is(kind):
    out = io.BytesIO()
    Image.effect_noise((60, 40), 90).convert("RGB").save(out, kind)
    assert stripped(out) is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_what_was_stripped_once_is_left_as_it_is(kind, orientation):
    bare = stripped(io.BytesIO(photograph(kind, orientation=orientation)))
    assert bare is not None
    assert stripped(io.BytesIO(bare)) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_stands_upright_keeps_every_pixel(kind):
    written = photograph(kind, orientation=1)
    bare = stripped(io.BytesIO(written))
    assert bare is not None
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(written)).tobytes()


def test_a_lossless_picture_stays_lossless_when_it_is_turned():
    image, out = Image.effect_noise((60, 40), 90).convert("RGB"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(out, "WEBP", lossless=True, exif=exif)
    bare = stripped(out)
    assert bare is not None
    assert Image.open(io.BytesIO(bare)).tobytes() == image.transpose(Image.Transpose.ROTATE_270).tobytes()


def clean(kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "blue").save(out, kind, **how)
    return out.getvalue()


def png_chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def before_the_end(data: bytes, more: bytes, *, end: int) -> bytes:
    return data[:-end] + more + data[-end:]


def riff(data: bytes, more: bytes) -> bytes:
    """A WEBP with one chunk more."""
    whole = data + more
    return whole[:4] + (len(whole) - 8).to_bytes(4, "little") + whole[8:]


def said_elsewhere() -> dict[str, bytes]:
    """Files that say who made them in other places than EXIF."""
    maker, jpeg, png, gif, webp = MAKER.encode(), clean("JPEG"), clean("PNG"), clean("GIF"), clean("WEBP")
    many = {"save_all": True, "append_images": [Image.new("RGB", (60, 40), "red")]}
    return {
        "PNG: provenance (C2PA)": before_the_end(png, png_chunk(b"caBX", maker), end=12),
        "PNG: when it was changed": before_the_end(png, png_chunk(b"tIME", maker[:7]), end=12),
        "PNG: after its end": png + maker,
        "PNG: animated": before_the_end(clean("PNG", **many), png_chunk(b"eXIf", maker), end=12),
        "JPEG: after its end": jpeg + b"ftypmp42" + maker,
        "JPEG: a second picture": clean(
            "MPO", save_all=True, append_images=[Image.open(io.BytesIO(photograph("JPEG")))]
        ),
        "JPEG: a part of the maker's own": jpeg[:2] + b"\xff\xeb\x00\x0d" + maker + jpeg[2:],
        "JPEG: a small copy of the picture": jpeg[:2] + b"\xff\xe0\x00\x12JFXX\x00" + maker + jpeg[2:],
        "GIF: another program's part": before_the_end(gif, b"!\xff\x0bXMP DataXMP\x0b" + maker + b"\x00", end=1),
        "GIF: after its end": gif + maker,
        "GIF: animated, with a remark": before_the_end(clean("GIF", **many), b"!\xfe\x0b" + maker + b"\x00", end=1),
        "WEBP: a part nobody knows": riff(webp, b"NOTE\x0b\x00\x00\x00" + maker + b"\x00"),
        "WEBP: after its end": webp + maker,
        "WEBP: animated": riff(clean("WEBP", **many), b"XMP \x0b\x00\x00\x00" + maker + b"\x00"),
        "AVIF: a box of another's": clean("AVIF") + b"\x00\x00\x00\x13uuid" + maker,
        "AVIF: after its end": clean("AVIF") + maker,
    }


@pytest.mark.parametrize("place", said_elsewhere())
def test_what_is_said_elsewhere_in_the_file_is_taken_out_too(place):
    written = said_elsewhere()[place]
    bare = stripped(io.BytesIO(written))
    assert bare is not None
    assert MAKER.encode()[:7] not in bare
    before, after = Image.open(io.BytesIO(written)), Image.open(io.BytesIO(bare))
    assert after.format == place[: place.index(":")]
    if after.format != "JPEG":
        assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    if after.format != "AVIF":
        assert after.tobytes() == before.tobytes()
    assert stripped(io.BytesIO(bare)) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_ends_too_early_is_an_error_of_reading_and_no_other(kind):
    written = photograph(kind)
    for length in range(0, len(written) - 1, 7):
        with contextlib.suppress(*UNREADABLE):
            stripped(io.BytesIO(written[:length]))


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "WEBP", "PNG"])
def test_a_file_with_any_byte_wrong_is_an_error_of_reading_and_no_other(kind):
    written = photograph(kind)
    for at in range(min(len(written), 400)):
        for wrong in (0, 1, 255):
            with contextlib.suppress(*UNREADABLE):
                stripped(io.BytesIO(written[:at] + bytes([wrong]) + written[at + 1 :]))


def test_frames_in_frames_are_left_out_however_deep_they_stand():
    out, frame = io.BytesIO(), b""
    Image.new("RGB", (9, 9), "red").save(out, "WEBP", lossless=True)
    for _depth in range(2000):
        frame = struct.pack("<4sI", b"ANMF", len(frame) + 16) + bytes(16) + frame
    body = out.getvalue()[8:] + frame
    bare = stripped(io.BytesIO(struct.pack("<4sI", b"RIFF", len(body)) + body))
    assert bare is not None and bare.count(b"ANMF") <= 1
    assert Image.open(io.BytesIO(bare)).convert("RGB").getpixel((0, 0)) == (255, 0, 0)


@pytest.fixture
def administrator(home) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@hub.example", "secret"))
    return client


def upload(client, data: bytes, name: str, address="/admin/images/add/", **more):
    file = SimpleUploadedFile(name, data)
    sent = {"title": "Hall", "description": "A hall", "file": file, "collection": "1", "credit": "", "tags": ""}
    return client.post(address, {**sent, **more})


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "hall.jpg"), ("WEBP", "hall.webp")])
def test_what_is_uploaded_is_kept_without_and_so_are_its_renditions(administrator, kind, name):
    assert upload(administrator, photograph(kind), name).status_code == 302
    image = HubImage.objects.get()
    assert (image.width, image.height) == (40, 60)
    for file in (image.file, image.get_rendition("width-30").file, image.get_rendition("original").file):
        with file.open("rb") as opened:
            data = opened.read()
        assert MAKER.encode() not in data
        assert dict(Image.open(io.BytesIO(data)).getexif()) == {}
    assert image.file_size == image.file.size


def test_whichever_way_an_image_is_made(db):
    image: Any = HubImage(title="Hall", description="A hall")
    image.file.save("hall.jpg", ContentFile(photograph("JPEG")), save=False)  # as the form for many pictures does
    image.save()
    with image.file.open("rb") as opened:
        assert MAKER.encode() not in opened.read()


def test_a_picture_is_stripped_once_though_it_is_checked_and_then_saved(db):
    image = HubImage(title="Hall", description="A hall", file=SimpleUploadedFile("hall.webp", photograph("WEBP")))
    image.width, image.height = 60, 40
    image.full_clean()
    checked = image.file.open().read()
    image.save()
    with image.file.storage.open(image.file.name) as kept:
        assert kept.read() == checked


def test_an_enormous_picture_is_refused_in_words_before_it_is_decoded(administrator):
    data, before = enormous(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(data) < 20_000
    answer = upload(administrator, data, "hall.png")
    assert answer.status_code == 200
    assert "too many pixels" in str(answer.context["form"].errors["file"])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # kilobytes
    assert not HubImage.objects.exists()


def test_a_broken_picture_is_refused_in_words(administrator):
    answer = upload(administrator, photograph("JPEG")[:-40], "hall.jpg")
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


@pytest.mark.parametrize(
    "path",
    ["original_images/hall.jpg", "wagtail_uploads/hall.jpg", "documents/a.pdf", "images/../original_images/hall.jpg"],
)
def test_originals_and_unfinished_uploads_are_served_to_nobody(db, client, settings, tmp_path, path):
    settings.MEDIA_ROOT = tmp_path
    for folder in ("original_images", "wagtail_uploads", "documents", "images"):
        (tmp_path / folder).mkdir()
    (tmp_path / "original_images" / "hall.jpg").write_bytes(b"x")
    (tmp_path / "wagtail_uploads" / "hall.jpg").write_bytes(b"x")
    (tmp_path / "documents" / "a.pdf").write_bytes(b"x")
    (tmp_path / "images" / "hall.width-30.jpg").write_bytes(b"x")
    assert client.get(f"/media/{path}").status_code == 404
    assert client.get("/media/images/hall.width-30.jpg").status_code == 200
