"""The school of a page is that of its row, whatever a draft says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.schools.models import CareersPage
from tests.factories.careers import CareersPageFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def test_no_draft_moves_a_page_to_another_school(home):
    page = CareersPageFactory(parent=home, school=SchoolFactory.create(urn=900856))
    other = SchoolFactory.create(urn=900857)
    draft = page.save_revision()
    draft.content["school"] = other.pk
    draft.save()
    stored = CareersPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as asked:
        drafted = stored.get_latest_revision_as_object()
    assert drafted.school_id == page.school_id
    assert not [query["sql"] for query in asked if 'FROM "schools_school"' in query["sql"]]
