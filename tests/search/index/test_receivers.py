"""Every way a page changes leaves the entries as a rebuild would write them."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Locale, Page, Workflow, WorkflowTask
from wagtail_localize.models import Translation, TranslationSource

from curriculum.models import Sector, YearGroup
from resources.models import LessonResourcePage
from search.index.receivers import left_to_rebuild
from search.models import Entry
from tests.factories.curriculum import (
    CurriculumIndexPageFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
    lesson,
)
from tests.factories.resources import (
    CollectionItemFactory,
    CollectionPageFactory,
    LessonResourcePageFactory,
)
from tests.search.index.as_written import assert_true

pytestmark = pytest.mark.postgresql


def a_draft(parent) -> LessonResourcePage:
    """A resource that lacks nothing but being published."""
    years = list(YearGroup.objects.filter(number=7))
    return LessonResourcePageFactory(parent=parent, live=False, year_groups=years)


def test_publishing_and_changing_a_page_writes_its_entry(resource):
    assert resource.pk in assert_true()
    resource.title = "Group interview"
    resource.save_revision().publish()
    assert assert_true()[resource.pk][2] == "Group interview"


def test_a_draft_of_a_live_page_stays_out_of_search(resource):
    resource.title = "Not yet"
    resource.save_revision()
    assert assert_true()[resource.pk][2] == "Mock interview"


def test_an_autosave_that_overwrites_a_draft_stays_out_of_search(resource, admin):
    draft = resource.save_revision(user=admin)
    latest = draft.as_object()
    latest.title = "Not yet"
    latest.save_revision(user=admin, clean=False, overwrite_revision=draft)
    assert assert_true()[resource.pk][2] == "Mock interview"


def test_a_reverted_revision_is_what_search_knows(resource):
    first = resource.save_revision()
    resource.title = "Second"
    resource.save_revision().publish()
    first.publish()
    assert assert_true()[resource.pk][2] == "Mock interview"


def test_scheduling_a_draft_writes_nothing_until_its_hour(library):
    page = a_draft(library)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()
    assert page.pk not in assert_true()
    due = timezone.now() - datetime.timedelta(minutes=1)
    page.refresh_from_db()
    page.go_live_at = due
    revision = page.save_revision(approved_go_live_at=due)
    revision.approved_go_live_at = due
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert page.pk in assert_true()


def test_scheduling_a_live_page_keeps_what_is_live(resource):
    resource.save_revision().publish()
    resource.refresh_from_db()
    resource.title = "Tomorrow"
    resource.go_live_at = timezone.now() + datetime.timedelta(days=1)
    resource.save_revision().publish()
    assert assert_true()[resource.pk][2] == "Mock interview"


def test_unpublishing_retires_the_entry(resource):
    resource.unpublish()
    assert assert_true() == {}
    entry = Entry.objects.get(page_id=resource.pk)
    assert (entry.gone, entry.words, entry.title) == (True, {}, "")


def test_an_expired_page_is_retired(resource):
    resource.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    resource.save()
    call_command("publish_scheduled", verbosity=0)
    assert not LessonResourcePage.objects.get(pk=resource.pk).live
    assert assert_true() == {}


def test_a_republished_page_has_its_entry_again_in_a_later_version(resource):
    before = Entry.objects.get(page_id=resource.pk)
    resource.unpublish()
    resource.save_revision().publish()
    assert_true()
    after = Entry.objects.get(page_id=resource.pk)
    assert after.pk == before.pk
    assert after.version > before.version


def test_workflow_approval_writes_the_entry(library, admin):
    workflow = Workflow.objects.create(name="Editors")
    task = GroupApprovalTask.objects.create(name="Read it")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    page = a_draft(library)
    page.save_revision()
    workflow.start(page, admin).current_task_state.approve(user=admin)
    assert page.pk in assert_true()


def test_a_changed_slug_leaves_the_entry_true(resource, library):
    resource.slug = "another"
    resource.save_revision().publish()
    library.slug = "shelf"
    library.save_revision().publish()
    assert resource.pk in assert_true()


def test_a_direct_save_is_enough(resource):
    resource.title = "Written by a script"
    resource.summary = "With new words."
    resource.save()
    assert assert_true()[resource.pk][2] == "Written by a script"


def test_a_plain_page_saved_by_a_task_is_read_as_what_it_is(resource):
    plain = Page.objects.get(pk=resource.pk)
    plain.title = "Plain"
    plain.save()
    assert assert_true()[resource.pk][2] == "Plain"


def test_many_to_many_fields_and_child_rows_are_read_from_the_page_being_published(resource, library):
    resource.year_groups = list(YearGroup.objects.filter(number__in=[7, 10]))
    resource.save_revision().publish()
    collection = CollectionPageFactory(parent=library)
    CollectionItemFactory(page=collection, resource=resource, jobs="Bricklayer")
    collection.refresh_from_db()
    collection.save_revision().publish()
    found = assert_true()
    assert ("year", "10") in found[resource.pk][6]
    assert "bricklay" in found[collection.pk][5]["body"]


def test_a_unit_is_found_by_its_lessons_and_as_long_as_they_are(home, terms):
    index = CurriculumIndexPageFactory(parent=home)
    stage = KeyStagePageFactory(parent=index, key_stage=KeyStageFactory(number=3))
    unit = UnitPageFactory(parent=stage, years=[9], lessons=[lesson("Reading a payslip"), lesson("Paying tax")])
    found = assert_true()[unit.pk]
    assert "payslip" in found[5]["points"]
    assert found[7] == 100
    assert {("kind", "unit"), ("stage", "ks3"), ("audience", "teacher"), ("minutes", "longer")} <= set(found[6])


def test_a_translation_published_by_localize_has_an_entry_in_its_language(
    resource, home, django_capture_on_commit_callbacks
):
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    home.copy_for_translation(bengali, alias=True)
    resource.get_parent().specific.copy_for_translation(bengali, alias=True)
    source, _ = TranslationSource.update_or_create_from_instance(resource)
    translation = Translation.objects.create(source=source, target_locale=bengali)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    found = assert_true()
    assert sorted(row[1] for row in found.values()) == ["bn", "en"]


def test_a_renamed_term_rewrites_the_entries_that_carry_it(resource, library):
    sector = Sector.objects.get(slug="digital")
    resource.sectors = [sector]
    resource.save_revision().publish()
    sector.label, sector.synonyms = "Computing and data", ["Cyber security"]
    sector.save()
    assert "cyber" in assert_true()[resource.pk][5]["keywords"]
    stage = YearGroup.objects.get(number=9).key_stage
    stage.label = "Lower secondary"
    stage.save()
    assert "secondari" in assert_true()[resource.pk][5]["keywords"]


def test_a_failed_publish_leaves_no_entry_behind(resource, monkeypatch):
    """The entry is part of the save: what undoes one undoes the other."""
    from search.index import receivers

    def fail(page):
        raise RuntimeError("index")

    monkeypatch.setattr(receivers.writing, "refresh", fail)
    resource.title = "Never saved"
    with pytest.raises(RuntimeError):
        resource.save()
    monkeypatch.undo()
    assert assert_true()[resource.pk][2] == "Mock interview"


def test_a_rebuild_writes_what_is_missing_and_retires_what_is_left_over(resource, library, capsys):
    other = LessonResourcePageFactory(parent=library, title="Left over")
    LessonResourcePage.objects.filter(pk=resource.pk).update(title="Behind our back")
    LessonResourcePage.objects.filter(pk=other.pk).update(live=False)
    call_command("search_rebuild")
    assert assert_true()[resource.pk][2] == "Behind our back"
    assert "1 entries written, 1 retired" in capsys.readouterr().out


def test_what_a_command_leaves_to_its_rebuild_is_written_by_it(resource):
    with left_to_rebuild():
        resource.title = "Group interview"
        resource.save_revision().publish()
        assert Entry.objects.current().get(page=resource.pk).title != "Group interview"
    call_command("search_rebuild", verbosity=0)
    assert resource.pk in assert_true()
    resource.title = "A third name"
    resource.save_revision().publish()
    assert_true()
