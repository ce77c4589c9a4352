"""The admin's page of a school's address, link and QR code, where the hub's staff give it hostnames; and their list."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.core.page_context import Context
from hub.core.qr_codes import KINDS, drawing, file_of
from hub.schools.hosts.forms import HostForm
from hub.schools.hosts.giving import NotGiven, choose_address, give_host, may_give_hosts, take_away
from hub.schools.hosts.giving_away import address_of, list_of_links, public_pages
from hub.schools.hosts.models import SchoolHost
from hub.schools.hosts.proving import FAULTS, check
from hub.schools.register.models import School
from hub.schools.tenancy.leading import school_read_by
from hub.schools.text import fold

PER_PAGE = 50


@never_cache
def address(request: AdminRequest, school_id: int) -> HttpResponse:
    """Show what a school gives away: its address, links for its website, QR codes. The hub's staff add a hostname."""
    school = school_read_by(request.user, school_id)
    may = may_give_hosts(request.user)
    if request.method == "POST" and not may:
        raise PermissionDenied
    form = HostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            host = give_host(school, form.cleaned_data["hostname"], user=request.user)
        except NotGiven as error:
            form.add_error("hostname", str(error))
        else:
            said = _("%s is this school’s. Once its DNS record leads to the hub, ask whether it answers.")
            messages.success(request, said % host.hostname)
            return redirect("schools_address", school.pk)
    return render(request, "schools/admin/hosts/address.html", _shown(school, form, may=may))


def _shown(school: School, form: HostForm, *, may: bool) -> Context:
    pages = public_pages(school)
    careers = next((page for page in pages if page.is_careers), pages[0] if pages else None)
    return {
        "school": school,
        "address": pages[0].address if pages else address_of(school),
        "pages": pages,
        "careers": careers,
        "links": list_of_links(pages[1:] or pages),
        "code": drawing(careers.address) if careers else "",
        "hosts": rows(list(school.hosts.all())),
        "form": form,
        "may_give": may,
    }


def rows(hosts: list[SchoolHost]) -> list[tuple[SchoolHost, str]]:
    """Return each host with what its last check found wrong, in words."""
    return [(host, str(FAULTS.get(host.fault, host.fault))) for host in hosts]


def code(request: AdminRequest, school_id: int, page_id: int, kind: str) -> HttpResponse:
    """Answer the QR code of one of a school's public pages as a file to print."""
    school = school_read_by(request.user, school_id)
    page = next((page for page in public_pages(school) if page.pk == page_id), None)
    if page is None or kind not in KINDS:
        raise Http404("no such public page here")
    response = HttpResponse(file_of(page.address, kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="qr-{school.slug}-{page.pk}.{kind}"'
    return response


@require_POST
def change_host(request: AdminRequest, school_id: int, host_id: int) -> HttpResponse:
    """Ask a hostname whether it answers, make it the school's one address, or take it away."""
    if not may_give_hosts(request.user):
        raise PermissionDenied
    host = get_object_or_404(SchoolHost.objects.select_related("school"), pk=host_id, school=school_id)
    if "check" in request.POST:
        if check(host, at=timezone.now()):
            messages.success(request, _("%s leads to this hub.") % host)
        else:
            messages.warning(request, f"{host}: {FAULTS.get(host.fault, host.fault)}")
    elif "choose" in request.POST:
        choose_address(host, user=request.user)
        messages.success(request, _("%s is the school’s one address now.") % host)
    elif "remove" in request.POST:
        take_away(host, user=request.user)
        messages.success(request, _("%s is no longer this school’s. Its pages are read on the hub.") % host.hostname)
    return redirect("schools_address", school_id)


def hosts(request: AdminRequest) -> HttpResponse:
    """List the hostnames of all schools, by name of the school or the host."""
    if not may_give_hosts(request.user):
        raise PermissionDenied
    asked = request.GET.get("q", "").strip()[:200]
    found = SchoolHost.objects.select_related("school")
    if asked:
        found = found.filter(
            Q(hostname__icontains=asked.lower()) | Q(school__search_name__contains=fold(asked) or asked)
        )
    page = Paginator(found.order_by("hostname"), PER_PAGE).get_page(request.GET.get("p"))
    context = {"asked": asked, "page": page, "hosts": rows(list(page))}
    return render(request, "schools/admin/hosts/hosts.html", context)
