"""A school's collection, which holds its people's files, is not deleted in the admin."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from hub.accounts.models import User
from hub.schools.models import SchoolCollection
from hub.schools.tenancy.provisioning import create_school
from tests.factories.schools import SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_the_collection_of_a_school_is_refused_in_words_and_another_is_deleted(index):
    SchoolFactory(name="Alder Row School", urn=900401)
    own = SchoolCollection.objects.get(school=create_school(urn=900401).school).collection
    other = Collection.get_first_root_node().add_child(name="Posters")
    client = Client()
    client.force_login(User.objects.create_superuser("staff@hub.example", "secret"))
    of_the_school, of_the_hub = (reverse("wagtailadmin_collections:delete", args=[each.pk]) for each in (own, other))
    assert "the school Alder Row School" in client.get(of_the_school).content.decode()
    assert client.post(of_the_school).status_code == 403
    client.post(of_the_hub)
    assert list(Collection.objects.filter(pk__in=[own.pk, other.pk])) == [own]
