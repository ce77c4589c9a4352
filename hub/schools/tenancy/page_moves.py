"""Refuses to move or copy pages of one school to another, for every user."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from hub.schools.microsites.models import SchoolHomePage


def school_id_at(page: Page | None) -> int | None:
    """Return the key of the school whose home page is `page` or stands above it, or None."""
    if page is None or not page.path:
        return None
    paths = [page.path[: page.steplen * depth] for depth in range(1, page.depth + 1)]
    return SchoolHomePage.objects.filter(path__in=paths).values_list("school_id", flat=True).first()


def crosses(pages: Iterable[Page], destination: Page | None) -> bool:
    """Tell whether putting `pages` under `destination` would take one of them out of its school or into another's."""
    target = school_id_at(destination)
    return any(_school_of_content(page) != target for page in pages)


def _school_of_content(page: Page) -> int | None:
    # A school's home page itself stands under the directory, which belongs to no school.
    return None if page.specific_class is SchoolHomePage else school_id_at(page)


def refuse(request: HttpRequest, back_to: Page | None) -> HttpResponse:
    """Refuse with a message, and return to the explorer."""
    messages.error(request, _("Pages of one school cannot be moved or copied to another place than that school."))
    parent = back_to.get_parent() if back_to else None
    return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_explore_root")


def before_move_page(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return refuse(request, page) if crosses([page], destination) else None


def before_copy_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if page.specific_class is SchoolHomePage:
        messages.error(request, _("A school has one home page, at its own address: it is not copied."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    chosen = request.POST.get("new_parent_page", "")
    destination = Page.objects.filter(pk=chosen).first() if chosen.isdigit() else None
    return refuse(request, page) if destination and crosses([page], destination) else None


def before_bulk_action(
    request: HttpRequest, action: str, objects: Sequence[Model], instance: BulkAction
) -> HttpResponse | None:
    if action != "move" or not objects or not isinstance(objects[0], Page):
        return None
    destination = instance.cleaned_form.cleaned_data["chooser"]
    return refuse(request, objects[0]) if crosses(objects, destination) else None
