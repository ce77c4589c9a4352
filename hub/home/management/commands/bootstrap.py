import datetime
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from wagtail.models import Page, Site

from hub.audits.questions.loading import load_templates
from hub.core.arguments import day
from hub.home import tree
from hub.labour_market.loading import compact
from hub.schools.tenancy.provisioning import ensure_central_groups


class Command(BaseCommand):
    help = (
        "Make a migrated database a hub: vocabularies, languages, the site at BASE_URL with its front page, indexes "
        "and statutory pages, the groups of the hub's own staff, its moderation, audit templates, and figures of "
        "London's jobs. What is there is left as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, default=None, metavar="YYYY-MM-DD", help="the day it is (default: today)")

    def handle(self, *, on: datetime.date | None, **options: object) -> None:
        before = Page.objects.count()
        call_command("load_framework", stdout=StringIO())
        call_command("load_closed_days", stdout=StringIO())
        figures = compact.load()
        load_templates()
        home = tree.ensure_site(on=on or timezone.localdate())
        ensure_central_groups()
        added = Page.objects.count() - before
        self.stdout.write(f"The hub at {Site.objects.get(is_default_site=True).root_url}: {added or 'no'} pages added.")
        self.stdout.write(f"{figures.figures} figures of London's jobs: {figures.added or 'none'} added.")
        if unnamed := tree.unnamed_operator(home):
            self.stdout.write(f"Before it is public, say who runs it on {', '.join(unnamed)}.")
        if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write("Nobody can sign in to run it yet: manage.py createsuperuser.")
