"""Builds the curriculum's terms and pages. Terms come as the framework has them, made once a slug."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import factory
import wagtail_factories
from wagtail.models import Page

from curriculum.lessons import StoredBlock
from curriculum.models import (
    ActivityKind,
    Criterion,
    CurriculumIndexPage,
    CurriculumMapPage,
    Framework,
    KeyStage,
    KeyStagePage,
    NeedType,
    Sector,
    Subject,
    UnitPage,
    YearGroup,
)
from tests.factories.codes import code

STAGE_YEARS = {2: range(3, 7), 3: range(7, 10), 4: range(10, 12), 5: range(12, 14)}


class KeyStageFactory(factory.django.DjangoModelFactory):
    """`KeyStageFactory(number=3)`."""

    number = 3
    slug = factory.LazyAttribute(lambda o: f"ks{o.number}")
    label = factory.LazyAttribute(lambda o: f"Key stage {o.number}")
    order = factory.SelfAttribute("number")
    age_from = factory.LazyAttribute(lambda o: STAGE_YEARS[o.number][0] + 4)
    age_to = factory.LazyAttribute(lambda o: STAGE_YEARS[o.number][-1] + 5)

    class Meta:
        model = KeyStage
        django_get_or_create = ("slug",)


class YearGroupFactory(factory.django.DjangoModelFactory):
    """`YearGroupFactory(number=9)`: its key stage comes with it."""

    number = 9
    slug = factory.LazyAttribute(lambda o: str(o.number))
    label = factory.LazyAttribute(lambda o: f"Year {o.number}")
    order = factory.SelfAttribute("number")
    key_stage = factory.LazyAttribute(
        lambda o: KeyStageFactory(number=next(s for s, years in STAGE_YEARS.items() if o.number in years))
    )

    class Meta:
        model = YearGroup
        django_get_or_create = ("slug",)


class TermFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"term-{n}")
    label = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").capitalize())

    class Meta:
        abstract = True
        django_get_or_create = ("slug",)


class SubjectFactory(TermFactory):
    class Meta:
        model = Subject


class SectorFactory(TermFactory):
    class Meta:
        model = Sector


class ActivityKindFactory(TermFactory):
    class Meta:
        model = ActivityKind


class FrameworkFactory(TermFactory):
    class Meta:
        model = Framework


class CriterionFactory(TermFactory):
    framework = factory.SubFactory(FrameworkFactory, slug="cdi")
    code = factory.LazyAttribute(lambda o: o.slug.upper()[:16])

    class Meta:
        model = Criterion


class CurriculumIndexPageFactory(wagtail_factories.PageFactory):
    title = "Curriculum"
    slug = "curriculum"

    class Meta:
        model = CurriculumIndexPage


class KeyStagePageFactory(wagtail_factories.PageFactory):
    key_stage = factory.SubFactory(KeyStageFactory)
    title = factory.LazyAttribute(lambda o: o.key_stage.label)

    class Meta:
        model = KeyStagePage


class CurriculumMapPageFactory(wagtail_factories.PageFactory):
    title = "Curriculum map"
    slug = "map"

    class Meta:
        model = CurriculumMapPage


def lesson(
    title: str = "A lesson", *, kind: str = "in-class", minutes: Iterable[int | None] = (10, 30, 10), **rest: Any
) -> StoredBlock:
    """Return one stored lesson block; `minutes` are those before, during and after."""
    parts = zip(("before", "during", "after"), minutes, strict=True)
    texts = {name: {"minutes": each, "text": f"<p>What happens {name}.</p>"} for name, each in parts}
    value: Any = {"title": title, "activity_kind": kind, **texts, **rest}
    return {"type": "lesson", "value": value}


class UnitPageFactory(wagtail_factories.PageFactory):
    """`UnitPageFactory(parent=stage_page, years=[9], lessons=[lesson(...)], criteria=[...], builds_on=[...])`."""

    title = factory.Sequence(lambda n: f"Unit {n}")
    summary = "A unit for a test."
    lessons = factory.LazyFunction(list)
    outcomes = factory.LazyFunction(list)

    class Meta:
        model = UnitPage

    @classmethod
    def _create_instance(cls, model_class: type[UnitPage], parent: Page | None, kwargs: dict[str, Any]) -> UnitPage:
        years = kwargs.pop("years", [9])
        kwargs["year_groups"] = [YearGroupFactory(number=number) for number in years]
        many = {
            name: kwargs.pop(name)
            for name in ("year_groups", "subjects", "criteria", "sectors", "builds_on")
            if name in kwargs
        }
        page = model_class(**kwargs)
        for name, rows in many.items():
            getattr(page, name).set(rows)
        if parent is None:
            return model_class.add_root(instance=page)
        return parent.add_child(instance=page)


class NeedTypeFactory(TermFactory):
    """`NeedTypeFactory(slug="hi", label="Hearing impairment")`."""

    code = factory.Sequence(partial(code, length=2))
    abbreviation = factory.LazyAttribute(lambda o: o.slug.upper())
    area = "Sensory and/or physical"

    class Meta:
        model = NeedType
        django_get_or_create = ("slug",)
