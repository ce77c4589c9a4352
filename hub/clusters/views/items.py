"""Items in the members' space: write one, read one, and take it a step further."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.clusters import items
from hub.clusters.access import Standing, cluster_for, require
from hub.clusters.item_forms import FORMS, ActingForm, ResourceForm
from hub.clusters.models import ClusterPage, Item
from hub.schools.tenancy.private_files import make_private


def item_for(request: AdminRequest, item_id: int) -> tuple[Item, Standing]:
    """Return an item and what the person is in its cluster.

    Raises:
        Http404: when there is none, or the person may not read it: another school's draft need not be known to exist.
    """
    cluster_id = Item.objects.filter(pk=item_id).values_list("cluster_id", flat=True).first()
    cluster, standing = cluster_for(request.user, cluster_id or 0)
    item = items.visible(cluster, standing).filter(pk=item_id).first()
    if item is None:
        raise Http404("no such item here")
    return item, standing


@never_cache
def add(request: AdminRequest, cluster_id: int, kind: str) -> HttpResponse:
    """Begin an item of one kind, as a draft that its school alone sees."""
    cluster, standing = cluster_for(request.user, cluster_id)
    require(standing.may_write)
    if kind not in FORMS:
        raise Http404("no such kind of item")
    instance = Item(cluster=cluster, kind=kind, author=request.user, changed_on=timezone.localdate())
    return _form(request, instance, cluster, standing)


@never_cache
def edit(request: AdminRequest, item_id: int) -> HttpResponse:
    """Change a draft."""
    item, standing = item_for(request, item_id)
    require(items.may_edit(item, standing))
    return _form(request, item, item.cluster, standing)


def _form(request: AdminRequest, item: Item, cluster: ClusterPage, standing: Standing) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FORMS[item.kind](*sent, instance=item, speaks_for=standing.speaks_for)
    if form.is_bound and form.is_valid():
        saved = _save(request, form)
        messages.success(request, _("Saved as a draft, which your school alone sees."))
        return redirect("clusters_item", saved.pk)
    return render(request, "clusters/admin/item_form.html", {"form": form, "item": item, "cluster": cluster})


@transaction.atomic
def _save(request: AdminRequest, form: ActingForm) -> Item:
    item: Item = form.save(commit=False)
    item.changed_on = timezone.localdate()
    file = form.file if isinstance(form, ResourceForm) else None
    if file is not None:
        before = item.document
        item.document = make_private(item.school, name=file.name or "", data=file.read(), user=request.user)
        item.save()
        if before is not None:
            before.delete()
    item.save()
    return item


@never_cache
def show(request: AdminRequest, item_id: int) -> HttpResponse:
    """Show an item, and the steps that the person may take with it."""
    item, standing = item_for(request, item_id)
    return _show(request, item, standing)


def _show(request: AdminRequest, item: Item, standing: Standing, error: str = "", note: str = "") -> HttpResponse:
    steps = items.steps_for(item, standing)
    context = {
        "item": item,
        "cluster": item.cluster,
        "steps": steps,
        "takes_note": any(step.notes for step in steps),
        "may_edit": items.may_edit(item, standing),
        "is_own": standing.is_own(item.school_id),
        "error": error,
        "note": note,
    }
    return render(request, "clusters/admin/item.html", context)


@never_cache
@require_POST
def take_step(request: AdminRequest, item_id: int) -> HttpResponse:
    """Offer, review, give back, share, put forward, accept, decline, withdraw or delete an item."""
    item, standing = item_for(request, item_id)
    given = request.POST.get("step", "")
    if given == "delete":
        require(items.may_edit(item, standing))
        cluster, document = item.cluster, item.document
        item.delete()
        if document is not None:
            document.delete()
        messages.success(request, _("The draft is deleted."))
        return redirect("clusters_space", cluster.pk)
    step = items.STEPS_BY_KEY.get(given)
    if step is None:
        raise Http404("no such step")
    require(items.may_take(step, item, standing))
    note = request.POST.get("note", "")[:1000]
    try:
        items.take(step, item, standing, on=timezone.localdate(), note=note)
    except ValidationError as error:
        return _show(request, item, standing, error=" ".join(error.messages), note=note)
    messages.success(request, _("%(item)s: %(status)s.") % {"item": item, "status": item.get_status_display()})
    if item.pk and items.visible(item.cluster, standing).filter(pk=item.pk).exists():
        return redirect("clusters_item", item.pk)
    return redirect("clusters_space", item.cluster.pk)
