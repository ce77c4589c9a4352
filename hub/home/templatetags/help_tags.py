"""For the dashboard, whose template is Wagtail's: the hub's own help."""

from django import template

from hub.accounts.requests import RequestUser
from hub.home.editors_help import links_for
from hub.publication.rules import LazyText

register = template.Library()


@register.simple_tag
def help_for(user: RequestUser) -> list[tuple[str, LazyText]]:
    """Return address and label of the help on what `user` writes."""
    return links_for(user)
