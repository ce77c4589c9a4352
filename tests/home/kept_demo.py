"""The demo's public pages as visitors get them: kept, and as they would be made."""

import contextlib
import re
from collections.abc import Iterator

from django.apps import apps
from django.core.cache import caches
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.test.utils import override_settings
from wagtail.models import Page

from hub.core.kept import reads
from hub.core.kept.packing import KeptPage
from search.models import IndexMark

KINDS = (
    "HomePage",
    "SchoolIndexPage",
    "SchoolHomePage",
    "CareersPage",
    "CareersPolicyPage",
    "ProviderAccessPage",
    "AnnualReportPage",
    "UnitPage",
    "KeyStagePage",
    "CurriculumMapPage",
    "LessonResourcePage",
    "CollectionPage",
    "ClusterPage",
    "LabourMarketPage",
    "NewsIndexPage",
    "EventPage",
    "EventCalendarPage",
    "ParentsPage",
)


def addresses() -> dict[str, str]:
    """Return the address of one public English page of each kind that there is."""
    found = {}
    for kind in KINDS:
        pages = Page.objects.live().public().filter(content_type__model=kind.lower(), locale__language_code="en")
        page = pages.order_by("path").last()
        assert page is not None, kind
        found[kind] = page.get_url()
    return found


def shown(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content


def made(address: str) -> bytes:
    """Return a page as it would be made now."""
    with override_settings(KEEP_PAGES=False):
        return shown(address)


def kept(address: str) -> KeptPage:
    """Return what lies in the cache after a visit to an address."""
    caches["pages"].clear()
    shown(address)
    (packed,) = caches["pages"]._cache.values()  # type: ignore[attr-defined]
    found = KeptPage.unpacked(caches["pages"].get(next(iter(caches["pages"]._cache)).split(":", 2)[2]))  # type: ignore[attr-defined]
    assert packed and found is not None
    return found


def tables_read(address: str) -> set[str]:
    """Return which tables of the hub's models a page was made from."""
    with reads.noted(connection) as read:
        made(address)
    assert read.whole, address
    named = set(re.findall(r"\w+", " ".join(sql for sql, _params in read.statements)))
    found = {kind._meta.db_table for kind in apps.get_models()} & named
    # Whatever changes an entry moves their mark: who read that has read them.
    entries = {kind._meta.db_table for kind in apps.get_app_config("search").get_models()}
    return found | entries if IndexMark._meta.db_table in found else found


def reword(tables: set[str]) -> Iterator[str]:
    """Write other words into every column of plain text of other tables than these; yield the names of those."""
    for kind in apps.get_models(include_auto_created=True):
        if kind._meta.db_table in tables or not kind._meta.managed or kind._meta.proxy:
            continue
        plain = [field for field in kind._meta.local_fields if _is_plain(field)]
        for field in plain:
            quoted, column = (connection.ops.quote_name(name) for name in (kind._meta.db_table, field.column or ""))
            # A column in which no two rows may say the same stays as it is.
            with contextlib.suppress(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE {quoted} SET {column} = 'Else'")
                yield f"{kind._meta.label}.{field.name}"


def _is_plain(field: models.Field) -> bool:
    """Tell whether any words may stand in a column: it names nothing, and nothing is found by it."""
    names = ("slug", "path", "token", "code", "key", "model", "app_label", "hash", "language")
    kind = type(field).__name__
    free = kind in ("CharField", "TextField") and not field.choices and not field.unique
    return free and (field.max_length or 99) >= 20 and not any(name in field.name for name in names)
