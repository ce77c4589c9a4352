"""The units that stand beside a page about work in some sectors (hub.core.beside)."""

from collections.abc import Sequence

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from curriculum.models import UnitPage
from curriculum.templatetags.curriculum_tags import year_words
from hub.core.beside import MOST, Entry, Group
from hub.core.selectors import address


def units_beside(sectors: Sequence[str], locale: Locale, request: HttpRequest) -> Group:
    """Return the public units in a language that are about any of the sectors: those about the fewest others first."""
    units = UnitPage.objects.public_in(locale).filter(pk__in=UnitPage.objects.filter(sectors__slug__in=sectors))
    found = units.annotate(about=Count("sectors")).with_years().order_by("about", "path")[:MOST]
    return Group(
        _("Units"), [Entry(unit.title, address(unit, request), year_words(unit.year_numbers)) for unit in found]
    )
