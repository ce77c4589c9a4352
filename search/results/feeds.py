"""Any search as an Atom feed, newest first."""

import datetime
import uuid

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from search.engines import EngineUnavailable
from search.results import hits, limits, page
from search.results.answer import FALLBACK, Answer, answer
from search.results.hits import Hit
from search.results.limits import HELD_SECONDS, limited


class SearchFeed(Feed):
    """The newest results. Where some hold all the words, only those: nobody scrolls further down in a feed. What
    editors put first is put first on the page only."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> Answer:  # type: ignore[override]
        self.request = request
        query = request.GET.copy()
        query.pop("page", None)
        return answer(query, language=get_language() or FALLBACK, sort="newest")

    def title(self, found: Answer) -> str:
        named = page.heading(found.asked, found.held.vocabulary)
        return f"{named} - {_('London Ambitions Hub')}" if named else _("New on the London Ambitions Hub")

    def subtitle(self, found: Answer) -> str:
        return _("Lessons, resources and collections, newest first.")

    def author_name(self, found: Answer) -> str:
        """Return who answers for the feed: Atom wants an author where the entries name none."""
        return _("London Ambitions Hub")

    def link(self, found: Answer) -> str:
        return reverse("search") + found.asked.query_string().removesuffix("?")

    def feed_url(self, found: Answer) -> str:
        """Return the address of this very feed: another search is another feed."""
        return self.request.path + found.asked.change(sort="relevance").query_string().removesuffix("?")

    def items(self, found: Answer) -> list[Hit]:
        ids = found.found.ids[: found.found.total_all or None]
        listed = hits.read(ids)
        more = Page.objects.only("translation_key", "last_published_at")
        self.pages = more.in_bulk({hit.page.pk for hit in listed})
        # One that goes at this moment is gone.
        return sorted((hit for hit in listed if hit.page.pk in self.pages), key=self.item_pubdate, reverse=True)

    def item_guid(self, hit: Hit) -> str:
        """Return an id that stays with the page or lesson and language, whatever becomes of its title and address."""
        return uuid.uuid5(self.pages[hit.page.pk].translation_key, hit.entry.locale + hit.entry.part).urn

    def item_title(self, hit: Hit) -> str:  # type: ignore[override]
        return hit.entry.title

    def item_description(self, hit: Hit) -> str:  # type: ignore[override]
        return hit.entry.summary

    def item_link(self, hit: Hit) -> str:
        return hit.full_address(self.request)

    def item_pubdate(self, hit: Hit) -> datetime.datetime:
        return hit.entry.first_published or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

    def item_updateddate(self, hit: Hit) -> datetime.datetime:
        return self.pages[hit.page.pk].last_published_at or self.item_pubdate(hit)


@require_safe
@limited(limits.text)
def feed(request: HttpRequest) -> HttpResponse:
    try:
        response = SearchFeed()(request)
    except EngineUnavailable:
        return HttpResponse(_("Search is not available"), status=503, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response
