"""For the templates of form widgets, which Django renders without the tags built in to every page."""

from django import template

from hub.core.dates.kinds import SaidBack, said_back

register = template.Library()


@register.simple_tag
def read_back(kind: str, text: object) -> SaidBack:
    """Return what a widget's text is read as."""
    return said_back(kind, str(text or ""))
