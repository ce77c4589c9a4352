"""A school's first steps: at most seven, from what the school holds, each with the way to where it is done."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.accounts.requests import RequestUser
from hub.pages.models import EventPage, NewsIndexPage, NewsPage
from hub.publication.panels import panel_anchors
from hub.publication.rules import Finding, LazyText, Status, evaluate
from hub.schools.duties import places
from hub.schools.duties.due import OPEN, Addresses
from hub.schools.duties.parts import Terms
from hub.schools.duties.published import Published, subject_from
from hub.schools.duties.rules import RULES
from hub.schools.models import (
    AnnualReportPage,
    CareersPage,
    CareersPolicyPage,
    ProgrammeActivity,
    ProviderAccessPage,
    SchoolHomePage,
)
from hub.schools.tenancy.leading import schools_of

# Who works for more schools than these finds them in the explorer.
SCHOOLS_MOST = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is for in a sentence, how far it is, and the address of the field or page where it is done."""

    title: LazyText
    why: LazyText
    found: str
    done: bool
    url: str


@dataclass(frozen=True, slots=True)
class Path:
    """The steps of one school, in the order in which it takes them."""

    home: SchoolHomePage
    steps: Sequence[Step]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def next(self) -> Step | None:
        """The first step that is still to be done; None once all are."""
        return next((step for step in self.steps if not step.done), None)


def paths_for(user: RequestUser, *, on: datetime.date, school: int | None = None) -> list[Path]:
    """Return the first steps at each school whose pages `user` may publish (or at one of them, by its key).

    Reads the database as often for several schools as for one. The hub's own staff have none.
    """
    keys = schools_of(user)
    if school is not None:
        keys &= {school}
    if not keys:
        return []
    homes = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish").values("pk")
    mine = _english(SchoolHomePage, keys).filter(pk__in=homes, school__status__in=OPEN)
    found = list(mine.select_related("school").prefetch_related("school__registrations").order_by("title"))
    return _Walk(found[: SCHOOLS_MOST + 1], on).paths() if len(found) <= SCHOOLS_MOST else []


class _Walk:
    """Reads what some schools hold, each kind of page once for all of them, and lays out their steps."""

    def __init__(self, homes: Sequence[SchoolHomePage], on: datetime.date):
        self.homes, self.on = homes, on
        self.schools = [home.school_id for home in homes]
        self.addresses = Addresses(self.schools)

    def paths(self) -> list[Path]:
        return [Path(home, self._steps(home)) for home in self.homes]

    def _steps(self, home: SchoolHomePage) -> list[Step]:
        findings = self._findings(home)
        access = [each for each in findings if each.where.page == places.PROVIDER_ACCESS]
        applies = any(each.status is not Status.NOT_APPLICABLE for each in access)
        return [
            _contact(home),
            self._careers_step(home, [each for each in findings if each.gates and each.where.page == places.CAREERS]),
            self._publish_step(home),
            *([self._page_step(home, places.PROVIDER_ACCESS)] if applies else []),
            self._page_step(home, places.POLICY),
            self._page_step(home, places.REPORT),
            self._tell_step(home),
        ]

    @cached_property
    def _pages(self) -> Mapping[str, Mapping[int, Page]]:
        """The school's page of each place, a draft too, by the key of the school; of several, a public one."""
        return {
            place: {page.school_id: page for page in _english(model, self.schools).order_by("live", "-path")}
            for place, (model, _title, _why) in PAGES.items()
        }

    @cached_property
    def _terms(self) -> Terms:
        return Terms()

    @cached_property
    def _rows(self) -> Sequence[ProgrammeActivity]:
        pages = [page.pk for page in self._pages[places.CAREERS].values()]
        return list(ProgrammeActivity.objects.filter(page__in=pages).order_by("sort_order", "pk"))

    def _findings(self, home: SchoolHomePage) -> list[Finding]:
        """Judge the careers page as its row holds it, which for a page never published is its draft."""
        page = self._pages[places.CAREERS].get(home.school_id)
        registration = home.school.registration_on(self.on)
        parts = {"careers": (page,)} if page else {}
        rows = {"programme": [row for row in self._rows if page and row.page_id == page.pk]}
        subject = subject_from(home.school, Published(registration, self._terms, parts, rows))
        return evaluate(subject, RULES, self.on)

    def _careers_step(self, home: SchoolHomePage, blocking: Sequence[Finding]) -> Step:
        page = self._pages[places.CAREERS].get(home.school_id)
        _model, title, why = PAGES[places.CAREERS]
        url = self.addresses.of(home.school_id, places.CAREERS)
        if page is None:
            url = at_field(url, CareersPage, WRITTEN[places.CAREERS][0])
            return Step(title, why, _("There is none yet."), False, url)
        if page.live or not blocking:
            return Step(title, why, _("Nothing that the law requires on it is missing."), True, url)
        found = ngettext(
            "A draft is there; %(n)d thing that the law requires is missing.",
            "A draft is there; %(n)d things that the law requires are missing.",
            len(blocking),
        ) % {"n": len(blocking)}
        return Step(title, why, found, False, at_field(url, CareersPage, blocking[0].where.field))

    def _publish_step(self, home: SchoolHomePage) -> Step:
        careers = self._pages[places.CAREERS].get(home.school_id)
        title, why = PUBLISH
        edit = reverse("wagtailadmin_pages:edit", args=[home.pk])
        if not home.live:
            return Step(title, why, _("The home page is a draft."), False, edit)
        at_careers = self.addresses.of(home.school_id, places.CAREERS)
        if careers is None or not careers.live:
            return Step(title, why, _("The home page is public, the careers page is not."), False, at_careers)
        return Step(title, why, _("Both are public."), True, at_careers)

    def _page_step(self, home: SchoolHomePage, place: str) -> Step:
        page = self._pages[place].get(home.school_id)
        model, title, why = PAGES[place]
        if page is None:
            return Step(title, why, _("There is none yet."), False, self.addresses.of(home.school_id, place))
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if page.live:
            return Step(title, why, _("It is public."), True, url)
        empty = next((field for field in WRITTEN[place] if not getattr(page, field)), "")
        return Step(title, why, _("A draft is there; it is not public yet."), False, at_field(url, model, empty))

    @cached_property
    def _told(self) -> Mapping[type[Page], Sequence[Page]]:
        return {model: list(_below(model, self.homes)) for model in (NewsIndexPage, NewsPage, EventPage)}

    def _tell_step(self, home: SchoolHomePage) -> Step:
        title, why = TELL
        own = {
            model: [each for each in found if each.path.startswith(home.path)] for model, found in self._told.items()
        }
        said = next((page for model in (NewsPage, EventPage) for page in own[model] if page.live), None)
        if said is not None:
            url = reverse("wagtailadmin_explore", args=[home.pk])
            return Step(title, why, _("There is news, or an event."), True, url)
        if own[NewsIndexPage]:
            url = reverse("wagtailadmin_pages:add", args=["pages", "newspage", own[NewsIndexPage][0].pk])
        else:
            url = reverse("wagtailadmin_pages:add", args=["pages", "newsindexpage", home.pk])
        return Step(title, why, _("Nothing is public yet."), False, url)


PAGES: Mapping[str, tuple[type[Page], LazyText, LazyText]] = {
    places.CAREERS: (
        CareersPage,
        gettext_lazy("Fill in the careers page"),
        gettext_lazy("It tells families and employers whom to ask and what each year group gets."),
    ),
    places.PROVIDER_ACCESS: (
        ProviderAccessPage,
        gettext_lazy("Provider access statement"),
        gettext_lazy("It tells colleges and training providers how they get to speak to pupils."),
    ),
    places.POLICY: (
        CareersPolicyPage,
        gettext_lazy("Careers policy"),
        gettext_lazy("It says what the school has decided about careers, for its governors to approve."),
    ),
    places.REPORT: (
        AnnualReportPage,
        gettext_lazy("Yearly report"),
        gettext_lazy("It tells governors and families what came of the programme in a school year."),
    ),
}
# What there is to write on a page, in its order: a step leads to the first that is empty.
WRITTEN: Mapping[str, Sequence[str]] = {
    places.CAREERS: ("careers_leader_name",),
    places.PROVIDER_ACCESS: ("procedure", "contact_name", "grounds_for_granting", "grounds_for_refusing", "premises"),
    places.POLICY: ("sections",),
    places.REPORT: ("went_well", "changing"),
}
PUBLISH = (
    gettext_lazy("Publish the home page and the careers page"),
    gettext_lazy("Nobody outside the school can read a page before it is published."),
)
TELL = (
    gettext_lazy("Tell others"),
    gettext_lazy("A piece of news or an event tells pupils, families and staff that the pages are there."),
)
CONTACT = (
    ("contact_telephone", gettext_lazy("telephone"), lambda home: home.telephone),
    ("contact_email", gettext_lazy("email"), lambda home: home.contact_email),
    ("office_hours", gettext_lazy("office hours"), lambda home: home.office_hours),
)


def _contact(home: SchoolHomePage) -> Step:
    lacking = [(field, name) for field, name, read in CONTACT if not read(home)]
    found = _("Telephone, email and office hours are there.")
    if lacking:
        found = _("Still missing: %(names)s.") % {"names": ", ".join(str(name) for _field, name in lacking)}
    url = reverse("wagtailadmin_pages:edit", args=[home.pk])
    return Step(
        gettext_lazy("Say how the school is reached"),
        gettext_lazy("Whoever has a question finds a number, an address and hours on the home page."),
        found,
        not lacking,
        at_field(url, SchoolHomePage, (lacking[0] if lacking else CONTACT[0])[0]),
    )


def at_field(url: str, page_class: type[Page], field: str) -> str:
    """Return the address of a field in the edit view at `url`."""
    anchor = panel_anchors(page_class).get(field)
    return f"{url}#{anchor}" if anchor else url


def _english(model: type[Page], schools: Collection[int]) -> QuerySet:
    return model.objects.filter(school__in=schools, alias_of=None, locale__language_code=settings.LANGUAGE_CODE)


def _below(model: type[Page], homes: Sequence[SchoolHomePage]) -> QuerySet:
    """Return the pages of `model` below some schools' home pages."""
    pages = model.objects.none()
    for home in homes:
        pages = pages | model.objects.descendant_of(home)
    return pages.order_by("path")
