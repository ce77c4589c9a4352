"""A logo is a picture that is drawn anew: no SVG, nothing broken, nothing that its file held besides."""

from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hub.opportunities.models import Organisation
from tests.factories.opportunities import RepresentativeFactory
from tests.html import text_of
from tests.opportunities.posted import COME_IN, HERE, MANAGE, link_of, press

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def inside(client):
    RepresentativeFactory(email="ada@rye.example")
    client.post(COME_IN, {"email": "ada@rye.example"}, **HERE)
    press(client, link_of(mail.outbox[-1]))
    return client


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 900), **more: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def send(client, name: str, data: bytes):
    values = {"name": "x", "logo": SimpleUploadedFile(name, data)}
    return client.post(f"{MANAGE}organisation/", values, **HERE)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.svg", SVG, "SVG is not taken"),
        ("logo.png", SVG, "broken"),
        ("logo.png", b"", "broken"),
        ("logo.php", picture(), "A logo is a PNG"),
        ("logo.png", b"\x89PNG" + b"x" * 2_100_000, "larger than 2 MB"),
        ("logo.png", picture(size=(6000, 6000)), "too large"),
    ],
)
def test_what_is_no_small_picture_is_refused_in_words(inside, name, data, said):
    answer = send(inside, name, data)
    assert answer.status_code == 400
    assert said in text_of(answer)
    assert not Organisation.objects.get().logo


def test_a_logo_is_drawn_anew_small_and_without_what_its_file_said(inside):
    exif = Image.Exif()
    exif[0x010E] = "taken by Ada"
    assert send(inside, "../../ada.jpg", picture("JPEG", exif=exif)).status_code == 302
    logo: Any = Organisation.objects.get().logo
    assert logo.name.startswith("organisations/")
    assert "ada" not in logo.name
    data = logo.open().read()
    assert b"taken by Ada" not in data
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size) == ("PNG", (320, 320))
    inside.post(f"{MANAGE}organisation/", {"name": "x", "no_logo": "1"}, **HERE)
    assert not Organisation.objects.get().logo
