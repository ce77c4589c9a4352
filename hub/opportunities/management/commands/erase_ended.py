"""Erases what this room holds about people once its time is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.opportunities.contacts.models import Contact
from hub.opportunities.provider_requests import services as provider_requests
from hub.opportunities.requests import partners
from hub.opportunities.requests import services as requests
from hub.opportunities.sharing.services import end_parted
from hub.opportunities.visits import services as visits


class Command(BaseCommand):
    help = (
        "Close requests that nobody answered in time. Erase requests a year after their end, those of providers that "
        "nobody confirmed, and contacts three years after their consent and after they were last asked. End "
        "what is shared between schools that are in no cluster together. `tick` runs it."
    )

    def handle(self, *args: object, **options: object) -> None:
        at, on = timezone.now(), timezone.localdate()
        erased = provider_requests.erase_old(at=at)
        if erased:
            self.stdout.write(f"{erased} providers' requests erased.")
        end_parted()
        partners.end_parted()
        gone, _by_model = Contact.objects.past_keeping(on=on).delete()
        if gone:
            self.stdout.write(f"{gone} contacts erased.")
        closed, old = requests.close_unanswered(on=on), requests.erase_old(on=on)
        if closed or old:
            self.stdout.write(f"{closed} requests closed, {old} deleted.")
        threads = visits.erase_old(on=on)
        if threads:
            self.stdout.write(f"{threads} visits deleted.")
