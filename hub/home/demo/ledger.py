"""What `load_demo` made, kept in the history of the front page, so that `remove_demo` takes that away and no more."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.log_actions import log
from wagtail.models import Collection, Page, PageLogEntry

from hub.accounts.models import User
from hub.home.models import HomePage
from hub.opportunities.models import Organisation
from hub.schools.models import School

MADE, LOADED, REMOVED = "hub.demo_made", "hub.demo_loaded", "hub.demo_removed"
# What everything else belongs to and goes with.
THINGS: dict[str, type[Model]] = {
    "page": Page,
    "school": School,
    "group": Group,
    "collection": Collection,
    "user": User,
    "image": AbstractImage,
    "document": AbstractDocument,
    "organisation": Organisation,
}
Made = dict[str, set[str]]


@contextmanager
def recording(home: HomePage) -> Iterator[None]:
    """Note what is made until the block ends, in one transaction with it."""
    made: Made = defaultdict(set)

    def note(instance: Model, created: bool, raw: bool = False, **_signal: object) -> None:
        if created and not raw:
            for kind, model in THINGS.items():
                if isinstance(instance, model):
                    made[kind].add(str(instance.pk))

    with transaction.atomic():
        post_save.connect(note, weak=False)
        try:
            yield
        finally:
            post_save.disconnect(note)
        if made:
            log(instance=home, action=MADE, data={"made": {kind: sorted(keys) for kind, keys in made.items()}})


def recorded() -> Made:
    """Return the keys of everything that any loading of the demo made, by kind."""
    made: Made = {kind: set() for kind in THINGS}
    for entry in PageLogEntry.objects.filter(action=MADE):
        for kind, keys in entry.data["made"].items():
            made[kind].update(keys)
    return made


def was_loaded() -> bool:
    return PageLogEntry.objects.filter(action=LOADED).exists()
