"""The references of a page with rows, indexed once for all that a save writes.

Wagtail indexes the whole page again after each row it writes (wagtail.tasks): of publishing a long programme in three
languages that was most.
"""

from collections.abc import Iterable

from django.db import models, transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled


def on_saved(
    instance: models.Model, raw: bool = False, update_fields: Iterable[str] | None = None, **_signal: object
) -> None:
    """Write the rows that a saved page holds in memory, which its save would go on to do one by one."""
    if not isinstance(instance, Page) or raw or update_fields is not None:
        return
    if not getattr(reference_index_auto_update_disabled, "value", False):
        write_rows(instance)


def write_rows(page: Page) -> None:
    """Write the rows that `page` holds in memory, and then index its references."""
    held = getattr(page, "_cluster_related_objects", None) or {}
    names = [name for each in get_all_child_relations(page) if (name := each.get_accessor_name()) in held]
    if not names:
        return
    with transaction.atomic():
        with disable_reference_index_auto_update():
            for name in names:
                getattr(page, name).commit()
        ReferenceIndex.create_or_update_for_object(page)
