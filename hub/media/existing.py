"""Strips the pictures that the hub holds since before it stripped what is uploaded: originals, copies, people's own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model
from wagtail.users.models import UserProfile

from .models import HubImage, HubRendition
from .stripping import UNREADABLE, stripped

# How many pictures are read between two lines of progress.
STEP = 100
Say = Callable[[str], None]


@dataclass(slots=True)
class Found:
    """What was found among the pictures of one kind: how many were read, and which said more than they show."""

    read: int = 0
    changed: int = 0
    # Sentences for a person: files that cannot be read, and what is to be set again by hand.
    remarks: list[str] = field(default_factory=list)


def strip_originals(*, write: bool, say: Say) -> Found:
    """Strip the originals of images. One that is turned loses its focal point, which was set on its side."""

    def replace(image: HubImage, data: bytes) -> str:
        size = (image.width, image.height)
        old = _stored_anew(image.file, data)
        image._set_image_file_metadata()
        lost = image.has_focal_point() and size != (image.width, image.height)
        if lost:
            image.set_focal_point(None)
        image.save()
        image.file.storage.delete(old)
        return f"image {image.pk} ({image.title}) was turned: set its focal point again" if lost else ""

    return _strip(HubImage, "file", replace if write else None, say=say)


def strip_copies(*, write: bool, say: Say) -> Found:
    """Strip the renditions, under the names that pages and caches know. One whose file is gone is made again later."""

    def replace(rendition: HubRendition, data: bytes) -> str:
        storage, name = rendition.file.storage, rendition.file.name
        storage.delete(name)
        rendition.file.name = storage.save(name, ContentFile(data))
        rendition.save()
        return ""

    if write:
        for rendition in _instances(HubRendition, "file"):
            if not rendition.file.storage.exists(rendition.file.name):
                rendition.delete()
    return _strip(HubRendition, "file", replace if write else None, say=say)


def strip_profile_pictures(*, write: bool, say: Say) -> Found:
    """Strip the pictures that people gave of themselves."""

    def replace(profile: UserProfile, data: bytes) -> str:
        old = _stored_anew(profile.avatar, data)
        profile.save(update_fields=["avatar"])
        profile.avatar.storage.delete(old)
        return ""

    return _strip(UserProfile, "avatar", replace if write else None, say=say)


def _strip(model: type[Model], name: str, replace: Callable[[Any, bytes], str] | None, *, say: Say) -> Found:
    """Read every picture of a model's field called `name`; call `replace` for those that change."""
    found = Found()
    for instance in _instances(model, name):
        found.read += 1
        file = getattr(instance, name)
        try:
            with file.open("rb") as opened:
                data = stripped(opened)
        except UNREADABLE as error:
            found.remarks.append(f"{file.name} cannot be read: {error}")
            continue
        if data is not None:
            found.changed += 1
            remark = replace(instance, data) if replace else ""
            found.remarks += [remark] if remark else []
        if found.read % STEP == 0:
            say(f"  {found.read} read, {found.changed} with something to take out")
    return found


def _instances(model: type[Model], name: str) -> Iterator[Any]:
    # By key and one at a time: rows are written while this goes on, and somebody may delete one.
    rows = model._default_manager.exclude(**{name: ""})
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        yield from rows.filter(pk=key)


def _stored_anew(file: Any, data: bytes) -> str:
    """Store a picture under a new name; return the old one, whose file goes once no row names it any more."""
    old, name = file.name, Path(file.name).name
    # Named, for Django measures no picture without a name.
    file.save(name, ContentFile(data, name=name), save=False)
    return old
