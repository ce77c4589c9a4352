"""What a school's people may reach in the admin: the addresses of `allowed`, and only their own school's pages.

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
from hub.schools.microsites.models import SchoolIndexPage
from hub.schools.tenancy.languages import front_pages
from hub.schools.tenancy.memberships import work_of
from hub.schools.tenancy.models import HubKind, SchoolMembership
from hub.schools.tenancy.moderating import waiting

# Where a listed address carries a page's number, and what it is called there.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "pk", "object_id")
# What leads from page to page: also above what is theirs, which for pages in two languages is the root of all.
NAVIGATION = frozenset({"wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_explore_root"})
# These may also list the hub's public pages.
CHOOSING = frozenset({"wagtailadmin_choose_page_child", "wagtailadmin_choose_page_chosen_multiple"})


@dataclass(frozen=True)
class Scope:
    """The schools a user works for (keys), and the paths of their home pages, in any language.

    `boroughs`: the keys of those whose schools' report they read; it opens no page of these schools in the admin.
    `kinds`: what they do for the hub; the pages that a translator works on are among the paths, but for the front
    pages in their `languages`, below which schools stand.
    """

    schools: frozenset[int]
    paths: tuple[str, ...]
    boroughs: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    languages: frozenset[int] = frozenset()

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
        if self.pages().filter(pk=page_id).exists():
            return True
        if self.languages and front_pages(self.languages).filter(pk=page_id).exists():
            return True
        return HubKind.MODERATOR in self.kinds and waiting().filter(pk=page_id).exists()

    def leads_to(self, page_id: int) -> bool:
        """Tell whether a page is theirs, or above one that is.

        Wagtail asks whether it is below the first ancestor that all of theirs have: with a home page in two languages,
        or two schools, so is every page of every school.
        """
        path = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
        return path is not None and any(own.startswith(path) or path.startswith(own) for own in self.paths)

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
    """Return the scope of someone with a role at a school, for a borough or short of editing the hub; else None.

    None are the hub's staff and strangers.

    Whatever other groups that person is in count for nothing (`only_of_schools`), unless an administrator has marked
    the account as the hub's own. The answer is kept on the user object, which lives for one request.
    """
    if not user.is_authenticated or user.is_superuser or user.is_central:
        return None
    if not hasattr(user, "_school_scope"):
        work = work_of(user)
        paths = tuple(page.path for page in (*(home for _school, home in work.homes), *work.translated))
        anywhere = bool(work.roles or work.boroughs or work.kinds)
        schools = frozenset(work.roles)
        scope = Scope(schools, paths, work.boroughs, work.kinds, work.languages) if anywhere else None
        user._school_scope = scope  # type: ignore[attr-defined]
    return user._school_scope  # type: ignore[attr-defined]


def only_of_schools(user: User, groups: QuerySet[Group]) -> QuerySet[Group] | None:
    """Leave a school's people none of the groups they are in (a narrowing of hub.accounts.groups).

    What they may do comes of their memberships (`memberships.groups_given`, `permissions`).
    """
    return None if scope_of(user) is None else groups.none()


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
    if not user.pk:
        return []
    of_schools = SchoolMembership.objects.filter(user=user.pk).values_list("school__name", "school__borough__label")
    return [name for pair in of_schools for name in pair if name]
