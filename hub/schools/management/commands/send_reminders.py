"""Reminds the people of each school of what is due: once for each rule, due day, stage and person."""

import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from hub.core.arguments import day
from hub.schools.reminders.letters import write
from hub.schools.reminders.models import Reminder, ReminderRun
from hub.schools.reminders.overview import overview_of
from hub.schools.reminders.plan import Plan, plan
from hub.schools.reminders.post import interrupted, post

# No mail in the night for a date that is 60 days away.
EARLIEST_HOUR = 7


class Command(BaseCommand):
    help = (
        "Send reminders of what is due: 60 and 30 days before, on the day, and every week after. Run it as often as "
        "you like: nobody is reminded twice. Letters that could not be sent are tried again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, metavar="DATE", help="as if it were this day (2026-11-24)")
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent; send and write nothing")
        parser.add_argument(
            "--daily", action="store_true", help="write new letters once a day only, from 7 o'clock: for tick"
        )

    def handle(self, *args: object, **options: Any) -> None:
        now = timezone.now()
        on = options["on"] or timezone.localdate(now)
        # Whatever the locale of the command: the letters are in English, as the legal parts of the pages are.
        with translation.override(settings.LANGUAGE_CODE):
            if options["dry_run"]:
                self.show(plan(on), on)
                return
            if not options["daily"] or self.is_time(on, now):
                self.write(on)
        self.send(now, quiet=options["daily"])

    def send(self, now: datetime.datetime, *, quiet: bool) -> None:
        posted = post(now)
        if posted.sent or not quiet:
            self.stdout.write(f"{posted.sent} sent.")
        if lost := interrupted(now):
            self.stderr.write(f"{lost} were interrupted while being sent; they may have left and are not sent again.")
        if posted.failed:
            raise CommandError("\n".join(["Not sent; every other letter was:", *posted.failed]))

    def is_time(self, on: datetime.date, now: datetime.datetime) -> bool:
        late_enough = timezone.localtime(now).hour >= EARLIEST_HOUR
        return late_enough and not ReminderRun.objects.filter(on=on).exists()

    def write(self, on: datetime.date) -> None:
        made = plan(on)
        letters = write(made.drafts, on)
        overview = overview_of(made.found, on=on).stored()
        ReminderRun.objects.update_or_create(on=on, defaults={"overview": overview})
        reminders = Reminder.objects.filter(letter__in=letters).count()
        self.stdout.write(f"{on}: letters written: {len(letters)}, reminders in them: {reminders}.")
        self.tell_unheard(made)

    def show(self, made: Plan, on: datetime.date) -> None:
        for draft in made.drafts:
            self.stdout.write(f"{draft.addressee.email}")
            for notice in draft.notices:
                said = f"{notice.school}: {notice.due.rule} due {notice.due.day}, {notice.stage:+d} days"
                self.stdout.write(f"  {said}")
        self.stdout.write(f"{on}: letters that would be sent: {len(made.drafts)}.")
        self.tell_unheard(made)

    def tell_unheard(self, made: Plan) -> None:
        for school in made.unheard:
            self.stderr.write(f"Something is due, but nobody is there to be told: {school}")
