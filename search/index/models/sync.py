"""What the indices of a search server have heard. The rows are the truth; here stands how far an index follows them."""

from django.db import connection, models
from django.db.models import Exists, OuterRef, QuerySet

from search.index.models.entries import Entry


class ServerIndex(models.Model):
    """An index on a search server. `settled`: every change up to this number is acknowledged (`IndexMark`), so that
    nobody has to compare all entries each time. `live`: readers may be answered from it."""

    name = models.CharField(max_length=120, unique=True)
    settled = models.BigIntegerField(default=-1)
    live = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "server indices"

    def __str__(self) -> str:
        return self.name

    def pending(self) -> QuerySet[Entry]:
        """Return the entries of which this index has not acknowledged the version that stands, oldest change first.

        That order also keeps the database to the index on `sequence`.
        """
        heard = Acknowledgement.objects.filter(index=self.name, entry=OuterRef("pk"), version=OuterRef("version"))
        return Entry.objects.filter(~Exists(heard), sequence__gt=self.settled).order_by("sequence", "pk")


class Acknowledgement(models.Model):
    """The version of an entry that an index has taken. What differs from the entry's own is sent again."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    index = models.CharField(max_length=120)
    version = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "entry"], name="search_acknowledgement_once")]

    def __str__(self) -> str:
        return f"{self.index}: {self.entry_id} in version {self.version}"

    @classmethod
    def note(cls, index: str, versions: dict[int, int]) -> None:
        """Write down what an index has acknowledged: entry id -> version. One statement."""
        rows = [Acknowledgement(entry_id=pk, index=index, version=version) for pk, version in sorted(versions.items())]
        Acknowledgement.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["index", "entry"], update_fields=["version"]
        )

    @classmethod
    def forget(cls, index: str) -> None:
        """Drop what an index acknowledged. Plain SQL: a hundred thousand rows need no signals."""
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM {cls._meta.db_table} WHERE "index" = %s', [index])
