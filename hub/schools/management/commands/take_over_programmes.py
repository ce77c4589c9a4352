"""Puts next year's programmes on their pages once their year has begun. `tick` runs it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.schools.careers.next_year import take_over


class Command(BaseCommand):
    help = "Put each programme that waits for its school year on its page, once that has begun, and publish it."

    def handle(self, *args: object, **options: object) -> None:
        done = take_over(on=timezone.localdate())
        for page in done.published:
            self.stdout.write(f"Published for {page.academic_year}: {page.title}, {page.school}")
        for refusal in done.refused:
            self.stderr.write(f"Not published: {refusal.page_title}")
            for reason in refusal.reasons:
                self.stderr.write(f"  - {reason}")
