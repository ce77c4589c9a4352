"""The summary for parents and its reading ease in the editor; abbreviations on the pages that the public reads."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import rich_text

from hub.schools.duties.rules import RULES
from hub.schools.models import CareersPage
from tests.factories.careers import (
    AnnualReportPageFactory,
    CareersPolicyPageFactory,
    complete_access_page,
    complete_careers_page,
)
from tests.schools.careers.test_careers_gate import edit

EASY = "<p>Your child meets people at work each year. In Year 10 she spends a week with one of them.</p>"
ADVICE = "Tell parents in a few short sentences what this means for their child."
LMI = '<abbr title="labour market information">LMI</abbr> (labour market information)'


@pytest.fixture
def page(microsite, on):
    return complete_careers_page(microsite, on)


def checklist(client, page) -> str:
    return client.get(reverse("publication_checklist", args=[page.pk])).content.decode()


def test_the_summary_is_asked_for_apart_from_the_rules_and_leads_to_its_field(admin_client, page):
    html = checklist(admin_client, page)
    advice = html[html.index("Worth doing") :]
    assert "no rule asks for it" in advice and f'<a href="#fix-parent_summary">{ADVICE}</a>' in advice
    assert html.index("London Ambitions (voluntary)") < html.index("Worth doing")
    assert len(RULES) == 43


def test_without_it_the_page_goes_live_and_with_it_the_advice_is_gone(admin_client, microsite, on):
    page = complete_careers_page(microsite, on, live=False)
    assert edit(admin_client, page, **{"action-publish": "1"}).status_code == 302
    page = CareersPage.objects.get(pk=page.pk)
    assert page.live
    assert edit(admin_client, page, parent_summary=rich_text(EASY)).status_code == 302
    assert ADVICE not in checklist(admin_client, page)


def test_parents_read_it_before_the_years(client, microsite, on):
    page = complete_careers_page(microsite, on, parent_summary=EASY)
    html = client.get(page.get_url()).content.decode()
    order = ["Ring first", 'id="for-your-child"', "Your child meets people", 'id="years"']
    assert [html.index(words) for words in order] == sorted(html.index(words) for words in order)
    CareersPage.objects.update(parent_summary="<p></p>")
    assert "What this means for your child" not in client.get(page.get_url()).content.decode()


def test_its_reading_ease_stands_beside_the_field_and_follows_the_saved_draft(admin_client, page):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    panel, fresh = admin_client.get(address).content.decode(), reverse("schools_reading", args=[page.pk])
    assert f'data-refresh-from="{fresh}"' in panel and "how easy it is to read appears here" in panel
    page.parent_summary = EASY
    page.save_revision()
    easy = admin_client.get(fresh).content.decode()
    assert "Sentences average 10 words." in easy and "readable at ages 9 to 12" in easy
    assert "of fewer than 100 the figure is rough" in easy and "holds nothing back" in easy
    page.parent_summary = (
        "<p>The institution's comprehensive programme facilitates individualised developmental opportunities enabling "
        "participants to investigate occupational alternatives commensurate with their aspirations, "
        "their abilities &amp; their circumstances.</p>"
    )
    page.save_revision()
    hard = admin_client.get(fresh).content.decode()
    assert "Reading ease 0, as last saved" in hard and "people with a degree" in hard
    assert "Aim for sentences of 15 to 20 words." in hard and "Long words: institution&#x27;s, comprehensive" in hard


def test_another_language_is_not_measured(admin_client, page):
    urdu = page.copy_for_translation(Locale.objects.create(language_code="ur"), copy_parents=True)
    html = admin_client.get(reverse("schools_reading", args=[urdu.pk])).content.decode()
    assert "Only English is measured" in html and "Reading ease" not in html


def test_an_abbreviation_is_explained_once_on_a_page_wherever_it_comes_first(client, microsite, on):
    text = "<p>We use LMI.</p>"
    page = complete_careers_page(
        microsite,
        on,
        parent_summary=text,
        information_for_pupils=text,
        body=[("paragraph", '<p>SEND <a href="https://lmi.example/LMI">LMI</a></p>'), ("heading", "LMI")],
    )
    html = client.get(page.get_url()).content.decode()
    assert html.count(LMI) == html.count("(labour market information)") == 1
    assert html.index(LMI) < html.index('id="years"')
    assert 'href="https://lmi.example/LMI"' in html and "(special educational needs and disabilities)" in html
    assert client.get(page.get_url()).content.decode().count(LMI) == 1, "each reader gets it once"
    assert CareersPage.objects.get().parent_summary == text, "what was written stays as it was"


def test_policy_report_and_statement_explain_theirs(client, microsite, on):
    policy = CareersPolicyPageFactory(parent=microsite, sections=[("provision", "<p>LMI &amp; you</p>")])
    report = AnnualReportPageFactory(parent=microsite, body=[("paragraph", "<p>LMI</p>")])
    access = complete_access_page(microsite, on, procedure="<p>LMI</p>")
    for page in (policy, report, access):
        assert client.get(page.get_url()).content.decode().count(LMI) == 1, page


def test_markup_in_a_plain_field_stays_text(client, microsite, on):
    page = complete_careers_page(microsite, on, guidance_by="<b>LMI</b> adviser")
    html = client.get(page.get_url()).content.decode()
    assert f"&lt;b&gt;{LMI}&lt;/b&gt; adviser" in html


def test_a_page_in_another_language_explains_nothing(client, page):
    page.parent_summary = "<p>LMI</p>"  # a translation says nothing that its English page does not
    page.save_revision().publish()
    urdu = page.copy_for_translation(Locale.objects.create(language_code="ur"), copy_parents=True)
    urdu.save_revision().publish()
    for ancestor in urdu.get_ancestors().filter(depth__gt=1).specific():
        ancestor.live = True
        ancestor.save()
    html = client.get(urdu.get_url()).content.decode()
    assert '<p><span lang="en" dir="ltr">LMI</span></p>' in html and "<abbr" not in html
