"""Resources, collections and reports. Terms (years, subjects ...) are passed in: `year_groups=[year]`."""

import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Page

from curriculum.models import ResourceType
from resources.choices import ProblemKind
from resources.models import CollectionItem, CollectionPage, LessonResourcePage, ProblemReport, ResourceIndexPage

MANY = ("year_groups", "subjects", "sectors", "criteria", "audiences", "needs")


class ResourceIndexPageFactory(wagtail_factories.PageFactory):
    title = "Resources"
    slug = "resources"

    class Meta:
        model = ResourceIndexPage


class LessonResourcePageFactory(wagtail_factories.PageFactory):
    """A resource with a body. The many-to-many fields (MANY) take lists of rows."""

    title = factory.Sequence(lambda n: f"Resource {n}")
    summary = "Pupils match jobs to the subjects they use."
    resource_type = factory.LazyFunction(
        lambda: ResourceType.objects.get_or_create(slug="worksheet", defaults={"label": "Worksheet"})[0]
    )
    format = "sheet"
    cost = "free"
    licence = "ogl"
    minutes = 20
    body = [{"type": "paragraph", "value": "<p>Read the cards aloud.</p>"}]

    class Meta:
        model = LessonResourcePage

    @classmethod
    def _create_instance(
        cls, model_class: type[LessonResourcePage], parent: Page | None, kwargs: dict[str, object]
    ) -> LessonResourcePage:
        many = {name: kwargs.pop(name) for name in MANY if name in kwargs}
        page = super()._create_instance(model_class, parent, kwargs)
        for name, rows in many.items():
            setattr(page, name, rows)
        if many:
            page.save()
        return page


class CollectionPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Collection {n}")
    summary = "Three resources in an order."

    class Meta:
        model = CollectionPage


class CollectionItemFactory(DjangoModelFactory):
    """Needs `page` and `resource`."""

    why = "Everybody pays rent."
    jobs = "Housing officer, surveyor"

    class Meta:
        model = CollectionItem


class ProblemReportFactory(DjangoModelFactory):
    """Needs `page`."""

    kind = ProblemKind.LINK
    message = ""

    class Meta:
        model = ProblemReport
