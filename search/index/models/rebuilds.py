"""How far the last rebuild of all entries came."""

from django.db import models


class Rebuild(models.Model):
    """The last rebuild of all entries (`search.index.rebuilding`), a single row.

    `release` is the fingerprint of what wrote them. The pages of the kinds before `kind`, in the order of the adapters,
    are done, and of `kind` those up to the key `last_page`; `moved_at` is when that was noted. Without `ended_at` it
    was stopped, or goes on.
    """

    release = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    kind = models.CharField(max_length=100, blank=True)
    last_page = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.release[:12]}"
