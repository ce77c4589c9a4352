"""The edit form of units: choices and validation."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from curriculum.choices import ActivityKindBlock
from curriculum.models import Criterion, Sector, UnitPage, YearGroup
from hub.core.publishing import PublishRefused
from tests.factories.curriculum import (
    ActivityKindFactory,
    CriterionFactory,
    SectorFactory,
    SubjectFactory,
    UnitPageFactory,
    YearGroupFactory,
    lesson,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin_client):
    return admin_client


def lesson_data(**changes):
    part = {"minutes": 10, "text": rich_text("<p>Do it.</p>")}
    data = {"title": "One", "activity_kind": "in-class", "before": part, "during": part, "after": part,
            "counts_minutes": "", "resources": streamfield([]), "materials": streamfield([]), "employer_ask": "",
            "lmi": {"text": "", "url": ""}, "adaptations": streamfield([]), "figures": streamfield([]), "home_task": "",
            "reflection": ""}  # fmt: skip
    return {**data, **changes}


def unit_data(**changes):
    data = {
        "title": "A unit",
        "slug": "a-unit",
        "summary": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "outcomes": streamfield([("outcome", "I can.")]),
        "lessons": streamfield([("lesson", lesson_data())]),
        "quick_check": streamfield([]),
        "good_work": streamfield([]),
        "responsible": "",
        "review_on": "",
        "last_checked": "",
        "comments": inline_formset([]),
        "action-publish": "Publish",
    }
    year: YearGroup = YearGroupFactory.create(number=9)
    chosen = {"year_groups": [year.pk]}
    chosen |= {name: value for name, value in changes.items() if isinstance(value, list)}
    nested = {name: value for name, value in {**data, **changes}.items() if name not in chosen}
    return {**nested_form_data(nested), **chosen}


def publish(client, unit, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[unit.pk]), unit_data(slug=unit.slug, **changes))


def test_a_retired_kind_leaves_the_choices_and_an_old_value_still_shows_and_saves():
    ActivityKindFactory(slug="fair")
    ActivityKindFactory(slug="old-kind", retired=True)
    block = ActivityKindBlock()
    html = block.field.widget.render("kind", "")
    assert '<option value="fair">' in html
    assert '<option value="old-kind" hidden>' in html
    assert block.clean("old-kind") == "old-kind"
    with pytest.raises(ValidationError):
        block.clean("no-such-kind")


def test_a_retired_term_is_offered_only_to_the_page_that_has_it(stage_page, editor):
    current, retired = SubjectFactory(slug="music"), SubjectFactory(slug="latin-verse", retired=True)
    old = UnitPageFactory(parent=stage_page, subjects=[current, retired])
    new = UnitPageFactory(parent=stage_page)
    for unit, offered in ((old, True), (new, False)):
        html = editor.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()
        assert "Music" in html
        assert ("Latin verse" in html) is offered


def test_an_editor_publishes_a_unit(stage_page, editor):
    unit = UnitPageFactory(parent=stage_page, live=False)
    criterion: Criterion = CriterionFactory.create(slug="grow")
    sector: Sector = SectorFactory.create(slug="digital")
    response = publish(editor, unit, criteria=[criterion.pk], sectors=[sector.pk])
    assert response.status_code == 302, response.context["form"].errors.as_data()
    unit = UnitPage.objects.get(pk=unit.pk)
    assert (unit.live, unit.minutes_total, list(unit.criteria.all())) == (True, 30, [criterion])


def test_a_unit_may_not_build_on_itself_or_go_round_in_a_circle(stage_page, editor):
    first = UnitPageFactory(parent=stage_page, title="First")
    second = UnitPageFactory(parent=stage_page, title="Second", builds_on=[first])
    third = UnitPageFactory(parent=stage_page, title="Third", builds_on=[second])
    for chosen, says in ((third, "round in a circle: “Third”"), (first, "Select a valid choice")):
        response = publish(editor, first, builds_on=[chosen.pk])
        assert response.status_code == 200
        assert says in response.context["form"].errors["builds_on"][0]
    assert publish(editor, third, builds_on=[first.pk]).status_code == 302


def test_more_counted_minutes_than_the_lesson_has_are_refused_at_their_field(stage_page, editor):
    unit = UnitPageFactory(parent=stage_page)
    lessons = streamfield([("lesson", lesson_data(counts_minutes=31))])
    response = publish(editor, unit, lessons=lessons)
    assert response.status_code == 200
    error = response.context["form"].errors.as_data()["lessons"][0]
    assert "only 30 minutes" in str(error.block_errors[0].block_errors["counts_minutes"])


def test_a_unit_without_years_outcomes_and_lessons_saves_as_a_draft_and_is_not_published(stage_page, editor):
    unit = UnitPageFactory(parent=stage_page, live=False)
    gaps = {"outcomes": streamfield([]), "lessons": streamfield([]), "year_groups": []}
    response = publish(editor, unit, **gaps)
    assert set(response.context["form"].errors) == {"outcomes", "lessons", "year_groups"}
    data = unit_data(slug=unit.slug, **gaps)
    del data["action-publish"]
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[unit.pk]), data)
    assert response.status_code == 302, response.context["form"].errors.as_data()
    assert not UnitPage.objects.get(pk=unit.pk).live


def test_units_to_build_on_are_named_by_year(stage_page, editor):
    UnitPageFactory(parent=stage_page, title="Who chooses my job?", years=[7, 8], lessons=[lesson()])
    unit = UnitPageFactory(parent=stage_page)
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()
    assert "Years 7 and 8: Who chooses my job?" in html


GAPS = ["Choose at least one year.", "Say at least one thing pupils can do by the end.", "Add at least one lesson."]


def draft_without_anything(stage_page, editor) -> UnitPage:
    """Made in the form, as an editor does who saves a title and comes back tomorrow."""
    gaps = {"outcomes": streamfield([]), "lessons": streamfield([]), "year_groups": []}
    data = unit_data(**gaps)
    del data["action-publish"]
    response = editor.post(reverse("wagtailadmin_pages:add", args=["curriculum", "unitpage", stage_page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors.as_data()
    return UnitPage.objects.get(slug="a-unit")


def test_bulk_publishing_refuses_an_incomplete_unit_and_says_why(stage_page, editor):
    unit = draft_without_anything(stage_page, editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    html = editor.post(f"{address}?id={unit.pk}&next=/admin/", {}, follow=True).content.decode()
    assert not UnitPage.objects.get(pk=unit.pk).live
    assert [gap for gap in GAPS if gap not in html] == []


def test_an_incomplete_unit_that_was_scheduled_does_not_go_live(stage_page, editor):
    unit = draft_without_anything(stage_page, editor)
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision = unit.save_revision(approved_go_live_at=past)
    call_command("publish_scheduled", verbosity=0)
    assert not UnitPage.objects.get(pk=unit.pk).live
    with pytest.raises(PublishRefused) as refused:
        revision.publish()
    assert refused.value.reasons == GAPS


def test_a_complete_unit_passes_every_way_to_publish(stage_page, editor):
    unit = UnitPageFactory(parent=stage_page, live=False, lessons=[lesson()], outcomes=[("outcome", "I can.")])
    unit.save_revision().publish()
    assert UnitPage.objects.get(pk=unit.pk).live
