"""The text of a careers policy as a governing body approved it, at an address of its own."""

import dataclasses

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hub.schools.microsites.selectors import home_called, microsite_of
from hub.schools.policy.approvals.selectors import approvals_of, policy_of, public_approval, sections_of
from hub.schools.policy.blocks import sections_in

HELD_SECONDS = 300


@require_safe
def approved_version(request: HttpRequest, slug: str, approval_id: int) -> HttpResponse:
    """Show one approved text to everybody; 404 where the school, or this text, is not public.

    It stands by the school and not by its policy page, so that it stays when that page goes.
    """
    home = home_called(slug)
    on = timezone.localdate()
    approval = public_approval(home.school, approval_id, on=on)
    if approval is None:
        raise Http404("no such approval")
    microsite = microsite_of(home, request)
    assert microsite, "a school's home page is its own microsite"
    governed = [each for each in approvals_of(home.school, on=on) if each.is_by_governors]
    context = {
        "page": home,
        "microsite": dataclasses.replace(microsite, nav=tuple(item._replace(current="") for item in microsite.nav)),
        "approval": approval,
        "sections": sections_in(sections_of(approval)),
        "policy": policy_of(home.school),
        "is_latest": bool(governed) and governed[0].pk == approval.pk,
        "today": on,
    }
    response = render(request, "pages/schools/approved_version.html", context)
    # Only the browser that asked holds it: pages of the tree are what `hub.core.kept` keeps for everybody.
    patch_cache_control(response, private=True, max_age=HELD_SECONDS)
    return response
