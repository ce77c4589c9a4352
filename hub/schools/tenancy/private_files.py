"""Files that only a school's own people may have: originals of policies, signed minutes."""

import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from hub.accounts.models import User
from hub.media.models import HubDocument
from hub.schools.register.models import School
from hub.schools.tenancy.provisioning import collection_of

TITLE_MOST = 255


@transaction.atomic
def make_private(school: School, *, name: str, data: bytes, user: User | None) -> HubDocument:
    """Keep an uploaded file among the school's, readable by its people only, under an address nobody can guess."""
    document = HubDocument(
        title=name[:TITLE_MOST], collection=collection_of(school), uploaded_by_user=user, is_private=True
    )
    document.file.save(f"private/{secrets.token_urlsafe(16)}/{Path(name).name}", ContentFile(data), save=False)
    document.file_size = len(data)
    document.save()
    return document
