"""What the public reads on a careers page, a policy and a report, and what central staff read of all schools."""

import datetime
import re
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from hub.publication.rules import Status, evaluate
from hub.schools.careers.context import year_lines
from hub.schools.duties.published import published_by, subject_of
from hub.schools.duties.rules import RULES, RULES_BY_ID
from hub.schools.duties.statement import claims, unknowable
from hub.schools.duties.subject import ProviderAccessFacts
from hub.schools.models import Approval, CareersPage, CareersPolicyPage, ProgrammeActivity
from hub.schools.policy.approvals.recording import record_approval
from hub.schools.text import plain
from tests.factories.careers import (
    AnnualReportPageFactory,
    CareersPageFactory,
    CareersPolicyPageFactory,
    complete_careers_page,
)
from tests.html import flat
from tests.schools.complete import complete_subject, with_access, without
from tests.schools.staffed import by_the_board

ADDRESS = "/schools/alder-row-school-900301/careers/"


@pytest.fixture
def page(microsite, on):
    page = complete_careers_page(microsite, on)
    policy = CareersPolicyPageFactory(parent=microsite)
    record_approval(policy, decided=by_the_board(on), on=on)
    AnnualReportPageFactory(parent=microsite, dated=on)
    return page


def test_the_short_answers_come_before_the_detail_and_the_law_last(client, page):
    html = client.get(ADDRESS).content.decode()
    order = ["tel:+44-20-7946-0142", "For the school year", 'id="years"', 'id="adviser"', "Must: the law"]
    assert [html.index(words) for words in order] == sorted(html.index(words) for words in order)
    assert "careers@larkspur.example" in html and html.count("<h1") == 1


def test_a_line_of_links_leads_to_sections_that_are_there(client, page):
    html = client.get(ADDRESS).content.decode()
    jump = html.partition('<nav class="jump')[2].partition("</nav>")[0]
    wanted = re.findall(r'href="#([^"]+)"', jump)
    assert wanted == ["years", "adviser", "adds-up", "statement"]
    assert all(html.count(f'id="{each}"') == 1 for each in wanted)


def test_a_table_with_nothing_missing_is_closed_at_first_and_any_other_open(client, page):
    closed = flat(client.get(ADDRESS).content.decode())
    assert '<details class="folds must" open>' in closed
    assert re.search(r'<details class="folds voluntary" ?>', closed)
    assert re.search(r'<details class="folds" ?><summary><h3>Hours by year and term', closed)


def test_the_statement_says_what_the_page_contains_and_never_that_it_meets_the_law(client, page):
    html = client.get(ADDRESS).content.decode()
    assert "This page contains:" in html
    assert "meets the law" not in html
    assert "A policy on access for colleges and training providers" in html and "Not yet" in html


def test_must_should_and_voluntary_are_counted_apart(on):
    must, should, voluntary = claims(evaluate(complete_subject(on), RULES, on))
    assert (must.met, len(must.lines)) == (9, 9)
    assert (should.met, len(should.lines)) == (6, 6)
    assert (voluntary.met, len(voluntary.lines)) == (8, 8)


def test_a_line_of_several_rules_names_the_one_that_is_missing(on):
    subject = without(complete_subject(on), leader_email="", next_review=on - datetime.timedelta(days=1))
    words = [line.words for line in claims(evaluate(subject, RULES, on))[0].lines]
    assert "Not yet: Careers leader's email" in words
    assert any(text.startswith("Overdue since") for text in words)


def test_what_was_good_yesterday_is_overdue_since_today_and_not_since_yesterday(on):
    subject = without(complete_subject(on), next_review=on - datetime.timedelta(days=1))
    assert here(subject, on, "PUB-08") == [f"Overdue since {on:%-d %B %Y}"]


def test_a_duty_under_way_is_counted_neither_as_met_nor_as_unmet():
    early = with_access(complete_subject(datetime.date(2026, 10, 1)), encounters=())
    must = claims(evaluate(early, RULES, datetime.date(2026, 10, 1)))[0]
    assert must.words == "8 met, 1 under way until 28 February 2027"
    late = claims(evaluate(early, RULES, datetime.date(2027, 3, 1)))[0]
    assert "1 not met" in late.words and "under way" not in late.words
    line = next(line for line in late.lines if line.title == "Meetings with colleges and training providers")
    assert line.words == "Not met by 28 February 2027"


def test_meetings_still_to_come_say_by_when():
    early = with_access(complete_subject(datetime.date(2026, 10, 1)), encounters=())
    meetings = claims(evaluate(early, [RULES_BY_ID["PAL-07"], RULES_BY_ID["PAL-08"]], datetime.date(2026, 10, 1)))
    assert [line.words for line in meetings[0].lines] == ["Under way until 28 February 2027"]


def here(subject, on, *rule_ids) -> list[str]:
    """Return what the statement says in its last column."""
    found = claims(evaluate(subject, [RULES_BY_ID[i] for i in rule_ids], on))
    return [line.words for claim in found for line in claim.lines]


def test_what_cannot_be_checked_says_why_in_short():
    on = datetime.date(2027, 3, 1)
    scan = replace(complete_subject(on), provider_access=ProviderAccessFacts(document=True, dated=on))
    file = "Not checkable: the statement is there as a file, and the hub cannot read it."
    assert here(scan, on, "PAL-01", "PAL-02", "PAL-03") == [file]
    upper = with_access(complete_subject(on, type_code="34", years=frozenset({9, 10, 11})), encounters=())
    closed = "Year 9: 0 of 2 here; what these pupils met elsewhere is not recorded."
    assert here(upper, on, "PAL-07") == [closed]


def test_what_nobody_knows_to_bind_stands_by_itself_with_the_reason(client, page, microsite):
    microsite.school.registrations.update(type_code="49")
    html = client.get(ADDRESS).content.decode()
    apart = html[html.index("Cannot be determined") :]
    assert "which duties reach this type is not known here: Online provider." in apart
    assert "<li>Meetings with colleges" not in html[: html.index("Cannot be determined")]
    assert "Independent careers guidance" in apart
    assert "Must: the law requires it" not in html and "Should: guidance" not in html
    microsite.school.registrations.update(type_code="", low_age=11)
    html = client.get(ADDRESS).content.decode()
    assert "the register does not say what type of school this is" in html
    assert "of 0 met" not in html and "This page contains:" not in html


def test_what_cannot_be_known_is_in_none_of_the_tables(on):
    without_ages = replace(complete_subject(on, type_code="06"), years=None, phase="Secondary")
    findings = evaluate(without_ages, RULES, on)
    apart = {title for each in unknowable(findings) for title in each.titles}
    assert "A governor with oversight" in apart and "Careers leader's name" not in apart
    assert not apart & {line.title for claim in claims(findings) for line in claim.lines}


def test_of_a_pupil_referral_unit_the_statement_says_the_doubt_once_and_whose_duty_guidance_is(on):
    must, should, _voluntary = claims(evaluate(complete_subject(on, type_code="14"), RULES, on))
    assert should.notes == ["It is uncertain whether the Regulations reach a pupil referral unit."]
    (whose,) = must.notes
    assert whose == "All of this is the duty of the local authority."


@pytest.mark.parametrize(("minutes", "hours", "in_all"), [(479, "7.9", "99.9"), (480, "8", "100")])
def test_hours_are_never_rounded_up_and_are_the_same_everywhere(client, page, on, minutes, hours, in_all):
    ProgrammeActivity.objects.filter(page=page, year_group__number=11).update(minutes=minutes)
    html = client.get(ADDRESS).content.decode()
    assert f"{hours} h, {in_all} in all" in html and f"<b>{in_all}</b> of 100 hours" in html
    subject = subject_of(CareersPage.objects.get(), on=on)
    assert subject
    (finding,) = evaluate(subject, [RULES_BY_ID["LA2-1"]], on)
    assert f"{in_all} of 100 hours are planned" in finding.message


def test_hours_run_on_to_one_hundred_and_stop_counting_after_year_11(page, on):
    lines = year_lines(published_by(page.school, on=on))
    assert [line.number for line in lines] == [7, 8, 9, 10, 11, 12, 13]
    assert [line.hours_in_all for line in lines[:5]] == [19, 38, 57, 92, 102]
    assert lines[5].reached is None
    assert lines[3].bar_start == pytest.approx(57 * 0.96, abs=0.1)
    assert lines[4].bar_start + lines[4].bar_length == pytest.approx(96)


def test_a_page_with_nothing_on_it_still_answers(client, microsite):
    CareersPageFactory(parent=microsite)
    html = client.get(ADDRESS).content.decode()
    assert "Ring the school office and ask for the careers leader." in html


def test_a_careers_page_stays_within_its_queries(client, page, django_assert_max_num_queries):
    client.get(ADDRESS)
    with django_assert_max_num_queries(32):
        client.get(ADDRESS)


def leader_named(page: CareersPage, on: datetime.date) -> str:
    subject = subject_of(page, on=on)
    assert subject and subject.careers
    return subject.careers.leader_name


def test_a_draft_is_judged_as_it_would_stand_and_the_public_page_as_it_stands(page, on):
    page.careers_leader_name = ""
    page.save_revision()
    draft = page.get_latest_revision_as_object()
    assert leader_named(draft, on) == ""
    assert leader_named(CareersPage.objects.get(pk=page.pk), on)


def test_a_translation_is_not_judged_and_leads_to_the_english(client, page, on):
    bengali = Locale.objects.create(language_code="bn")
    translation = page.copy_for_translation(bengali, copy_parents=True)
    assert subject_of(translation, on=on) is None
    translation.save_revision().publish()
    for ancestor in translation.get_ancestors().filter(depth__gt=1).specific():
        ancestor.live = True
        ancestor.save()
    response = client.get(translation.get_url())
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<a href="{page.get_url()}" lang="en" dir="ltr" hreflang="en">English</a>' in html
    assert 'id="statement"' not in html and 'id="adds-up"' not in html


def test_a_policy_behind_a_password_is_not_published(page, on):
    policy = CareersPolicyPage.objects.get()
    PageViewRestriction.objects.create(page=policy, restriction_type="password", password="x")
    subject = subject_of(page, on=on)
    assert subject
    findings = {finding.rule.id: finding for finding in evaluate(subject, RULES, on)}
    assert findings["LA3-1"].status is Status.MISSING


def test_an_empty_paragraph_is_no_evidence():
    assert plain("<p></p>") == plain("<p>&nbsp; </p>") == ""
    assert plain("<p>One</p><p>two &amp; three</p>") == "One two & three"


def test_the_policy_shows_its_approvals_and_the_report_its_year(client, page):
    html = client.get("/schools/alder-row-school-900301/careers-policy/").content.decode()
    assert "The board" in html and "Experiences of the world of work" in html and "Next approval due by" in html
    report = client.get("/schools/alder-row-school-900301/report-2025-26/").content.decode()
    assert "2025/26" in report


def test_an_approval_keeps_the_text_it_approved_and_outlives_the_page(page, on):
    approval = Approval.objects.get()
    assert approval.snapshot["sections"][0]["value"] == "<p>What we do.</p>"
    CareersPolicyPage.objects.get(pk=approval.page_id).delete()
    approval = Approval.objects.get()
    assert approval.page is None and approval.snapshot["title"] == "Careers policy"


def test_an_approval_is_never_changed_and_never_lies_in_the_future(page, on):
    approval = Approval.objects.get()
    approval.body_name = "Somebody else"
    with pytest.raises(TypeError):
        approval.save()
    with pytest.raises(TypeError):
        Approval.objects.update(body_name="Somebody else")
    tomorrow = on + datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="future"):
        record_approval(CareersPolicyPage.objects.get(), decided=by_the_board(tomorrow), on=on)


def test_an_editor_records_an_approval_in_the_admin(admin_client, microsite, on):
    policy = CareersPolicyPageFactory(parent=microsite)
    url = reverse("schools_record_approval", args=[policy.pk])
    data = {"body_kind": "committee", "body_name": "Standards committee", "meeting_date": on.isoformat(), "minute": "4"}
    wrong = admin_client.post(url, data | {"meeting_date": (on + datetime.timedelta(days=1)).isoformat()})
    assert "cannot lie in the future" in wrong.content.decode()
    assert admin_client.post(url, data).status_code == 302
    assert Approval.objects.get().is_by_governors
    assert "Standards committee" in admin_client.get(url).content.decode()


def test_the_statement_keeps_the_laws_words_from_our_reading_and_from_what_we_suggest(client, page):
    html = flat(client.get(page.get_url()).content.decode())
    assert '<b>The law:</b><q lang="en">the name, email address and telephone number of the school’s Careers' in html
    assert "in these words since 1 September 2018" in html and "Quoted from published summaries" in html
    assert '<a href="https://www.legislation.gov.uk/ukpga/1997/44/section/42B" rel="noopener">' in html
    assert "<b>Our reading:</b>" in html and "<b>We suggest:</b>" in html
    assert "<b>Guidance or standard:</b>" in html
    assert "The law, which binds other schools than this one:" not in html


def test_an_academy_reads_that_the_regulations_bind_other_schools(client, page):
    page.school.registrations.update(type_code="34")
    assert "The law, which binds other schools than this one:" in flat(client.get(page.get_url()).content.decode())


@pytest.mark.parametrize(("type_code", "told"), [("01", True), ("34", False), ("11", False), ("18", False)])
def test_of_a_maintained_school_parents_may_ask_for_a_copy_on_paper(client, page, type_code, told):
    """Regulation 10(3): "must provide a paper copy of the information ... without charge to parents on request"."""
    page.school.registrations.update(type_code=type_code)
    assert ("for this page on paper: it is free" in flat(client.get(page.get_url()).content.decode())) is told


def test_teachers_are_led_to_labour_market_information(client, page):
    assert 'href="https://jobs.example/teachers/"' in client.get(page.get_url()).content.decode()
