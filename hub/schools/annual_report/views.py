"""Admin views for drafting the yearly report: choose the school year, preview the figures, make the draft."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page

from hub.accounts.requests import AdminRequest, RequestUser
from hub.core.versions import GoOnForm, said_of_version
from hub.publication.dates import AcademicYear
from hub.schools.annual_report.figures import figures_of, figures_shown, years_on_record
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.annual_report.passages import Passage, passages_of

from .drafting import home_of, make_draft, target_at


class YearForm(forms.Form):
    """Which school year is reported on: one of those that anything is recorded of."""

    def __init__(self, *args: Any, years: list[AcademicYear], first: AcademicYear, **kwargs: Any):
        super().__init__(*args, **kwargs)
        nothing = _("Nothing is recorded of that school year: choose another.")
        self.fields["year"] = forms.ChoiceField(
            label=_("School year"),
            choices=[(str(year), str(year)) for year in years],
            error_messages={"invalid_choice": nothing, "required": nothing},
        )
        self.initial["year"] = str(first)

    def chosen(self) -> AcademicYear | None:
        """Return the year asked for, or the one to begin with; None if it is not offered."""
        if self.is_bound:
            return AcademicYear.parse(self.cleaned_data["year"]) if self.is_valid() else None
        return AcademicYear.parse(self.initial["year"])


class PassagesForm(forms.Form):
    """Which of the offered passages go into the draft: all, unless there is a report that may hold them already."""

    def __init__(self, *args: Any, passages: list[Passage], is_new: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.passages = passages
        for place, passage in enumerate(passages):
            label = _("Put “%(heading)s” into the draft") % {"heading": passage.heading}
            field = forms.BooleanField(label=label, required=False, initial=is_new)
            self.fields[f"passage-{place}"] = field

    @property
    def chosen(self) -> list[Passage]:
        """The passages that are ticked."""
        if not self.is_valid():
            return []
        return [each for place, each in enumerate(self.passages) if self.cleaned_data[f"passage-{place}"]]

    @property
    def rows(self) -> list[tuple[forms.BoundField, Passage]]:
        """Each tick and what it is about."""
        return [(self[f"passage-{place}"], each) for place, each in enumerate(self.passages)]


def first_choice(page: Page, years: list[AcademicYear], on: datetime.date) -> AcademicYear:
    """Return the year to begin with: that of a report; else the year just ended, if it is among those on record."""
    ended = AcademicYear.containing(on).previous
    wanted = page.get_latest_revision_as_object().year if isinstance(page, AnnualReportPage) else ended
    return wanted if wanted in years else years[0]


def may_draft(page: Page, user: RequestUser) -> bool:
    """Tell whether `user` may look at drafting a report from `page`: one in English that `user` may change."""
    return home_of(page) is not None and page.permissions_for_user(user).can_edit()


@never_cache
def draft_report_view(request: AdminRequest, page_id: int) -> HttpResponse:
    """Show the figures of a school year that would be taken, then make the draft."""
    page, on = get_object_or_404(Page, pk=page_id).specific, timezone.localdate()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    home = home_of(page)
    if home is None:
        raise Http404("a report is drafted in English, under a school's home page")
    years = years_on_record(home.school, on=on)
    context: dict[str, Any] = {"page": page, "home": home, "years": years}
    if not years:
        return render(request, "schools/admin/annual_report/draft.html", context)
    asked = request.POST if request.method == "POST" else request.GET
    choose = YearForm(asked if "year" in asked else None, years=years, first=first_choice(page, years, on))
    context |= {"choose": choose, "year": (year := choose.chosen())}
    if year is not None:
        answer = _draft(request, context, on=on)
        if answer is not None:
            return answer
    return render(request, "schools/admin/annual_report/draft.html", context)


def _draft(request: AdminRequest, context: dict[str, Any], *, on: datetime.date) -> HttpResponse | None:
    """Make the draft if it was posted; else put the preview of the figures into `context`."""
    target = target_at(context["page"], context["home"], context["year"])
    may_write = target.may_write(request.user)
    form = GoOnForm(request.POST if request.method == "POST" else None, page=target.report)
    if form.is_bound and not may_write:
        raise PermissionDenied
    school = context["home"].school
    words = PassagesForm(
        request.POST if form.is_bound else None,
        passages=passages_of(school, context["year"], on=on),
        is_new=target.report is None,
    )
    moved = form.has_moved()
    if form.is_bound and not moved and form.is_valid():
        made = make_draft(target, seen=form.latest, on=on, user=request.user, passages=words.chosen)
        if made is not None:
            messages.success(request, _("The draft is made. Add the words; nothing is published."))
            return redirect("wagtailadmin_pages:edit", made.pk)
        moved = True
    figures = figures_of(school, context["year"], on=on)
    context |= {
        "words": words,
        "target": target,
        "may_write": may_write,
        "form": form.asked_again() if moved else form,
        "figures": figures_shown(figures),
        "latest": said_of_version(target.report.latest_revision if target.report else None),
    }
    return None
