"""A provider access statement and its meetings belong to one school: no other editor sees, edits or deletes them."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from hub.schools.models import Encounter, ProviderAccessPage
from tests.factories.careers import complete_access_page


@pytest.fixture
def statements(ours, theirs):
    return tuple(complete_access_page(place.home, timezone.localdate()) for place in (ours, theirs))


RICH = ("procedure", "grounds_for_granting", "grounds_for_refusing", "premises")
PHASES = ("meetings_first", "meetings_second", "meetings_third")


def posted(page, **changes) -> dict:
    plain = ("title", "slug", "summary", "dated", "contact_name", "contact_email", "contact_telephone")
    data = {name: str(getattr(page, name) or "") for name in (*plain, "day_starts", "day_ends")}
    data |= {name: rich_text(getattr(page, name)) for name in (*RICH, *PHASES)}
    data |= {name: inline_formset([]) for name in ("times", "terms", "encounters", "comments")}
    return nested_form_data({**data, "document": "", "last_reviewed": "", **changes})


def test_a_careers_leader_edits_the_schools_own_statement_and_nobody_elses(leader, statements):
    own, other = (reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in statements)
    assert leader.get(own).status_code == 200
    assert leader.post(own, posted(statements[0], contact_name="The office")).status_code == 302
    assert leader.get(other).status_code in (302, 403, 404)
    assert leader.post(other, posted(statements[1], contact_name="Taken over")).status_code in (302, 403, 404)
    assert not ProviderAccessPage.objects.filter(contact_name="Taken over").exists()


def test_her_form_takes_no_meeting_and_no_file_of_another_school(leader, statements, theirs):
    own, other = statements
    stolen = other.encounters.first()
    row = {"id": stolen.pk, "date": "2026-11-24", "years": ("8",), "attendance": "whole", "title": "Taken over"}
    row |= {"providers-count": "0", "starts": "", "ends": ""}
    address = reverse("wagtailadmin_pages:edit", args=[own.pk])
    leader.post(address, posted(own, encounters=inline_formset([row], initial=1)))
    assert Encounter.objects.get(pk=stolen.pk).page_id == other.pk
    assert not Encounter.objects.filter(title="Taken over").exists()
    answer = leader.post(address, posted(own, document=str(theirs.document.pk)))
    assert answer.status_code == 200 and "document" in answer.context["form"].errors


def test_she_cannot_delete_a_statement_that_holds_meetings(leader, statements):
    own, _other = statements
    address = reverse("wagtailadmin_pages:delete", args=[own.pk])
    assert "Unpublish it instead" in leader.post(address, follow=True).content.decode()
    assert ProviderAccessPage.objects.filter(pk=own.pk).exists()
    Encounter.objects.filter(page=own).delete()
    leader.post(address)
    assert not ProviderAccessPage.objects.filter(pk=own.pk).exists()
