"""A picture keeps nothing of where, when and with what it was taken; its original is nobody's to fetch."""

import io
import resource
import zlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from hub.accounts.models import User
from hub.media.models import HubImage
from hub.media.stripping import stripped

MAKER = "CAMERAMAKER"
KINDS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]


def photograph(kind: str, *, orientation: int = 6) -> bytes:
    """A picture 60 wide and 40 high as the camera wrote it, red in one corner, with a place and a maker."""
    image = Image.new("RGB", (60, 40), "white")
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

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


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


def test_a_picture_without_any_is_left_as_it_is():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "blue").save(out, "JPEG")
    assert stripped(out) is None


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
