"""Ties the pages of a school to the rules: which page type is judged how, and where else a gap is mended."""

from collections.abc import Mapping
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hub.core import publishing
from hub.publication.gate import refusal_reasons
from hub.publication.sources import MendLink, Source, register_report, register_source
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.plain_words import advice_on
from hub.schools.duties import places
from hub.schools.duties.published import subject_of
from hub.schools.duties.report import SchoolsReport
from hub.schools.duties.rules import RULES
from hub.schools.microsites.closing import refused_while_closed
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.policy.approvals.views import decide_view, record_approval_view
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.provider_access.models import ProviderAccessPage


def mend_links(page: Any) -> Mapping[str, MendLink]:
    """Return, for each place that is not this page, a link to it in the admin."""
    careers = CareersPage.objects.filter(school=page.school, locale=page.locale).first()
    policy = CareersPolicyPage.objects.filter(school=page.school, locale=page.locale).first()
    access = ProviderAccessPage.objects.filter(school=page.school, locale=page.locale).first()
    return {
        places.CAREERS: MendLink(_("Mend it on the careers page."), _edit(careers)),
        places.POLICY: MendLink(_("Mend it on the careers policy page."), _edit(policy))
        if policy
        else MendLink(_("Take the policy from a Word document, or add its page."), from_word(page)),
        places.APPROVAL: MendLink(
            _("Record an approval of the policy."),
            reverse("schools_record_approval", args=[policy.pk]) if policy else "",
        ),
        places.REPORT: MendLink(_("Draft the yearly report from what is recorded."), drafting_report(page)),
        places.PROVIDER_ACCESS: MendLink(_("Mend it on the provider access page."), _edit(access))
        if access
        else MendLink(_("Add a provider access statement under the school's home page.")),
    }


def _edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""


def from_word(page: Any) -> str:
    return _from_home(page, "schools_word_upload")


def drafting_report(page: Any) -> str:
    return _from_home(page, "schools_report_draft")


def _from_home(page: Any, name: str) -> str:
    home = SchoolHomePage.objects.filter(school=page.school, locale=page.locale).first()
    return reverse(name, args=[home.pk]) if home else ""


def approval_urls() -> list:
    return [
        path("schools/approval/<int:page_id>/", record_approval_view, name="schools_record_approval"),
        path("schools/approval/<int:page_id>/decide/", decide_view, name="schools_decide_approval"),
    ]


def register() -> None:
    """Called once, from SchoolsConfig.ready()."""
    register_source(CareersPage, Source(places.CAREERS, RULES, subject_of, mend_links, advice_on))
    for page_class, kind in (
        (CareersPolicyPage, places.POLICY),
        (AnnualReportPage, places.REPORT),
        (ProviderAccessPage, places.PROVIDER_ACCESS),
    ):
        register_source(page_class, Source(kind, RULES, subject_of, mend_links))
    register_report(SchoolsReport())
    publishing.register_gate(refusal_reasons)
    publishing.register_gate(refused_while_closed)
    hooks.register("register_admin_urls", approval_urls)
