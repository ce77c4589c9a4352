"""The words of employers' offers, kept so that no process reads two thousand texts at its first search."""

from django.db import models

from hub.opportunities.models import Offer


class OfferWords(models.Model):
    """What an offer says itself, analysed in one language (`search.index.offers`): words joined by a space.

    `changed_at` is that of the offer when it was read: a row of another moment says nothing.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+", db_index=False)
    locale = models.CharField(max_length=12)
    title_words = models.TextField(blank=True)
    words = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "locale"], name="search_offerwords_once")]

    def __str__(self) -> str:
        return f"{self.offer_id} in {self.locale}"
