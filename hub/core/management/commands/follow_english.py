"""Has every live translation follow its English page, for translations older than the hub's doing so by itself."""

from django.core.management.base import BaseCommand
from wagtail.models import Locale, Page, PageViewRestriction

from hub.core.following import follow_everywhere
from hub.core.leaving import on_made_private, on_unpublished


class Command(BaseCommand):
    help = (
        "Copy telephone, dates, links and figures of every live English page into its live translations, and take "
        "translations of pages that are not public off the site."
    )

    def handle(self, *args: object, **options: object) -> None:
        english = Locale.get_default()
        others = Page.objects.live().exclude(locale=english).filter(alias_of=None)
        pages = Page.objects.live().filter(locale=english, translation_key__in=others.values("translation_key"))
        gone = Page.objects.not_live().filter(locale=english, translation_key__in=others.values("translation_key"))
        for page in gone.specific():
            on_unpublished(page)
        for closed in PageViewRestriction.objects.select_related("page"):
            on_made_private(closed)
        changed = sum(follow_everywhere(page) for page in pages.specific().iterator())
        self.stdout.write(f"{changed} translations changed.")
