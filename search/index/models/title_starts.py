"""Where the titles of entries begin, for suggestions while somebody types."""

from django.db import models


class TitleStart(models.Model):
    """A title from one of its telling words on, folded, as bytes: a database compares bytes in one way everywhere.

    Rows belong to current entries of the hub's own and are written with them (`search.results.suggestions`).
    """

    entry = models.ForeignKey("search.Entry", on_delete=models.CASCADE, related_name="+")
    locale = models.CharField(max_length=12)
    start = models.BinaryField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["locale", "start"], name="search_title_starts_with")]

    def __str__(self) -> str:
        return bytes(self.start).decode(errors="ignore")
