"""The words of offers as rows: written when an offer is saved, all of them anew by `search_rebuild`."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver

from hub.opportunities.models import Offer
from search.index.analysis import analyse
from search.index.models.offers import OfferWords

TOGETHER = 500


def words_of(text: str, locale: str) -> str:
    """Return the different words of a text as they are kept."""
    return " ".join(dict.fromkeys(analyse(text, locale)))


def write(offers: Iterable[Offer]) -> int:
    """Write the words of offers in every language of the site; return how many rows that were."""
    rows = [
        OfferWords(
            offer=offer,
            locale=locale,
            title_words=words_of(offer.title, locale),
            words=words_of(offer.what, locale),
            changed_at=offer.changed_at,
        )
        for offer in offers
        for locale, _name in settings.LANGUAGES
    ]
    written = OfferWords.objects.bulk_create(
        rows,
        batch_size=TOGETHER,
        update_conflicts=True,
        unique_fields=["offer", "locale"],
        update_fields=["title_words", "words", "changed_at"],
    )
    return len(written)


def unwritten() -> QuerySet[Offer]:
    """Return the offers whose words were not written as they stand: they came past the signal."""
    written = OfferWords.objects.filter(offer=OuterRef("pk"), changed_at=OuterRef("changed_at"))
    return Offer.objects.filter(~Exists(written))


@receiver(post_save, sender=Offer, dispatch_uid="search.offer_saved")
def on_saved(instance: Offer, raw: bool = False, **_kwargs: object) -> None:
    """Write the words in the change's own transaction, so that no search reads them before or without it."""
    if not raw:
        write([instance])
