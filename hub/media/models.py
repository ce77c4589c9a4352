"""Images and documents. Both belong to a collection, and a school has one collection, which decides who owns a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.permissions import policy_registry
from wagtail.search import index

from .evidence import MEASURED, EvidenceKept, EvidenceQuerySet, is_evidence
from .readers import may_read
from .stripping import BROKEN, UNREADABLE, stripped

# The files of a school are found by its name, which its collection bears.
WHOSE = (index.RelatedFields("collection", [index.SearchField("name"), index.AutocompleteField("name")]),)


class Stripped(ContentFile):
    """A picture that has been stripped already."""


class HubImage(AbstractImage):
    """An image with a description, or marked as decorative."""

    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Tick only if a reader who cannot see the image misses nothing."),
    )
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it, and its licence."))

    admin_form_fields = (*Image.admin_form_fields, "is_decorative", "credit")
    search_fields = (*AbstractImage.search_fields, *WHOSE)

    def clean(self) -> None:
        super().clean()
        try:
            self.strip_file()
        except UNREADABLE as error:
            raise ValidationError({"file": BROKEN}) from error
        self.description = self.description.strip()
        if not self.description and not self.is_decorative:
            raise ValidationError({"description": _("Say what the image shows, or tick “decorative”.")})
        if self.description and self.is_decorative:
            raise ValidationError({"is_decorative": _("A decorative image has no description: clear one of the two.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.strip_file()
        super().save(*args, **kwargs)

    def strip_file(self) -> None:
        """Turn a new file upright and take place, camera and person out of it, before anything of it is kept.

        A file chosen in the form for many pictures at once is in the storage already when its image is made.
        """
        if not self.file or (self.file._committed and not self._state.adding):
            return
        if isinstance(self.file.file, Stripped):  # clean() did it
            return
        # Not closed here: what is not in the storage yet is read once more when it is saved.
        file = self.file.open()
        data = stripped(file)
        file.seek(0)
        if data is None:
            return
        if self.file._committed:
            self.file.storage.delete(self.file.name)
        bare: Any = Stripped(data, name=Path(self.file.name).name)
        self.file = bare
        self._set_image_file_metadata()

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.description


class HubRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"),
        ]


class HubDocument(AbstractDocument):
    """A file for download; a private one only for those who may use the files of its collection."""

    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it, and its licence."))
    is_private = models.BooleanField(_("private"), default=False, editable=False)

    admin_form_fields = (*Document.admin_form_fields, "credit")
    # What a hook filters by, the search must know of.
    search_fields = (*AbstractDocument.search_fields, index.FilterField("is_private"), *WHOSE)

    objects = EvidenceQuerySet.as_manager()

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save the document, unless it is evidence.

        Raises:
            EvidenceKept: before anything is written.
        """
        measured = update_fields is not None and set(update_fields) <= MEASURED
        if not self._state.adding and not measured and is_evidence(self):
            raise EvidenceKept
        super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the document, unless it is evidence.

        Raises:
            EvidenceKept: before anything is written.
        """
        if is_evidence(self):
            raise EvidenceKept
        return super().delete(*args, **kwargs)

    def readable_by(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        """Tell whether `user` may have the file. The view that serves documents asks (wagtail_hooks)."""
        if not self.is_private:
            return True
        policy = policy_registry.get_by_type(HubDocument)
        if user.is_authenticated and policy.user_has_any_permission_for_instance(user, ["change", "choose"], self):
            return True
        return may_read(self.pk, user)
