"""The facts of a translated page follow its English page by themselves, and are nothing for a translator."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from hub.accounts.models import User
from hub.core.following import behind_for, behind_of
from hub.schools.models import CareersPage
from search.models import Entry
from tests.factories.careers import complete_careers_page
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ("bn", "ur")


@pytest.fixture
def careers(framework, home, today) -> CareersPage:
    school = SchoolFactory(name="Alder Row School", urn=900301)
    page = complete_careers_page(
        SchoolHomePageFactory(parent=SchoolIndexPageFactory(parent=home), school=school), today
    )
    return CareersPage.objects.get(pk=page.pk)


@pytest.fixture
def translated(careers, django_capture_on_commit_callbacks) -> dict[str, Translation]:
    """The page in every language, live, each text with the language before it."""
    source, _created = TranslationSource.update_or_create_from_instance(careers)
    made = {}
    for code in LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        made[code] = Translation.objects.create(source=source, target_locale=locale)
        po = made[code].export_po()
        for entry in po:
            entry.msgstr = f"{code} {entry.msgid}"
        made[code].import_po(po)
        with django_capture_on_commit_callbacks(execute=True):
            made[code].save_target(publish=True)
    return made


def in_language(page: CareersPage, code: str) -> CareersPage:
    return page.get_translations().get(locale__language_code=code).specific


def published(page: CareersPage, **changes: object) -> CareersPage:
    draft = CareersPage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return CareersPage.objects.get(pk=page.pk)


def test_a_changed_number_is_read_in_every_language(careers, translated, client):
    published(
        careers,
        careers_leader_telephone="020 7946 0999",
        careers_leader_email="new@alder.example",
        lmi_pupils_url="https://lmi.example/new",
        next_review=datetime.date(2027, 3, 9),
    )
    for code in LANGUAGES:
        html = client.get(in_language(careers, code).get_url()).content.decode()
        assert "020 7946 0999" in html and "tel:+44-20-7946-0999" in html and "020 7946 0142" not in html, code
        assert "new@alder.example" in html and "https://lmi.example/new" in html, code
        assert '"telephone": "020 7946 0999"' in html.replace('":"', '": "'), "structured data"
        assert in_language(careers, code).next_review == datetime.date(2027, 3, 9)
        assert f"{code} " in html, "the words stay translated"


def test_the_figures_of_the_programme_follow_and_its_words_stay(careers, translated, client):
    draft = CareersPage.objects.get(pk=careers.pk)
    rows = list(draft.programme.all())
    rows[0].minutes = 1234
    gone = rows.pop()
    new = type(rows[0])(
        year_group=rows[0].year_group, kind=rows[0].kind, title="A morning at a boatyard", minutes=75, sort_order=99
    )
    draft.programme.set([*rows, new])
    draft.save_revision().publish()
    for code in LANGUAGES:
        own = list(in_language(careers, code).programme.all())
        assert [row.minutes for row in own] == [
            row.minutes for row in CareersPage.objects.get(pk=careers.pk).programme.all()
        ]
        assert own[0].title == f"{code} {rows[0].title}" and own[-1].title == "A morning at a boatyard"
        assert gone.translation_key not in {row.translation_key for row in own}
        assert "A morning at a boatyard" in client.get(in_language(careers, code).get_url()).content.decode()


def test_the_search_finds_what_the_translation_shows_now(careers, translated):
    bengali = in_language(careers, "bn")
    draft = CareersPage.objects.get(pk=careers.pk)
    draft.programme.set(list(draft.programme.all())[1:])
    draft.save_revision().publish()
    entry = Entry.objects.get(page_id=bengali.pk)
    assert entry.locale == "bn"
    assert in_language(careers, "bn").programme.count() == draft.programme.count()


def test_a_translation_published_from_old_words_shows_todays_facts(
    careers, translated, django_capture_on_commit_callbacks
):
    """The translator's source is older than the English page: its number must not come back."""
    CareersPage.objects.filter(pk=careers.pk).update(careers_leader_telephone="020 7946 0999")
    with django_capture_on_commit_callbacks(execute=True):
        translated["bn"].save_target(publish=True)
    assert in_language(careers, "bn").careers_leader_telephone == "020 7946 0999"


def test_facts_are_no_segments_for_the_translator(careers, translated):
    paths = set(StringSegment.objects.values_list("context__path", flat=True))
    paths |= set(OverridableSegment.objects.values_list("context__path", flat=True))
    last = {path.rpartition(".")[2] for path in paths if "'" not in path}
    facts = {"careers_leader_telephone", "careers_leader_email", "academic_year", "lmi_pupils_url", "lmi_parents_url"}
    assert not last & (facts | {"cluster_url", "kind", "year_group", "unit", "minutes", "term", "criteria"})


def test_no_page_type_asks_a_translator_for_a_fact():
    from django.db import models
    from modelcluster.models import get_all_child_relations
    from wagtail.models import TranslatableMixin
    from wagtail_localize.fields import get_translatable_fields

    of_every_page = {field.name for field in Page._meta.get_fields()}
    kinds = [model for model in get_page_models() if model is not Page]
    rows = [relation.related_model for kind in kinds for relation in get_all_child_relations(kind)]
    for model in [*kinds, *(row for row in rows if issubclass(row, TranslatableMixin))]:
        for each in get_translatable_fields(model):
            field = model._meta.get_field(each.field_name)
            is_asked = isinstance(field, models.CharField | models.ForeignKey) and not field.choices
            if each.field_name in of_every_page or not is_asked:
                continue
            where = f"{model.__name__}.{each.field_name}"
            assert each.is_translated(None) or not each.overridable, f"{where} can be overridden in a translation"
            assert not (each.is_translated(None) and "telephone" in each.field_name), where


def test_somebody_who_has_left_is_named_in_no_language(careers, translated):
    assert in_language(careers, "bn").careers_leader_name == f"bn {careers.careers_leader_name}"
    published(careers, careers_leader_name="Ms Priya Nair")
    for code in LANGUAGES:
        assert in_language(careers, code).careers_leader_name == "Ms Priya Nair"


def test_what_went_out_of_date_is_said_to_school_and_translator(careers, translated, client):
    page = published(careers, impact_measure="Compass", careers_leader_telephone="020 7946 0999")
    assert [(each.language, each.texts) for each in behind_of(page)] == [("Bengali", 1), ("Urdu", 1)]
    assert in_language(careers, "bn").impact_measure == f"bn {careers.impact_measure}"
    client.force_login(User.objects.create_superuser("root@hub.example", "secret"))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Translations older than their English page" in html and "(Bengali)" in html


def test_a_page_that_is_up_to_date_is_not_named(careers, translated, client):
    published(careers, careers_leader_telephone="020 7946 0999")
    assert behind_of(careers) == []
    client.force_login(User.objects.create_superuser("root@hub.example", "secret"))
    assert "Translations older" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_naming_what_is_behind_asks_no_more_for_more_translations(
    careers, translated, django_assert_num_queries, django_capture_on_commit_callbacks
):
    english = Page.objects.get(pk=careers.get_parent().pk)
    root = User.objects.create_superuser("root@hub.example", "secret")
    published(careers, impact_measure="Compass")
    with CaptureQueriesContext(connection) as asked:
        assert len(behind_for(root)) == 2
    source, _created = TranslationSource.update_or_create_from_instance(english.specific)
    for code in LANGUAGES:
        made = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code=code))
        with django_capture_on_commit_callbacks(execute=True):
            made.save_target(publish=True)
    with django_assert_num_queries(len(asked)):
        assert len(behind_for(root)) == 4


def test_one_command_brings_older_translations_up_and_again_changes_nothing(careers, translated, capsys):
    CareersPage.objects.exclude(pk=careers.pk).update(careers_leader_telephone="020 7946 0111")
    call_command("follow_english")
    call_command("follow_english")
    assert capsys.readouterr().out.split() == ["2", "translations", "changed.", "0", "translations", "changed."]
    assert in_language(careers, "ur").careers_leader_telephone == careers.careers_leader_telephone


def test_a_page_without_translations_is_published_at_no_more_queries(careers, django_assert_max_num_queries):
    from hub.core.following import on_published

    with django_assert_max_num_queries(8):
        on_published(careers)
