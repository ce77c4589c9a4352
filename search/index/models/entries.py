"""One entry per page and language and one for each lesson of a unit, their facet values, and the marks that move with
every change.

Every engine is a projection of these rows; nothing here is edited by hand.
"""

import uuid
from typing import NamedTuple

from django.db import connection, models, transaction
from django.utils import timezone


class EntryQuerySet(models.QuerySet):
    def current(self) -> "EntryQuerySet":
        """Leave out entries whose page is no longer public."""
        return self.filter(gone=False)


class Entry(models.Model):
    """One live, public page, or a part of one, as search sees it. A row is never deleted but marked gone, so that every
    engine is told.

    `part` is the key of a lesson within its unit's page, empty for the page itself; `number` is its place among the
    unit's lessons, from 1.
    `texts` maps a zone to its text as written, `words` to the same text analysed (words joined by a space), `lengths`
    to the number of those words; zones are those of `index.zones`. No address is kept: a slug may change.
    `version` counts the changes of this row, `sequence` is the number of the change that wrote it (`IndexMark`).
    """

    # Looked up by the constraint on page and part, which begins with it.
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    part = models.CharField(max_length=36, blank=True, default="")
    number = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=24)
    locale = models.CharField(max_length=12, help_text="The language code of the page.")
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    texts = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    lengths = models.JSONField(default=dict)
    groups = models.JSONField(default=list, help_text="The units a lesson belongs to.")
    school = models.ForeignKey("schools.School", null=True, on_delete=models.SET_NULL, related_name="+")
    minutes = models.PositiveIntegerField(null=True)
    first_published = models.DateTimeField(null=True)
    last_checked = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)
    version = models.PositiveBigIntegerField(default=1)
    sequence = models.PositiveBigIntegerField(default=0, db_index=True)
    gone = models.BooleanField(default=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["pk"]
        indexes = [models.Index(fields=["gone", "locale"], name="search_entry_gone_locale")]
        constraints = [models.UniqueConstraint(fields=["page", "part"], name="search_entry_once")]

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


class PackedEntry(models.Model):
    """What the ranker reads of a current entry (index.packing). By itself, because a row of `Entry` is long: the
    texts of 200 candidates would be read with it."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)


class Posting(models.Model):
    """The entries of one block that hold a word, and where (`search.index.postings`, which reads and writes them)."""

    pk = models.CompositePrimaryKey("word", "block")
    word = models.TextField()
    block = models.IntegerField()
    held = models.BinaryField()
    places = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["block"], name="search_posting_block")]

    def __str__(self) -> str:
        return f"{self.word} {self.block}"


class Word(models.Model):
    """A folded, unstemmed word and in how many current entries it is written: what spelling corrects towards."""

    locale = models.CharField(max_length=12)
    written = models.CharField(max_length=64)
    entries = models.PositiveIntegerField(default=0)
    sequence = models.PositiveBigIntegerField(default=0, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locale", "written"], name="search_word_once")]

    def __str__(self) -> str:
        return self.written


class Mark(NamedTuple):
    """Which change was the last: its number, and a random token, since a rolled-back number is used again."""

    sequence: int
    token: str


JOURNAL = 2000


class IndexMark(models.Model):
    """A single row that moves with any entry, term or synonym: what a process caches is valid until it changes.

    Every writer holds this row's lock from `move` to its commit, so numbers come out in the order of commits and
    nobody can miss a late one.
    """

    sequence = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.sequence} {self.token}"

    @classmethod
    def hold(cls) -> Mark:
        """Let nobody else write until this transaction ends, and return the last change before it."""
        held = cls.objects.select_for_update().filter(pk=1).first()
        return Mark(held.sequence, held.token) if held else Mark(0, "")

    @classmethod
    @transaction.atomic
    def move(cls, *, vocabulary: bool = False) -> int:
        """Make every process look for changes, and return this change's number.

        `vocabulary`: terms or synonyms changed, not only entries.
        """
        mark = cls.objects.select_for_update().filter(pk=1).first() or cls(pk=1)
        mark.sequence, mark.token = mark.sequence + 1, uuid.uuid4().hex
        mark.save()
        IndexChange.objects.create(sequence=mark.sequence, token=mark.token, vocabulary=vocabulary)
        if mark.sequence % JOURNAL == 0:
            IndexChange.objects.filter(sequence__lte=mark.sequence - JOURNAL).delete()
        return mark.sequence

    @classmethod
    def current(cls) -> Mark:
        # Asked several times a search: putting the query together would take longer than the database does.
        with connection.cursor() as cursor:
            cursor.execute("SELECT sequence, token FROM search_indexmark WHERE id = 1")
            return Mark(*(cursor.fetchone() or (0, "")))


class IndexChange(models.Model):
    """The last changes, so that a process can check that its own number is still in use."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    token = models.CharField(max_length=32)
    vocabulary = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.sequence} {self.token}"
