"""The forms of pictures: a broken one is refused in words, and nothing is kept of its maker."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .stripping import BROKEN, UNREADABLE, stripped


class WholeImageField(WagtailImageField):
    """A picture that can be read to its end. Wagtail's own reads it too, and ends in an error where it is cut off."""

    def check_image_pixel_size(self, f: UploadedFile) -> None:
        try:
            super().check_image_pixel_size(f)
        except (OSError, SyntaxError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class HubImageForm(BaseImageForm):
    file = WholeImageField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])


class ProfilePictureForm(AvatarPreferencesForm):
    """Wagtail's, which makes a large picture small, of a picture that stands upright and says nothing of its maker."""

    def clean_avatar(self) -> Any:
        file = self.cleaned_data.get("avatar")
        if isinstance(file, UploadedFile):
            self.cleaned_data["avatar"] = _without_its_maker(file)
        try:
            return super().clean_avatar()
        except UNREADABLE as error:
            raise ValidationError(BROKEN) from error


def _without_its_maker(file: UploadedFile) -> UploadedFile:
    try:
        data = stripped(file)
    except UNREADABLE as error:
        raise ValidationError(BROKEN) from error
    finally:
        file.seek(0)  # the form is read again to be shown with what is wrong
    return file if data is None else SimpleUploadedFile(file.name or "", data, file.content_type or "")


def strip_profile_pictures() -> None:
    """Put this form in the place of Wagtail's, whose panel says nothing of a picture that is refused.

    Called from AppConfig.ready().
    """
    AvatarSettingsPanel.form_class = ProfilePictureForm
    AvatarSettingsPanel.template_name = "media/admin/profile_picture.html"
