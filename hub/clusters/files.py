"""Files of items: kept private by the school that made them, and shown to whoever may read the item."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.clusters.access import standing_of
from hub.clusters.models import Item
from hub.media.readers import Person

check_ending = FileExtensionValidator(settings.WAGTAILDOCS_EXTENSIONS)


def check_upload(file: UploadedFile) -> None:
    """Refuse a file of a kind or size that the hub does not keep.

    Raises:
        ValidationError: with what it would keep.
    """
    check_ending(file)
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if file.size and file.size > most:
        raise ValidationError(_("A file may have %(most)s at most.") % {"most": filesizeformat(most)})


def is_shown_to(document_id: int, user: Person) -> bool:
    """Tell whether an item shows its file to `user` (a reader of hub.media.readers)."""
    items = Item.objects.filter(document=document_id).select_related("cluster")
    person = user if isinstance(user, User) else AnonymousUser()
    return any(_shows(item, person) for item in items)


def _shows(item: Item, user: RequestUser) -> bool:
    if item.is_public and item.cluster.live and not item.cluster.get_view_restrictions().exists():
        return True
    return item.status in Item.OPEN_TO_MEMBERS and standing_of(user, item.cluster).may_read
