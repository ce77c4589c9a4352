"""The abstract base class of every page type of the hub."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.coreutils import camelcase_to_underscore
from wagtail.models import Page, Revision, Site, Workflow, WorkflowPage

from hub.core import addresses, base_templates, origins
from hub.core.forms import GatedCopyForm, HubPageForm
from hub.core.moderation import can_be_answered
from hub.core.page_context import Graph, context_for, schema_org_for
from hub.core.publishing import PublishRefused, copy_refusals, refusals

# What a draft has from its page's row, whatever it says itself (`Page.with_content_json`).
OF_THE_ROW = frozenset({"content_type", "latest_revision", "locale", "owner", "locked_by", "alias_of"})


class BasePage(Page):
    """Title and a one-sentence summary, a template derived from the class, a gate on publishing, structured data."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for lists, search results and sharing."),
    )

    # Whether addresses that the hub answers itself lie below pages of this kind (hub.core.addresses).
    holds_reserved_addresses = False

    base_form_class = HubPageForm
    copy_form_class = GatedCopyForm
    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        parent = self.get_parent() if self.path else None
        reason = self.address_refusal(self.slug, parent)
        if reason:
            raise ValidationError({"slug": reason})

    @classmethod
    def address_refusal(cls, slug: str, parent: Page | None) -> str:
        """Return why no page of this kind may be called `slug` under `parent`, or an empty string."""
        return addresses.refusal(slug, parent, holds_them=cls.holds_reserved_addresses) if parent else ""

    def get_url_parts(self, request: Any = None) -> tuple[int, str | None, str | None] | None:
        """Return site, root and path of the page on the hub, wherever it is read: redirects are kept by that path."""
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], origins.plain(parts[2])) if parts and parts[2] else parts

    def get_url(self, request: Any = None, current_site: Site | None = None) -> str | None:
        """Return a link to the page from the one being served, which may be at an origin of its own, as this may."""
        url = super().get_url(request, current_site)
        return origins.link(url) if url and url.startswith("/") else url

    def get_full_url(self, request: Any = None) -> str | None:
        """Return the page's one whole address: on the hub, or at an origin of its own."""
        parts = self.get_url_parts(request)
        own = origins.elsewhere(parts[2]) if parts and parts[2] else None
        return own or super().get_full_url(request)

    url, full_url = property(get_url), property(get_full_url)

    def _get_dummy_header_url(self, original_request: HttpRequest | None = None) -> str | None:
        # A preview is one of the hub, where its editor is signed in.
        return super().get_full_url() or super()._get_dummy_header_url(original_request)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the page's entries for a sitemap, which may name pages of its own host only."""
        parts, here = self.get_url_parts(request), origins.current()
        elsewhere = origins.elsewhere(parts[2]) if parts and parts[2] else None
        if elsewhere and not (here and elsewhere.startswith(f"{here.root}/")):
            return []
        return super().get_sitemap_urls(request)

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return f"pages/{self._meta.app_label}/{camelcase_to_underscore(type(self).__name__)}.html"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Add `base_template`, and what it needs, for templates of pages that may also be under a school.

        And what is registered for this page type (hub.core.page_context).
        """
        base = base_templates.base_for(self, request)
        context = super().get_context(request, *args, **kwargs)
        return {**context, **base.context, "base_template": base.template, **context_for(self, request, **kwargs)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send readers of a container that exists in another language only as an alias to the page that has words."""
        if self.alias_of_id and self.alias_of.locale_id != self.locale_id:
            return redirect(self.alias_of.specific.get_url(request))
        return super().serve(request, *args, **kwargs)

    def get_workflow(self) -> Workflow | None:
        """Return the workflow of the page or of the nearest page above it, if somebody can answer each step of it."""
        return self._answered_workflow

    @cached_property
    def _answered_workflow(self) -> Workflow | None:
        # An edit form asks its page three times, and Wagtail asks for the page and those above it in four queries.
        if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
            return None
        begun = WorkflowPage.objects.filter(page__in=self.get_ancestors(inclusive=True), workflow__active=True)
        nearest = begun.select_related("workflow").order_by("-page__depth").first()
        return nearest.workflow if nearest and can_be_answered(nearest.workflow, self) else None

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return a draft as a page. Keys that the row overrules are left out, or each is looked up before it is."""
        return super().with_content_json({name: held for name, held in content.items() if name not in OF_THE_ROW})

    @property
    def meta_description(self) -> str:
        return self.search_description or self.summary

    def part_path(self, part: str) -> str:
        """Return the address, below the page's own, of a part of it that has one; "" where there is no such part."""
        return ""

    def get_schema_org(self, request: HttpRequest) -> Graph:
        """Return schema.org objects (without `@context`) for this page; breadcrumbs come by themselves."""
        return schema_org_for(self, request)

    def publish(self, revision: Revision, *args: object, **kwargs: object) -> None:
        """Refuse to go live while a gate objects: the one place every way of publishing passes.

        Raises:
            PublishRefused: with the reasons, before anything is written.
        """
        reasons = refusals(revision.as_object(), today=timezone.localdate())
        if reasons:
            raise PublishRefused(self.get_admin_display_title(), reasons)
        return super().publish(revision, *args, **kwargs)

    def copy(self, *args: object, keep_live: bool = True, recursive: bool = False, **kwargs: object) -> Self:
        """Copy the page; a live copy passes the gate too, since copying never calls `publish()`."""
        if keep_live and self.live:
            reasons = copy_refusals(self, recursive=recursive, today=timezone.localdate())
            if reasons:
                raise PublishRefused(self.get_admin_display_title(), reasons)
        return super().copy(*args, keep_live=keep_live, recursive=recursive, **kwargs)
