"""What a school's people may reach in the admin: an allow-list of addresses, and only their own school's pages.

Default deny: an address that is not listed here is refused, whatever its own checks would say. Hiding a menu closes no
address, and several of Wagtail's own views answer with titles and names of other schools (tests/isolation).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import Model, Q, QuerySet
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import policy_registry

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.schools.microsites.models import SchoolHomePage, SchoolIndexPage
from hub.schools.tenancy.models import SchoolGroup

ALLOWED = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_account",
        # A link that was mailed to the person who is signed in, and to nobody else.
        "accounts_confirm_address",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
        "wagtailadmin_block_preview",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        # The publication checklist, approvals by governors and what waits for a decision: all check that the user may
        # edit the page.
        "publication_checklist",
        "schools_record_approval",
        "schools_decide_approval",
        # A page from a Word document: checks that the user may edit the page; reads the school's own files only.
        "schools_word_upload",
        "schools_word_preview",
        # Totals of the programme, readability of the summary for parents, and carrying the programme over: each checks
        # that the user may edit the page.
        "schools_programme_totals",
        "schools_reading",
        "schools_carry_over",
        "schools_next_year",
        "schools_next_year_preview",
        # The programme as a table, and its files: the same check.
        "schools_programme_grid",
        "schools_programme_map",
        "schools_programme_workbook",
        "schools_programme_document",
        "schools_programme_upload",
        # What each key phase still needs, beside the provider access page: the same check.
        "schools_meetings",
        # Providers' requests: each reads and answers those of the user's own school only.
        "opportunities_provider_requests",
        "opportunities_provider_request",
        # A school's own contacts: each reads and writes those of the user's own school only.
        "opportunities_contacts",
        "opportunities_contact",
        "opportunities_contact_add",
        "opportunities_contact_delete",
        "opportunities_contact_thanked",
        "opportunities_contacts_export",
        "opportunities_contacts_import",
        # Requests to employers: each reads and writes those of the user's own school only.
        "opportunities_requests",
        "opportunities_request",
        "opportunities_request_add",
        # Visits: each reads and writes those of the user's own school only.
        "opportunities_visits",
        "opportunities_visit",
        "opportunities_briefing",
        "opportunities_sheet",
        "opportunities_calendar",
        # The yearly report, drafted from the school's own records: checks that the user may edit the page, and add one.
        "schools_report_draft",
        # Clusters: each asks the memberships of that moment whether one of the user's schools belongs to the cluster,
        # and changes only what is of a school that the user speaks for.
        "clusters_home",
        "clusters_ask",
        "clusters_space",
        "clusters_invite",
        "clusters_answer",
        "clusters_leave",
        # What members make and do: read by members alone, drafts by their own school alone.
        "clusters_item_add",
        "clusters_item",
        "clusters_item_edit",
        "clusters_item_step",
        "clusters_meeting_add",
        "clusters_meeting",
        "clusters_meeting_edit",
        "clusters_meeting_file",
        "clusters_collection_add",
        "clusters_collection",
        "clusters_collection_edit",
        # Audits of the user's own schools: each asks hub.audits.reach for the school of what it shows or writes.
        "audits_index",
        "audits_school",
        "audits_audit",
        "audits_paper",
        "audits_add_action",
        "audits_action",
        "audits_add_survey",
        "audits_survey",
        "audits_survey_paper",
        "audits_survey_tally",
        "audits_survey_results",
        "audits_survey_csv",
        # The tree: narrowed to what the user may explore.
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_explore_root",
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_api:pages:detail",
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        # The school's own pages.
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:add_subpage",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:history_results",
        "wagtailadmin_pages:preview_on_add",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:revisions_index",
        "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:revisions_revert",
        "wagtailadmin_pages:revisions_unschedule",
        "wagtailadmin_pages:revisions_view",
        "wagtailadmin_pages:set_page_position",
        # Links within a text, and pages to choose from: the user's own school's, and the hub's public ones.
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        # Images and documents: kept apart by collection permissions.
        *(
            f"wagtailimages{name}"
            for name in (
                ":index",
                ":index_results",
                ":add",
                ":edit",
                ":delete",
                ":preview",
                ":add_multiple",
                ":edit_multiple",
                ":delete_multiple",
                ":create_multiple_from_uploaded_image",
                ":delete_upload_multiple",
                "_chooser:choose",
                "_chooser:choose_results",
                "_chooser:chosen",
                "_chooser:chosen_multiple",
                "_chooser:create",
                "_chooser:select_format",
            )
        ),
        *(
            f"wagtaildocs{name}"
            for name in (
                ":index",
                ":index_results",
                ":add",
                ":edit",
                ":delete",
                ":add_multiple",
                ":edit_multiple",
                ":delete_multiple",
                ":create_multiple_from_uploaded_document",
                ":delete_upload_multiple",
                "_chooser:choose",
                "_chooser:choose_results",
                "_chooser:chosen",
                "_chooser:chosen_multiple",
                "_chooser:create",
            )
        ),
    }
)
# Where a listed address carries a page's number, and what it is called there.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "pk", "object_id")
# Wagtail itself redirects a user who asks these for a page outside the user's tree.
NAVIGATION = frozenset({"wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_explore_root"})
# These may also list the hub's public pages.
CHOOSING = frozenset({"wagtailadmin_choose_page_child", "wagtailadmin_choose_page_chosen_multiple"})


@dataclass(frozen=True)
class Scope:
    """The schools a user works for (keys), and the paths of their home pages, in any language."""

    schools: frozenset[int]
    paths: tuple[str, ...]

    def pages(self, queryset: QuerySet | None = None) -> QuerySet:
        """Return the pages of these schools."""
        pages = Page.objects.all() if queryset is None else queryset
        within = Q(pk__in=())
        for path in self.paths:
            within |= Q(path__startswith=path)
        return pages.filter(within)

    def choosable(self, queryset: PageQuerySet | None = None) -> PageQuerySet:
        """Return the pages that a page of these schools may lead to: their own, and the hub's public ones.

        Not the public pages of other schools: a chooser shows the title of the draft, which is not public.
        """
        pages = Page.objects.all() if queryset is None else queryset
        public = Page.objects.live().public()
        for index in SchoolIndexPage.objects.all():
            public = public.not_descendant_of(index)
        return pages.filter(Q(pk__in=self.pages().values("pk")) | Q(pk__in=public.values("pk")))

    def covers(self, page_id: int) -> bool:
        return self.pages().filter(pk=page_id).exists()

    @property
    def home_id(self) -> int | None:
        """The first home page of the scope."""
        return Page.objects.filter(path__in=self.paths[:1]).values_list("pk", flat=True).first()

    def first_choice(self, page_types: str) -> int | None:
        """Return the page at which choosing one of these types ("app.model,...") starts.

        That is the school's home page, unless only the hub has pages of the type: then it is their common ancestor.
        """
        try:
            models = [apps.get_model(name) for name in page_types.split(",")]
        except (LookupError, ValueError):
            return self.home_id  # Wagtail answers for what is no page type.
        pages = self.choosable().type(*models)
        if not pages.exists() or self.pages(pages).exists():
            return self.home_id
        above = pages.first_common_ancestor()
        return above.pk if self.choosable().filter(pk=above.pk).exists() else self.home_id


def scope_of(user: RequestUser) -> Scope | None:
    """Return the scope of someone with a role at a school; None for the hub's own staff and for strangers.

    Whatever other groups that person is in count for nothing (`only_of_schools`), unless an administrator has marked
    the account as the hub's own. The answer is kept on the user object, which lives for one request.
    """
    if not user.is_authenticated or user.is_superuser or user.is_central:
        return None
    if not hasattr(user, "_school_scope"):
        user._school_scope = _read_scope(user)  # type: ignore[attr-defined]
    return user._school_scope  # type: ignore[attr-defined]


def _read_scope(user: User) -> Scope | None:
    schools = frozenset(SchoolGroup.objects.filter(group__user=user).values_list("school_id", flat=True))
    if not schools:
        return None
    homes = SchoolHomePage.objects.filter(school__in=schools).order_by("path")
    return Scope(schools, tuple(homes.values_list("path", flat=True)))


def only_of_schools(user: User, groups: QuerySet[Group]) -> QuerySet[Group] | None:
    """Leave a school's people the permissions of schools' groups (a narrowing of hub.accounts.groups)."""
    return None if scope_of(user) is None else groups.filter(school_group__isnull=False)


def limit(user: RequestUser) -> Callable[[type[Model], int], bool] | None:
    """Tell what a user's pages may refer to (hub.core.references): a school's people, what their choosers offer."""
    scope = scope_of(user)
    if scope is None:
        return None

    def allows(model: type[Model], pk: int) -> bool:
        if issubclass(model, Page):
            return scope.choosable().filter(pk=pk).exists()
        if issubclass(model, AbstractImage | AbstractDocument):
            files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["choose"])
            return files.filter(pk=pk).exists()
        return True

    return allows


def names_of_schools(user: User) -> Iterable[str]:
    """Return the names of a person's schools and boroughs: no password is made of them (a register of passwords)."""
    of_schools = SchoolGroup.objects.filter(group__user=user).values_list("school__name", "school__borough__label")
    return [name for pair in of_schools for name in pair if name]
