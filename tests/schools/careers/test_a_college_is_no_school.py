"""The public pages of a college speak of a college, its students and its academic year; they quote no schools' law."""

import re
from html import unescape

import pytest

from hub.schools.models import CareersPage
from tests.factories.careers import (
    AnnualReportPageFactory,
    CareersPolicyPageFactory,
    complete_access_page,
    complete_careers_page,
)
from tests.html import flat

HOME = "/schools/alder-row-school-900301/"
# What would be said of a school. The school's own name, the hub's menu and its footer are left out.
OF_A_SCHOOL = re.compile(
    r"[^>]*\b(?:this school|the school|a school like|school[’']s|school (?:year|office|day)|pupils?)\b[^<]*", re.I
)


@pytest.fixture
def college(microsite, on):
    microsite.school.registrations.update(type_code="18", type_name="Further education", low_age=16, high_age=99)
    return microsite


@pytest.fixture
def pages(college, on) -> CareersPage:
    """A college with each kind of page."""
    page = complete_careers_page(college, on, parent_summary="<p>What it means.</p>")
    page.programme.filter(year_group__number__lte=11).delete()
    page.programme.update(year_group=None, pathway="Level 3 courses")
    CareersPolicyPageFactory(parent=college, sections=[])
    complete_access_page(college, on)
    AnnualReportPageFactory(parent=college, dated=on)
    return page


def main(client, address: str) -> str:
    html = client.get(address).content.decode()
    shown = html[html.index("<main") : html.index("</main>")]
    return flat(unescape(re.sub(r'\shref="[^"]*"', "", shown)))


@pytest.mark.parametrize(
    "path", ["", "careers/", "careers-policy/", "provider-access/", "report-2025-26/", "search/?q=qqqq", "search/"]
)
def test_no_page_of_a_college_speaks_of_a_school(client, pages, path):
    assert OF_A_SCHOOL.findall(main(client, HOME + path)) == []
    assert 'aria-label="College"' in client.get(HOME + path).content.decode()


def test_its_careers_page_speaks_of_students_and_of_an_academic_year(client, pages):
    html = main(client, f"{HOME}careers/")
    for words in ("For the academic year", "A student", "What students do next", "The college last reviewed it"):
        assert words in html, words
    assert "rules for this type of college (further education)" in html
    assert "Expected of the college unless" in html
    assert "This academic year's programme" in html
    assert "How students, parents, teachers and employers find out more" in html


def test_no_law_that_binds_schools_only_is_opened_there(client, pages):
    html = main(client, f"{HOME}careers/")
    assert "Guidance or standard:" in html
    assert "What we suggest<" in html and 'Our reading<span class="vh">: Date of the next review' not in html
    assert "binds other schools" not in html and "Schedule 4, paragraph 15" not in html


def test_a_college_with_next_to_nothing_is_asked_in_its_own_words(client, college):
    assert OF_A_SCHOOL.findall(main(client, HOME)) == []
    page = CareersPage(title="Careers", slug="careers", guidance_by="An adviser", guidance_is_independent=True)
    college.add_child(instance=page)
    html = main(client, f"{HOME}careers/")
    assert OF_A_SCHOOL.findall(html) == [] and "Ring the college office and ask" in html


@pytest.mark.parametrize("status", ["open", "closed", "proposed", "other"])
def test_a_college_without_pages_is_no_school_either(client, college, status):
    school = college.school
    college.delete()
    type(school).objects.filter(pk=school.pk).update(status=status)
    assert OF_A_SCHOOL.findall(main(client, HOME)) == []


def test_the_record_of_its_rules_has_the_names_of_a_college(client, pages, on):
    report = pages.get_parent().get_children().type(AnnualReportPageFactory._meta.model).get().specific
    year = {"academic_year": "2025/26"}
    found = [{"rule": "PUB-06a", "strength": "should", "met": []}]
    rules = {"from": "2025-11-01", "to": "2026-08-31", "found": found}
    report.figures = {**year, "rules": rules, "programme": {"is_college": True}}
    report.save()
    html = main(client, f"{HOME}report-2025-26/")
    assert "How students find out more" in html and "later than the academic year began" in html
    assert OF_A_SCHOOL.findall(html) == []


def test_a_school_is_still_a_school(client, microsite, on):
    complete_careers_page(microsite, on)
    html = main(client, f"{HOME}careers/")
    assert "For the school year" in html and "The school last reviewed it" in html and "A pupil" in html
    assert "Schedule 4, paragraph 15" in html
