"""Brings the facts of every live translation up to its English page, for translations older than the hub's doing so."""

from django.core.management.base import BaseCommand
from wagtail.models import Locale, Page

from hub.core.following import follow_everywhere


class Command(BaseCommand):
    help = "Copy telephone, dates, links and figures of every live English page into its live translations."

    def handle(self, *args: object, **options: object) -> None:
        english = Locale.get_default()
        others = Page.objects.live().exclude(locale=english).filter(alias_of=None)
        pages = Page.objects.live().filter(locale=english, translation_key__in=others.values("translation_key"))
        changed = sum(follow_everywhere(page) for page in pages.specific().iterator())
        self.stdout.write(f"{changed} translations changed.")
