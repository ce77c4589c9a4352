"""Panels of a school's own edit views."""

from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel

REFRESH: Any = Script("publication/checklist.js", defer=True)


class MeetingsPanel(Panel):
    """Shows what each key phase still needs and by when, as last saved; fetched anew when a draft has been saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "schools/admin/provider_access/meetings_panel.html"

        def get_context_data(self, parent_context=None):
            from hub.schools.selectors.provider_access import phases_of

            context = super().get_context_data(parent_context)
            page = self.instance
            context["phases"] = phases_of(page, on=timezone.localdate()) if page.pk else []
            context["refresh_url"] = reverse("schools_meetings", args=[page.pk]) if page.pk else ""
            return context

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH])


class ProgrammePanel(Panel):
    """Shows what the programme adds up to, as it was last saved; fetched anew when a draft has been saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "schools/admin/careers/programme_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from hub.schools.selectors.programme import panel_context

            page = self.instance
            context = super().get_context_data(parent_context) | panel_context(page, on=timezone.localdate())
            context["refresh_url"] = reverse("schools_programme_totals", args=[page.pk]) if page.pk else ""
            return context

        @property
        def media(self) -> Media:
            return Media(js=[REFRESH], css={"all": ["schools/programme.css"]})


class ReadingPanel(Panel):
    """Shows how easy the summary for parents is to read, as it was last saved: advice, and never a gate."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "schools/admin/careers/reading_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from .plain_words import reading_context

            page = self.instance
            context = super().get_context_data(parent_context) | reading_context(page)
            context["refresh_url"] = reverse("schools_reading", args=[page.pk]) if page.pk else ""
            return context

        @property
        def media(self) -> Media:
            js: list[Any] = [Script("publication/checklist.js", defer=True)]
            return Media(js=js, css={"all": ["schools/programme.css"]})


class FromWordPanel(Panel):
    """Beside the sections of a policy: the Word document they were taken from, and the way to take them from one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "schools/admin/word/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from .word.drafting import text_of_original

            context = super().get_context_data(parent_context)
            page = self.instance
            original = page.original
            if original is not None and original.readable_by(self.request.user):
                context |= {"original": original, "parts": text_of_original(original)}
            context["upload_url"] = reverse("schools_word_upload", args=[page.pk]) if page.pk else ""
            return context

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/word.css"]})


class ApprovalPanel(Panel):
    """Where the policy is on its way to the governing body, and what to do next."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "schools/admin/approvals/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from .approvals import waiting_at
            from .selectors.approvals import approvals_context, people_who_decide

            context = super().get_context_data(parent_context)
            page = self.instance
            if not page.pk or not page.has_workflow:
                return context | {"unsaved": True}
            waiting = waiting_at(page)
            return context | {
                **approvals_context(page, on=timezone.localdate()),
                "page": page,
                "waiting": waiting,
                "may_decide": waiting is not None and waiting.task.may_decide(page, self.request.user),
                "state": page.current_workflow_state,
                "steps": people_who_decide(page),
            }

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/approval.css"]})


class ReportFiguresPanel(Panel):
    """Shows the figures that a yearly report was drafted with, and leads to taking them anew."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "schools/admin/annual_report/figures_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from hub.schools.selectors.annual_report import figures_shown

            context, page = super().get_context_data(parent_context), self.instance
            context["figures"] = figures_shown(page.figures)
            context["draft_url"] = reverse("schools_report_draft", args=[page.pk]) if page.pk else ""
            return context

        @property
        def media(self) -> Media:
            return Media(css={"all": ["schools/word.css"]})
