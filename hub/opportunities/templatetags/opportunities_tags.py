"""Template tags of the room."""

from django import template

from hub.core.page_context import Context
from hub.opportunities.models import Organisation, Visit

register = template.Library()
SHOWN = 3


@register.inclusion_tag("pages/opportunities/_stories_of.html")
def stories_of(organisation: Organisation) -> Context:
    """Show the latest stories of an organisation's visits that the hub has checked."""
    public = Visit.objects.filter(organisation=organisation, story_state=Visit.Story.PUBLIC)
    return {"stories": public.select_related("school").order_by("-agreed_on", "-pk")[:SHOWN]}
