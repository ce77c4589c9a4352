"""What a school may call itself on its pages: its own name, or a shorter one that means no other school."""

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.schools.register.models import School
from hub.schools.text import fold, mixes_alphabets


def other_school_called(name: str, school: School) -> str:
    """Return the name of another open school that readers would take `name` for; empty if there is none.

    Within its borough no other open school may bear it, in the register or on its pages. Elsewhere it may not be the
    whole name of a school, unless it is a shortening of its own: every borough has a St Mary's.
    """
    wanted, own = f" {fold(name)} ", f" {fold(school.name)} "
    if not wanted.strip() or wanted == own:
        return ""
    others = School.objects.exclude(pk=school.pk).exclude(status=School.Status.CLOSED)
    # What a visitor may type is kept folded, a space before each word, its postcode after the name.
    near = others.filter(borough=school.borough_id) if school.borough_id and wanted in own else others
    named = [each for each in near.filter(search_name__startswith=wanted) if f" {fold(each.name)} " == wanted]
    if named:
        return named[0].name
    beside = others.filter(borough=school.borough_id) if school.borough_id else others
    shown = Page.objects.filter(schoolhomepage__school__in=beside).filter(Q(live=True) | Q(first_published_at=None))
    titles = [title for pair in shown.values_list("title", "draft_title") for title in pair]
    return next((title for title in titles if f" {fold(title)} " == wanted), "")


def refusal(name: str, school: School) -> str:
    """Return why a school may not call itself `name`, or an empty string."""
    if mixes_alphabets(name):
        return _("A word here has letters of two alphabets that look alike. Write the name with the letters of one.")
    other = other_school_called(name, school)
    if not other:
        return ""
    return _(
        "“%(other)s” is another school. Use the name in the register, “%(own)s”, or a shorter one of your own."
    ) % {
        "other": other,
        "own": school.name,
    }
