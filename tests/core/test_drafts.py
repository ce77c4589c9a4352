"""What a draft has from the row of its page, whatever it says itself, and what is not asked of the database for it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from hub.accounts.models import User
from hub.pages.models import StandardPage
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db


def test_a_draft_is_of_the_language_owner_and_original_of_its_row_and_looks_none_of_them_up(home):
    first, second = (User.objects.create_user(f"{name}@hub.example", "secret") for name in ("first", "second"))
    page = StandardPageFactory(parent=home, owner=first)
    draft = page.save_revision()
    other = Locale.objects.exclude(pk=page.locale_id).first() or Locale.objects.create(language_code="bn")
    Page.objects.filter(pk=page.pk).update(owner=second, locale=other, locked=True, locked_by=second)
    first.delete()
    stored = StandardPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as asked:
        drafted = stored.with_content_json(draft.content)
    assert (drafted.owner_id, drafted.locale_id, drafted.locked_by_id) == (second.pk, other.pk, second.pk)
    assert (drafted.content_type_id, drafted.latest_revision_id) == (stored.content_type_id, draft.pk)
    tables = ("accounts_user", "wagtailcore_locale", "django_content_type", "wagtailcore_revision")
    assert not [query["sql"] for query in asked if any(f'FROM "{table}"' in query["sql"] for table in tables)]


def test_a_draft_that_is_to_be_public_later_is_locked_in_the_editor(home, admin_client):
    page = StandardPageFactory(parent=home)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    page.summary = "Not public yet."
    page.save_revision()
    assert admin_client.get(address).context["locked_for_user"] is False
    page.go_live_at = timezone.now() + datetime.timedelta(days=2)
    page.save_revision().publish()
    assert admin_client.get(address).context["locked_for_user"] is True
