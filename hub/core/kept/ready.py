"""Pages that lie ready in the database, for when the cache does not have them."""

import datetime

from django.db import DatabaseError

from hub.core.kept.packing import KeptPage
from hub.core.models import ReadyPage

LONGEST = ReadyPage._meta.get_field("address").max_length or 0


def find(key: str) -> KeptPage | None:
    """Return the page that lies ready under `key`, whatever became of what it was made from."""
    try:
        packed = ReadyPage.objects.filter(key=key).values_list("packed", flat=True).first()
    except DatabaseError:
        # A release that runs before its migrations has no such table.
        return None
    return None if packed is None else KeptPage.unpacked(bytes(packed))


def put(address: str, key: str, page: KeptPage) -> bool:
    """Have a page lie ready; tell whether it does: not if each writing would end it, nor at an address too long."""
    if not page.made.reads or len(address) > LONGEST:
        return False
    until = datetime.datetime.fromtimestamp(page.made.until, datetime.UTC)
    row = ReadyPage(address=address, key=key, until=until, packed=page.packed())
    ReadyPage.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["address"], update_fields=["key", "until", "packed"]
    )
    return True
