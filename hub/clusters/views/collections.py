"""Collections of a cluster: pages of the whole hub that members put together."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.clusters.access import Standing, cluster_for, require
from hub.clusters.meeting_forms import CollectionForm, EntryForm
from hub.clusters.models import ClusterPage, Collection, Entry
from hub.clusters.selectors import entries_of


def collection_for(request: AdminRequest, collection_id: int) -> tuple[Collection, Standing]:
    """Return a collection and what the person is in its cluster.

    Raises:
        Http404: when there is none, or the person is no member.
    """
    collection = Collection.objects.select_related("cluster", "school").filter(pk=collection_id).first()
    if collection is None:
        raise Http404("no such collection here")
    _cluster, standing = cluster_for(request.user, collection.cluster_id)
    return collection, standing


@never_cache
def add(request: AdminRequest, cluster_id: int) -> HttpResponse:
    """Begin a collection."""
    cluster, standing = cluster_for(request.user, cluster_id)
    require(standing.may_write)
    return _form(request, Collection(cluster=cluster), cluster, standing)


@never_cache
def edit(request: AdminRequest, collection_id: int) -> HttpResponse:
    """Change what a collection is called, or delete it while nobody else has put a page into it."""
    collection, standing = collection_for(request, collection_id)
    require(standing.may_manage or standing.is_own(collection.school_id))
    if request.method == "POST" and "delete" in request.POST:
        others = collection.entries.exclude(school=collection.school_id).exists()
        require(standing.is_staff or not others)
        collection.delete()
        messages.success(request, _("The collection is deleted."))
        return redirect("clusters_space", collection.cluster_id)
    return _form(request, collection, collection.cluster, standing)


def _form(request: AdminRequest, collection: Collection, cluster: ClusterPage, standing: Standing) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = CollectionForm(sent, instance=collection, speaks_for=standing.speaks_for)
    if form.is_valid():
        return redirect("clusters_collection", form.save().pk)
    context = {"form": form, "collection": collection, "cluster": cluster}
    return render(request, "clusters/admin/collection_form.html", context)


@never_cache
def show(request: AdminRequest, collection_id: int) -> HttpResponse:
    """Show a collection; members put pages into it, and take out what their school put there."""
    collection, standing = collection_for(request, collection_id)
    form = None
    if standing.may_write:
        sent = request.POST if request.method == "POST" and "remove" not in request.POST else None
        entry = Entry(collection=collection)
        form = EntryForm(sent, instance=entry, speaks_for=standing.speaks_for, user=request.user)
    if request.method == "POST":
        require(standing.may_write or standing.is_staff)
        if "remove" in request.POST:
            _remove(request, collection, standing)
            return redirect("clusters_collection", collection.pk)
        if form is not None and form.is_valid():
            form.save()
            return redirect("clusters_collection", collection.pk)
    context = {
        "collection": collection,
        "cluster": collection.cluster,
        "entries": entries_of(collection, standing),
        "form": form,
        "may_edit": standing.may_manage or standing.is_own(collection.school_id),
    }
    return render(request, "clusters/admin/collection.html", context)


def _remove(request: AdminRequest, collection: Collection, standing: Standing) -> None:
    key = request.POST["remove"]
    if not key.isdecimal():
        raise Http404("no such entry")
    entry = get_object_or_404(collection.entries, pk=int(key[:9]))
    require(standing.may_manage or standing.is_own(entry.school_id))
    entry.delete()
    messages.success(request, _("Taken out of the collection."))
