"""The tag that speaks of a school as a school and of a college as a college, on every page of theirs."""

from django import template
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hub.schools.microsites.school_owned import ASKED_IN
from hub.schools.register import words

register = template.Library()


@register.simple_tag(takes_context=True)
def said(context: template.Context, key: str, of_college: bool | None = None, **values: object) -> SafeString:
    """Return the words under `key` (hub.schools.register.words) for the place that the page is about.

    `of_college`: where the template knows it and may be shown without the page, as totals are in the admin.
    """
    return words.said(key, of_college=_is_college(context) if of_college is None else of_college, **values)


@register.simple_tag(takes_context=True)
def language_asked_for(context: template.Context) -> str:
    """Return the language of the hub in which the school was asked for, where this page is in another; "" else."""
    asked = context["request"].GET.get(ASKED_IN, "")
    return asked if asked in dict(settings.LANGUAGES) and asked != get_language() else ""


def _is_college(context: template.Context) -> bool:
    """Read the page's `registration`, or else the school's of the microsite: its registrations are read once a page."""
    if "registration" in context:
        registration = context["registration"]
    else:
        school = context["microsite"].school
        prefetch_related_objects([school], "registrations")
        registration = school.registration_for(timezone.localdate())
    return registration is not None and registration.is_college
