"""What search knows: one entry per page and language, its facet values, and a mark that moves with every change.

Every engine is a projection of these rows; nothing here is edited by hand.
"""

import uuid

from django.db import models


class EntryQuerySet(models.QuerySet):
    def current(self) -> "EntryQuerySet":
        """Leave out entries whose page is no longer public."""
        return self.filter(gone=False)


class Entry(models.Model):
    """One live, public page as search sees it. A row is never deleted but marked gone, so that every engine hears.

    `texts` maps a zone to its text as written, `words` to the same text analysed (words joined by a space), `lengths`
    to the number of those words; zones are those of `search.zones`. No address is kept: a changed slug would age it.
    """

    page = models.OneToOneField("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=24)
    locale = models.CharField(max_length=12, help_text="The language code of the page.")
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    texts = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    lengths = models.JSONField(default=dict)
    group = models.CharField(max_length=80, blank=True, help_text="The unit a lesson belongs to.")
    school = models.ForeignKey("schools.School", null=True, on_delete=models.SET_NULL, related_name="+")
    minutes = models.PositiveIntegerField(null=True)
    first_published = models.DateTimeField(null=True)
    last_checked = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)
    version = models.PositiveBigIntegerField(default=1)
    gone = models.BooleanField(default=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["pk"]
        indexes = [models.Index(fields=["gone", "locale"], name="search_entry_gone_locale")]

    def __str__(self) -> str:
        return self.title


class EntryFacet(models.Model):
    """One value of one facet that an entry has."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=16)
    value = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "value", "entry"], name="search_entryfacet_once")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class IndexMark(models.Model):
    """A single row whose token changes with any entry or term: what a process holds is good while it stands.

    The token is random rather than a counter: a rolled-back change must not leave a number that is used again.
    """

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token

    @classmethod
    def move(cls) -> None:
        """Make every process read the rows again."""
        cls.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4().hex})

    @classmethod
    def current(cls) -> str:
        return cls.objects.filter(pk=1).values_list("token", flat=True).first() or ""
