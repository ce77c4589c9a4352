"""Registers what the rooms of this app provide: parts and rules for duties, template contexts, publishing gates."""

from collections.abc import Callable, Mapping

from django.contrib.auth.signals import user_logged_in
from django.db.models import Count, Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.signals import init_new_page, task_submitted

from curriculum.models import Borough
from hub.accounts.groups import register_giving, register_narrowing, register_unchosen
from hub.accounts.newcomers import register_way
from hub.accounts.passwords import register_names
from hub.accounts.second_factor import register_requirement
from hub.core import base_templates, metrics, not_found, origins, publishing, references, school_days
from hub.core.consequences import register_consequence
from hub.core.kept import pages as kept_pages
from hub.core.kept.writes import never_shown
from hub.core.metrics import Figure
from hub.core.page_context import register_context
from hub.core.panels import register_panel_context
from hub.media.evidence import register_evidence
from hub.publication.gate import refusal_reasons
from hub.publication.sources import FixLink, Source, register_report, register_source
from hub.schools.access_log.middleware import signed_in
from hub.schools.access_log.models import AccessRecord
from hub.schools.annual_report import facts as annual_report_facts
from hub.schools.annual_report import figures
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.annual_report.panels import ReportFiguresPanel
from hub.schools.careers import beginning, plain_words, totals
from hub.schools.careers import context as careers_context
from hub.schools.careers import facts as careers_facts
from hub.schools.careers.models.next_programme import NextProgramme
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity
from hub.schools.careers.panels import ProgrammePanel, ReadingPanel
from hub.schools.careers.past_programmes import keep_programme_that_ends
from hub.schools.careers.rules import ambitions, guidance
from hub.schools.careers.rules import publishing as publishing_rules
from hub.schools.directory.context import directory_context
from hub.schools.duties import places
from hub.schools.duties.closed_days import usual_days
from hub.schools.duties.consequences import duties_unmet
from hub.schools.duties.due import Addresses
from hub.schools.duties.parts import Part, register_part
from hub.schools.duties.published import subject_of
from hub.schools.duties.report import SchoolsReport
from hub.schools.duties.rules import RULES, register_rules
from hub.schools.hosts import menu as hosts_menu
from hub.schools.hosts import table as host_table
from hub.schools.hosts.models import SchoolHost
from hub.schools.invitations.by_provider import way_for
from hub.schools.invitations.inviting import names_of_inviting_schools
from hub.schools.microsites import selectors as microsites
from hub.schools.microsites.closing import refused_while_closed
from hub.schools.microsites.models import SchoolHomePage, SchoolIndexPage
from hub.schools.microsites.school_owned import SchoolOwnedPage
from hub.schools.policy import context as policy_context
from hub.schools.policy import facts as policy_facts
from hub.schools.policy import from_word as policy_from_word
from hub.schools.policy.approvals.mail import tell_after_commit
from hub.schools.policy.approvals.selectors import approvals_that_stay
from hub.schools.policy.approvals.views import decide_view, record_approval_view
from hub.schools.policy.menu import buttons_of_a_policy
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.policy.panels import ApprovalPanel
from hub.schools.provider_access import context as access_context
from hub.schools.provider_access import facts as access_facts
from hub.schools.provider_access import rules as access_rules
from hub.schools.provider_access.from_word import kind as access_from_word
from hub.schools.provider_access.models import AccessTime, Encounter, ProviderAccessPage, TermDates
from hub.schools.provider_access.panels import MeetingsPanel
from hub.schools.register.changes import RegisterChange
from hub.schools.register.mark import register_changed
from hub.schools.register.models import Registration, School
from hub.schools.register.public import register_public_pages
from hub.schools.reminders.models import ReminderLetter
from hub.schools.school_home import context as school_home_context
from hub.schools.setting_up.models import SetUpRun
from hub.schools.tenancy import long_lists, permissions
from hub.schools.tenancy.hub_roles import works_for_the_hub
from hub.schools.tenancy.memberships import groups_given
from hub.schools.tenancy.scope import limit, names_of_schools, only_of_schools
from hub.schools.word.context import from_word_panel
from hub.schools.word.kinds import Kind, register_kind
from hub.schools.word.panels import FromWordPanel

NAMES_OF_PLACES = {
    places.CAREERS: (_("Careers page"), _("Fix this on the careers page.")),
    places.PROVIDER_ACCESS: (_("Provider access statement"), _("Fix this on the provider access page.")),
    places.POLICY: (_("Careers policy"), _("Fix this on the careers policy page.")),
    places.APPROVAL: (_("Approval of the policy"), _("Record an approval of the policy.")),
    places.REPORT: (_("Yearly report"), _("Draft the yearly report from what is recorded.")),
}
TO_BE_ADDED = {
    places.CAREERS: _("Add the careers page."),
    places.PROVIDER_ACCESS: _("Take the statement from a Word document, or add its page."),
    places.POLICY: _("Take the policy from a Word document, or add its page."),
    places.APPROVAL: _("Add the policy first: from a Word document, or as a page."),
}


def fix_links(page: SchoolOwnedPage) -> Mapping[str, FixLink]:
    """Return, for each place, a link to it in the admin: to its page, or to where that is added."""
    addresses = Addresses([page.school_id])
    return {
        place: FixLink(
            name,
            label if addresses.is_there(page.school_id, place) else TO_BE_ADDED.get(place, label),
            addresses.of(page.school_id, place),
        )
        for place, (name, label) in NAMES_OF_PLACES.items()
    }


def approval_urls() -> list:
    return [
        path("schools/approval/<key:page_id>/", record_approval_view, name="schools_record_approval"),
        path("schools/approval/<key:page_id>/decide/", decide_view, name="schools_decide_approval"),
    ]


# Where in the admin the gaps of a school's pages are fixed, by the key of the page.
def _edited(place: str) -> Callable[[int], dict[str, str]]:
    return lambda page: {place: reverse("wagtailadmin_pages:edit", args=[page])}


def _policy_fixed_at(page: int) -> dict[str, str]:
    return {**_edited(places.POLICY)(page), places.APPROVAL: reverse("schools_record_approval", args=[page])}


def _added(place: str, model: type[Page]) -> Callable[[int], dict[str, str]]:
    return lambda home: {place: reverse("wagtailadmin_pages:add", args=["schools", model._meta.model_name, home])}


def _from_word(kind: Kind, *at: str) -> Callable[[int], dict[str, str]]:
    return lambda home: dict.fromkeys(at, reverse("schools_word_upload", args=[kind.key, home]))


def _report_drafted_at(home: int) -> dict[str, str]:
    return {places.REPORT: reverse("schools_report_draft", args=[home])}


def _policy_approvals(records: QuerySet) -> QuerySet:
    return records.filter(kind=Approval.Kind.POLICY).defer("snapshot")


PARTS = (
    Part(
        name="careers",
        model=CareersPage,
        facts=careers_facts.facts,
        rows={"programme": ProgrammeActivity},
        fixed_at=_edited(places.CAREERS),
        added_at=_added(places.CAREERS, CareersPage),
    ),
    Part(name="coming", model=NextProgramme, facts=careers_facts.coming, records=careers_facts.waiting),
    Part(
        name="policy",
        model=CareersPolicyPage,
        facts=policy_facts.facts,
        fixed_at=_policy_fixed_at,
        added_at=_from_word(policy_from_word.KIND, places.POLICY, places.APPROVAL),
    ),
    Part(
        name="reports",
        model=AnnualReportPage,
        facts=annual_report_facts.facts,
        many=True,
        added_at=_report_drafted_at,
    ),
    Part(
        name="provider_access",
        model=ProviderAccessPage,
        facts=access_facts.facts,
        rows={"times": AccessTime, "encounters": Encounter, "terms": TermDates},
        fixed_at=_edited(places.PROVIDER_ACCESS),
        added_at=_from_word(access_from_word.KIND, places.PROVIDER_ACCESS),
    ),
    Part(name="approvals", model=Approval, facts=policy_facts.approval_facts, records=_policy_approvals),
)


def _waiting() -> dict[str, float]:
    return {"": RegisterChange.objects.filter(decision=RegisterChange.Decision.WAITING).count()}


def _letters() -> dict[str, float]:
    counted = dict(ReminderLetter.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in ReminderLetter.State.values}


def register() -> None:
    """Called once, from SchoolsConfig.ready()."""
    _register_duties()
    _register_what_pages_show()
    register_public_pages(microsites.with_public_pages)
    register_consequence(duties_unmet)
    register_consequence(approvals_that_stay)
    register_consequence(microsites.addresses_without_home)
    publishing.register_gate(refusal_reasons)
    publishing.register_gate(refused_while_closed)
    base_templates.register_base(microsites.school_base)
    origins.register_origins(host_table.origin_of)
    not_found.register_not_found(microsites.not_found_here)
    school_days.register(usual_days)
    references.register_limit(limit)
    register_narrowing(only_of_schools)
    register_giving(groups_given)
    register_unchosen(Q(role_group__isnull=False))
    register_requirement(works_for_the_hub)
    register_way(way_for)
    register_names(names_of_schools)
    register_names(names_of_inviting_schools)
    permissions.register()
    long_lists.shorten()
    hosts_menu.register()
    kept_pages.register_part(host_table.said)
    # Heads and the hub's staff alone read these, each page of the admin may write the one, each row the other.
    never_shown(AccessRecord, SetUpRun)
    user_logged_in.connect(signed_in, dispatch_uid="schools.access_log")
    register_evidence(lambda: Approval.objects.exclude(signed_minutes=None).values("signed_minutes"))
    pre_save.connect(keep_programme_that_ends, sender=CareersPage, dispatch_uid="schools.past_programme")
    for model in (School, Registration, Borough):
        for written in (post_save, post_delete):
            written.connect(register_changed, sender=model, dispatch_uid=f"schools.register_mark.{model.__name__}")
    init_new_page.connect(beginning.begin, dispatch_uid="schools.careers_page_begins")
    for written in (post_save, post_delete):
        written.connect(host_table.forget, sender=SchoolHost, dispatch_uid="schools.hosts")
    task_submitted.connect(tell_after_commit, dispatch_uid="schools.approval_mail")
    hooks.register("register_admin_urls", approval_urls)
    hooks.register("construct_page_action_menu", buttons_of_a_policy)


def _register_duties() -> None:
    for part in PARTS:
        register_part(part)
    # In the order shown.
    for family in (
        publishing_rules.RULES,
        access_rules.RULES,
        guidance.RULES,
        ambitions.RULES,
    ):
        register_rules(family)
    register_source(CareersPage, Source(places.CAREERS, RULES, subject_of, fix_links, plain_words.advice_on))
    for page_class, kind in (
        (CareersPolicyPage, places.POLICY),
        (AnnualReportPage, places.REPORT),
        (ProviderAccessPage, places.PROVIDER_ACCESS),
    ):
        register_source(page_class, Source(kind, RULES, subject_of, fix_links))
    register_report(SchoolsReport())
    metrics.register(Figure("register_waiting_changes", "Changes of the register that wait for a person.", _waiting))
    metrics.register(Figure("reminder_letters", "Letters of the outbox, by state.", _letters, "state"))


def _register_what_pages_show() -> None:
    for kind in (policy_from_word.KIND, access_from_word.KIND):
        register_kind(kind)
    register_context(SchoolIndexPage, directory_context)
    register_context(SchoolHomePage, school_home_context.home_context)
    register_context(CareersPage, careers_context.page_context)
    register_context(CareersPolicyPage, policy_context.page_context)
    register_context(ProviderAccessPage, access_context.page_context)
    register_context(AnnualReportPage, figures.page_context)
    register_panel_context(ProgrammePanel, totals.programme_panel)
    register_panel_context(ReadingPanel, plain_words.reading_panel)
    register_panel_context(FromWordPanel, from_word_panel)
    register_panel_context(ApprovalPanel, policy_context.approval_panel)
    register_panel_context(MeetingsPanel, access_context.meetings_panel)
    register_panel_context(ReportFiguresPanel, figures.figures_panel)
