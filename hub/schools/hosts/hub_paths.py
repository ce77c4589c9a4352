"""Whether the hub answers at an address that a school's own host does not know."""

from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page, Site


def hub_answers(path: str) -> bool:
    """Tell whether a view or a public page of the hub is at `path`."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name != "wagtail_serve":
        return True
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    try:
        return Page.route_for_request(get_dummy_request(path=path, site=site), *match.args) is not None
    except Http404:
        return False
