"""The editor's checklist: what each rule is for, what does not apply and why, and advice on what is there."""

import html as entities
import re

import pytest
from django.urls import reverse

from hub.schools.duties.rules import RULES_BY_ID
from tests.factories.careers import complete_careers_page
from tests.html import flat


@pytest.fixture
def read(admin_client, microsite, on):
    def read(*, registration: dict | None = None, **changes) -> str:
        """Return the checklist of a careers page that is complete but for `changes`, as text with its tags."""
        microsite.school.registrations.update(**(registration or {}))
        page = complete_careers_page(microsite, on, live=False, **changes)
        answer = admin_client.get(reverse("publication_checklist", args=[page.pk]))
        return entities.unescape(re.sub(r"\s+", " ", answer.content.decode()))

    return read


def about(html: str, rule_id: str) -> str:
    found = re.search(
        rf"<details><summary>[^<]*<span[^>]*>:[^<]*\({rule_id}\)</span></summary>(.*?)</details>", flat(html)
    )
    assert found, rule_id
    return found[1]


def test_each_open_line_says_what_its_rule_is_for_what_satisfies_it_and_since_when(read):
    html = read(careers_leader_name="", governor_name="", parents_engagement="")
    for rule_id in ("PUB-01", "GB1-W", "LA4-1"):
        rule = RULES_BY_ID[rule_id]
        assert str(rule.explanation) in about(html, rule_id)
        assert f"What satisfies it: {rule.evidence}." in about(html, rule_id)
    assert "In force since 1 September 2018 (School Information Regulations 2008, amended" in about(html, "PUB-01")
    assert "In force since 1 September 2025 (Statutory guidance: Gatsby Benchmark 1)." in about(html, "GB1-W")
    assert "Asked since 2015 (London Ambitions, element 4)." in about(html, "LA4-1")
    assert flat(html).count('<span class="w-sr-only">: ') == len(re.findall("</small> ?<details>", html)), (
        "each line has one"
    )


def test_where_only_guidance_binds_the_date_is_not_passed_off_as_its_own(read):
    told = about(read(registration={"type_code": "34"}, careers_leader_name=""), "PUB-01")
    assert "It is asked of this school by: Statutory guidance, funding agreement." in told


def test_of_a_pupil_referral_unit_it_says_whose_duty_guidance_is(read):
    told = about(read(registration={"type_code": "14"}, guidance_by=""), "CAG-01")
    assert "This is the duty of the local authority." in told


def test_contact_us_gets_advice_and_holds_nothing_back(read):
    html = read(information_for_employers="<p>Contact us.</p>")
    assert "<b>Advice:</b>" in html and "It says no more than to get in touch" in html
    assert "it can be published" in html


def test_an_independent_school_reads_why_rules_do_not_apply_and_what_remains(read):
    html = read(registration={"type_code": "11"})
    apart = html[html.index("Does not apply here") :]
    assert "to this type of school: Other independent school. The Independent School Standards, paragraph" in apart
    assert "Careers leader's name (PUB-01)" in apart and "(LA3-1)" not in apart


def test_what_cannot_be_known_is_listed_with_the_reason(read):
    html = read(registration={"type_code": "27"})
    apart = html[html.index("Cannot be determined") :]
    assert "which duties reach this type is not known here: Miscellaneous." in apart and "(PUB-01)" in apart


def test_the_laws_words_our_reading_and_what_we_suggest_stand_apart(read):
    html = read(careers_leader_email="", next_review=None, governor_name="", careers_leader_name="")
    leader = about(html, "PUB-02")
    assert '<b>The law:</b><q lang="en">the name, email address and telephone number' in leader
    assert "Schedule 4, paragraph 15</a>(in these words since 1 September 2018)" in leader
    assert "Quoted from published summaries" in leader, "what was not read in the original says so"
    assert "<b>We suggest:</b>A shared mailbox" in leader
    assert "The law:" not in about(html, "LA4-1") and "Guidance or standard:" in about(html, "LA4-1")


def test_a_page_that_lacks_only_what_we_read_into_the_law_can_be_published(read):
    html = read(guidance_by="", impact_measure="")
    assert "it can be published" in html


def test_it_opens_behind_one_line_that_counts_each_strength_by_itself(read):
    html = flat(read(careers_leader_name="", governor_name=""))
    fold = html.index('<details class="publication-fold"')
    summary = html[fold : html.index("</summary>", fold)]
    assert "<b>Must:</b>" in summary and "<b>London Ambitions (voluntary):</b>" in summary and "not met" in summary
    assert "1 thing that the law requires is missing on this page" in html[:fold]


def test_of_other_pages_it_says_how_much_is_left_and_leads_there(read):
    html = flat(read(careers_leader_name=""))
    assert "(PUB-01;" in html and "(PAL-01;" not in html and "(LA3-1;" not in html
    there = html[html.index("publication-elsewhere") :]
    there = there[: there.index("</section>")]
    for name, label, left in (
        ("Provider access statement", "Take the statement from a Word document, or add its page.", r"\d+ things are"),
        ("Careers policy", "Take the policy from a Word document, or add its page.", "1 thing is"),
        ("Yearly report", "Draft the yearly report from what is recorded.", "1 thing is"),
    ):
        line = rf'<b>{name}:</b>{left} still to do. ?<a href="/admin/[^"]+">{re.escape(label)}</a>'
        assert re.search(line, there), there


def test_the_whole_school_is_counted_apart_from_what_this_page_can_mend(read):
    html = flat(read(careers_leader_name=""))
    own, _of, school = html.partition("All pages of the school")
    assert "1 not met" in own and "1 not met" not in school and "not met" in school


def test_a_page_that_is_new_is_judged_before_it_is_saved(admin_client, microsite):
    html = flat(admin_client.get(f"/admin/pages/add/schools/careerspage/{microsite.pk}/").content.decode())
    assert "things that the law requires are missing on this page" in html and "(PUB-08;" in html
    assert 'data-refresh-from="/admin/publication/checklist/0/"' in html, "the script puts in the key"
    assert admin_client.get("/admin/publication/checklist/0/").status_code == 404
