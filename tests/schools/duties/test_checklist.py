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
    for rule_id in ("PUB-01", "PAL-01", "GB1-W", "LA4-1", "LA3-1"):
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
    assert "which duties reach this type is not known here: Miscellaneous." in apart and "(PAL-01)" in apart


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


def test_what_another_page_lacks_stands_under_its_name_with_the_way_there(read, microsite):
    html = flat(read(careers_leader_name=""))
    own = html[: html.index("publication-elsewhere")]
    assert "(PUB-01;" in own and "(PAL-01;" not in own and "(LA3-1;" not in own
    for name, label, rule in (
        ("Provider access statement", "Take the statement from a Word document, or add its page.", "PAL-01"),
        ("Careers policy", "Take the policy from a Word document, or add its page.", "LA3-1"),
    ):
        part = html[html.index(f"<h3>{name}</h3>") :]
        part = part[: part.index("</section>")]
        assert f"({rule};" in part and re.search(rf'<a href="/admin/[^"]+">{re.escape(label)}</a>', part)
