"""Pictures that were uploaded before the hub stripped them; and those that people give of themselves."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images.rect import Rect
from wagtail.users.models import UserProfile

from hub.accounts.models import User
from hub.media.models import HubImage
from tests.media.test_pictures import MAKER, photograph

ACCOUNT = {
    "name_email-first_name": "A",
    "name_email-last_name": "B",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
    "locale-preferred_language": "",
}


def content(file) -> bytes:
    with file.storage.open(file.name) as opened:
        return opened.read()


def as_uploaded_then(kind: str, orientation: int) -> HubImage:
    """An image and two copies of it as a hub kept them that did not strip."""
    data = photograph(kind, orientation=orientation)
    image: Any = HubImage(title="Hall", description="A hall", file=SimpleUploadedFile("hall.jpg", data))
    image.save()
    image.set_focal_point(Rect(10, 10, 20, 20))
    image.save()
    for file in (image.file, image.get_rendition("width-30").file, image.get_rendition("width-20").file):
        file.storage.delete(file.name)
        assert file.storage.save(file.name, ContentFile(data)) == file.name
    HubImage.objects.filter(pk=image.pk).update(width=60, height=40)
    return image


def run(*arguments: str) -> tuple[str, str]:
    said, wrong = io.StringIO(), io.StringIO()
    call_command("strip_pictures", *arguments, stdout=said, stderr=wrong)
    return said.getvalue(), wrong.getvalue()


@pytest.fixture
def held(db) -> HubImage:
    return as_uploaded_then("JPEG", 6)


@pytest.fixture
def portrait(db) -> UserProfile:
    profile = UserProfile.get_for_user(User.objects.create_user("amina@school.example", "secret"))
    profile.avatar.save("amina.jpg", ContentFile(photograph("JPEG")))
    return profile


def test_a_dry_run_counts_and_changes_nothing(held, portrait):
    before = content(held.file)
    said, wrong = run("--dry-run")
    assert "Originals: 1 read, 1 would change." in said
    assert "Copies made for pages: 2 read, 2 would change." in said
    assert "Profile pictures: 1 read, 1 would change." in said
    assert wrong == ""
    held.refresh_from_db()
    assert content(held.file) == before


def test_all_pictures_are_stripped_and_copies_keep_their_addresses(held, portrait):
    old = (held.file.name, portrait.avatar.name)
    addresses = {each.file.name for each in held.renditions.all()}
    run()
    held.refresh_from_db()
    portrait.refresh_from_db()
    files = [held.file, portrait.avatar, *(each.file for each in held.renditions.all())]
    assert all(MAKER.encode() not in content(file) for file in files)
    assert {each.file.name for each in held.renditions.all()} == addresses
    assert (held.width, held.height, held.file_size) == (40, 60, held.file.size)
    assert not any(held.file.storage.exists(name) for name in old)


def test_a_second_run_finds_nothing(held, portrait):
    run()
    said, _ = run()
    assert said.count(" 0 changed.") == 3


def test_a_picture_that_was_turned_asks_for_its_focal_point(held, db):
    upright = as_uploaded_then("JPEG", 1)
    _, wrong = run()
    held.refresh_from_db()
    upright.refresh_from_db()
    assert f"image {held.pk} (Hall) was turned: set its focal point again" in wrong
    assert (held.has_focal_point(), upright.has_focal_point()) == (False, True)


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(held, portrait):
    broken = as_uploaded_then("JPEG", 1)
    broken.file.storage.delete(broken.file.name)
    said, wrong = run()
    assert f"{broken.file.name} cannot be read" in wrong
    assert "Originals: 2 read, 1 changed." in said


def test_a_copy_whose_file_is_gone_is_made_again(held):
    copy = held.renditions.first()
    copy.file.storage.delete(copy.file.name)
    run()
    held = HubImage.objects.get()
    assert content(held.get_rendition(copy.filter_spec).file)


@pytest.fixture
def amina(home) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("amina@school.example", "secret"))
    return client


def upload(client, data: bytes, name="amina.jpg"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("wagtailadmin_account"), ACCOUNT | {"avatar-avatar": file})


@pytest.mark.parametrize("size", [60, 600])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_profile_picture_is_kept_without_place_and_camera_and_upright(amina, kind, size):
    data = photograph(kind, orientation=6, size=(size, size * 2 // 3))
    assert upload(amina, data, f"amina.{kind.lower()}").status_code == 302
    kept = content(UserProfile.objects.get().avatar)
    assert MAKER.encode() not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert dict(image.getexif()) == {}
        assert image.height > image.width


@pytest.mark.parametrize(
    ("data", "name"),
    [(photograph("JPEG", size=(900, 600))[:-3000], "amina.jpg"), (b"%!PS-Adobe-3.0 EPSF-3.0\n", "amina.jpg")],
    ids=["cut off", "no picture"],
)
def test_a_profile_picture_that_is_refused_is_refused_in_words(amina, data, name):
    answer = upload(amina, data, name)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not UserProfile.objects.get().avatar
