"""A school with a microsite, for the tests of its careers pages. `on` is the day by the clock, which the gate asks."""

import datetime

import pytest
from django.utils import timezone

from hub.schools.models import SchoolIndexPage
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory


@pytest.fixture
def on() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def index(home):
    """The directory; that of `staffed_alone`, in a module that has made it."""
    return SchoolIndexPage.objects.first() or SchoolIndexPageFactory(parent=home)


@pytest.fixture
def microsite(index):
    return SchoolHomePageFactory(parent=index, school=SchoolFactory(name="Alder Row School", urn=900301))


@pytest.fixture
def on_disk(settings, tmp_path):
    """Files as they are kept in production: Wagtail serves them by their path."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
