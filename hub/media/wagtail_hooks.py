"""Private files: kept with the others of their owner, handed only to those who may use that owner's files."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks

from .models import HubDocument


@hooks.register("before_serve_document")
def hand_private_files_to_their_owners(document: HubDocument, request: HttpRequest) -> None:
    """Answer 404 to everybody else: the file need not even be known to exist."""
    if not document.readable_by(request.user):
        raise Http404("no such document")


@hooks.register("construct_document_chooser_queryset")
def link_to_no_private_file(documents: QuerySet[HubDocument], request: HttpRequest) -> QuerySet[HubDocument]:
    """A link on a page to a file that its readers may not have would be a dead one."""
    return documents.filter(is_private=False)
