"""The foot of a printed sheet: whose it is, what, and who approved it, whatever a school is called."""

import datetime
import re

import pytest
from wagtail.models import Page

from hub.schools.models import School
from hub.schools.policy.approvals.recording import record_approval
from tests.factories.careers import CareersPolicyPageFactory, complete_access_page, complete_careers_page
from tests.schools.staffed import by_the_board

DAY = datetime.timedelta(days=1)


def foot(html: str) -> str:
    """Return the text that the style sheet writes at the foot of each sheet, read as a browser reads it."""
    style = re.search(r"<style>@page(.*?)</style>", html, re.S)
    assert style, "no style sheet of its own"
    content = re.search(r"content:(.*?);white-space", style[1], re.S)
    assert content
    strings = re.findall(r'"([^"]*)"', content[1])
    return re.sub(r"\\([0-9a-f]{1,6})\s?", lambda found: chr(int(found[1], 16)), "".join(strings))


def last_line(html: str) -> str:
    found = re.search(r'<p class="print-only wrap">(.*?)</p>', html, re.S)
    assert found
    return found[1]


@pytest.fixture
def policy(microsite):
    return CareersPolicyPageFactory(parent=microsite)


def approve(policy, day, *, body_kind="governing-body", on) -> None:
    record_approval(policy, decided=by_the_board(day, body_kind=body_kind), on=on)


def test_the_policy_says_by_whom_and_until_when(client, policy, on):
    approve(policy, on - DAY, on=on)
    html = client.get(policy.get_url()).content.decode()
    due = (on - DAY).replace(year=on.year + 3) if (on - DAY).strftime("%m%d") != "0229" else on
    words = f"Approved by The board on {on - DAY:%-d %B %Y}, next due {due:%-d %B %Y}."
    assert foot(html) == f"Alder Row School: Careers policy\n{words}"
    assert words in last_line(html) and policy.full_url in last_line(html)
    assert 'content:counter(page) " of " counter(pages)' in html


def test_a_policy_that_nobody_approved_or_the_head_alone_or_too_long_ago_says_so(client, policy, on):
    assert foot(client.get(policy.get_url()).content.decode()).endswith("No approval has been recorded.")
    approve(policy, on - 1200 * DAY, on=on)
    assert ", due again since " in foot(client.get(policy.get_url()).content.decode())
    approve(policy, on, body_kind="headteacher", on=on)
    assert foot(client.get(policy.get_url()).content.decode()).endswith(f"Approved by The board on {on:%-d %B %Y}.")


def test_the_careers_page_says_both_the_policys_approval_and_its_own_dates(client, microsite, policy, on):
    page = complete_careers_page(microsite, on, last_reviewed=on)
    alone = foot(client.get(page.get_url()).content.decode())
    assert alone.splitlines()[1].startswith(f"Page reviewed {on:%-d %B %Y}. Next review due by ")
    approve(policy, on, on=on)
    assert "\nCareers policy: approved by The board on " in foot(client.get(page.get_url()).content.decode())


def test_the_statement_says_its_date(client, microsite, on):
    page = complete_access_page(microsite, on, dated=on, last_reviewed=None)
    assert foot(client.get(page.get_url()).content.decode()).endswith(f"\nStatement of {on:%-d %B %Y}.")


@pytest.mark.parametrize(
    "name",
    ['The "Quoted" School', "</style><b>x", "St Mary’s \\a 🎓", "Two\nlines", "} body{display:none", "مثالی اسکول"],
)
def test_whatever_a_school_is_called_the_style_sheet_holds_it(client, policy, name):
    School.objects.update(name=name)
    html = client.get(policy.get_url()).content.decode()
    assert foot(html).splitlines()[0] == f"{' '.join(name.split())}: Careers policy"
    assert html.count("</style>") == html.count("<style")


def test_a_page_with_no_approval_to_tell_of_has_no_foot(client, microsite):
    assert "@page" not in client.get(microsite.get_url()).content.decode()
    assert Page.objects.get(pk=microsite.pk).live
