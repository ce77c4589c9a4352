"""What a page's rows refer to is known after each save, and looked up once a save and not once a row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from hub.core.following import follow_everywhere
from hub.schools.models import CareersPage
from tests.factories.careers import complete_careers_page, programme_rows
from tests.factories.curriculum import UnitPageFactory

pytestmark = pytest.mark.usefixtures("wagtails_indexes")


@pytest.fixture
def page(framework, microsite, on) -> CareersPage:
    return complete_careers_page(microsite, on)


def rows_that_refer_to(page: CareersPage, target) -> list[str]:
    found = ReferenceIndex.get_references_to(target).filter(object_id=str(page.pk), model_path="programme.item.unit")
    return sorted(each.content_path.split(".")[1] for each in found)


def publish_with(page: CareersPage, rows) -> int:
    """Publish `page` with `rows` and return how many queries that asked."""
    page.programme.set(rows)
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as captured:
        revision.publish()
    return len(captured)


def test_what_rows_refer_to_is_known_when_they_are_published_and_forgotten_when_they_go(page):
    unit, rows = UnitPageFactory(), programme_rows()
    rows[0].unit = rows[3].unit = unit
    publish_with(page, rows)
    kept = list(CareersPage.objects.get(pk=page.pk).programme.order_by("sort_order"))
    assert rows_that_refer_to(page, unit) == sorted(str(kept[at].pk) for at in (0, 3))
    publish_with(CareersPage.objects.get(pk=page.pk), kept[1:])
    assert rows_that_refer_to(page, unit) == [str(kept[3].pk)]


def test_a_row_saved_by_itself_is_indexed_as_ever(page):
    unit, row = UnitPageFactory(), page.programme.first()
    row.unit = unit
    row.save()
    assert rows_that_refer_to(page, unit) == [str(row.pk)]


def test_a_row_asks_a_few_queries_and_not_the_whole_page_again(page):
    few, many = programme_rows(), [*programme_rows(), *programme_rows(), *programme_rows()]
    few_asked = publish_with(page, few)
    for place, row in enumerate(many):
        row.sort_order = place
    more = len(many) - len(few)
    assert publish_with(CareersPage.objects.get(pk=page.pk), many) - few_asked <= 5 * more


def test_the_translations_that_follow_are_indexed_too(page):
    unit = UnitPageFactory()
    bengali = page.copy_for_translation(bengali_of(page), copy_parents=True)
    bengali.save_revision().publish()
    rows = list(page.programme.all())
    rows[0].unit = unit
    page.programme.set(rows)
    page.save()
    follow_everywhere(page)
    first = bengali.programme.order_by("sort_order").first()
    assert rows_that_refer_to(bengali, unit) == [str(first.pk)]


def bengali_of(page: CareersPage):
    return type(page.locale).objects.get_or_create(language_code="bn")[0]
