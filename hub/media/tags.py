"""Offers, wherever files are filtered by a tag, the tags of the files one may see; Wagtail offers those of all."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from taggit.models import Tag
from wagtail.admin.filters import BaseMediaFilterSet
from wagtail.documents.views import documents
from wagtail.images.views import chooser, images

MOST = 10


def popular_tags(files: QuerySet[Any]) -> QuerySet[Tag]:
    """Return the tags that most of `files` bear, the most frequent first."""
    return (
        Tag.objects.filter(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(files.model),
            taggit_taggeditem_items__object_id__in=files.order_by().values("pk"),
        )
        .annotate(item_count=Count("taggit_taggeditem_items"))
        .order_by("-item_count", "name")[:MOST]
    )


class _OwnTags(BaseMediaFilterSet):
    """A filter set of Wagtail's, whose filter by tag offers only those of the files that its list shows."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, request=request, **kwargs)
        if "tag" not in self.filters:
            return
        shown = self.permission_policy.instances_user_has_any_permission_for(request.user, ["change", "delete"])
        self.filters["tag"].extra["choices"] = offered = [(tag.name, tag.name) for tag in popular_tags(shown)]
        if not offered:
            del self.filters["tag"]


class ImagesFilterSet(_OwnTags, images.ImagesFilterSet):
    class Meta(images.ImagesFilterSet.Meta):
        pass


class DocumentsFilterSet(_OwnTags, documents.DocumentsFilterSet):
    class Meta(documents.DocumentsFilterSet.Meta):
        pass


class ImageChooseView(chooser.ImageChooseView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "popular_tags": popular_tags(self.get_object_list())}


def offer_own_tags() -> None:
    """Put these in the place of Wagtail's. Called from AppConfig.ready(), before any address is made."""
    images.IndexView.filterset_class = ImagesFilterSet
    documents.IndexView.filterset_class = DocumentsFilterSet
    chooser.ImageChooserViewSet.choose_view_class = ImageChooseView
