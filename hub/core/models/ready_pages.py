"""Public pages that are made before somebody asks for them, and how far a day's making is."""

from django.db import models


class ReadyPage(models.Model):
    """A page as visitors get it (`hub.core.kept.packing`), with what it was made from, so that it is known whether it
    still is what would be made."""

    # No record of a page's uses (ReferenceIndex) speaks of it.
    wagtail_reference_index_ignore = True

    # Whole: "https://careers.example.sch.uk/careers/".
    address = models.CharField(max_length=500, unique=True)
    # Under which it is looked up (`hub.core.kept.pages.key_of`): another each day, and with each release.
    key = models.CharField(max_length=64, db_index=True)
    until = models.DateTimeField()
    packed = models.BinaryField()

    def __str__(self) -> str:
        return self.address


class ReadyRound(models.Model):
    """The making of all pages for one day and one state of the code: which page was begun last, in the order of
    the tree, and how many of its addresses are made; none, if it is done."""

    day = models.DateField()
    state = models.CharField(max_length=64)
    after = models.CharField(max_length=255, blank=True)
    within = models.PositiveIntegerField(default=0)
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.day}"
