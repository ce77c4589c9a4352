"""Wagtail's `publish_scheduled`, which stops at the first refusal: this one reports it and goes on."""

from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Page, Revision

from hub.core.publishing import PublishRefused


class Command(WagtailCommand):
    help = "Publishes what is due and takes down what has expired; says which pages the rules held back."

    def handle(self, *args: object, **options: object) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        for page in list(Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk")):
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk")
        refused = [reasons for revision in list(due) if (reasons := self._publish(revision))]
        for refusal in refused:
            self.stderr.write(f"Not published: {refusal.page_title}")
            for reason in refusal.reasons:
                self.stderr.write(f"  - {reason}")

    def _publish(self, revision: Revision) -> PublishRefused | None:
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
        except PublishRefused as refusal:
            return refusal
        return None
