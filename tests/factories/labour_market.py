import datetime
from decimal import Decimal

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from hub.labour_market.models import Area, Figure, LabourMarketPage, Measure, Occupation, Source


class LabourMarketPageFactory(wagtail_factories.PageFactory):
    title = "Jobs in London"
    slug = "labour-market"

    class Meta:
        model = LabourMarketPage


class SourceFactory(DjangoModelFactory):
    slug = factory.Sequence("source-{}".format)
    publisher = "Office for National Statistics"
    title = "Annual Population Survey"
    licence = "Open Government Licence v3.0"
    released = datetime.date(2026, 1, 20)
    checked_on = datetime.date(2026, 11, 28)

    class Meta:
        model = Source


class MeasureFactory(DjangoModelFactory):
    slug = factory.Sequence("measure-{}".format)
    source = factory.SubFactory(SourceFactory)
    label = "Jobs located in the area"
    unit = Measure.Unit.JOBS
    basis = Measure.Basis.WORKPLACE

    class Meta:
        model = Measure


class AreaFactory(DjangoModelFactory):
    slug = factory.Sequence("area-{}".format)
    label = "London"
    level = Area.Level.LONDON

    class Meta:
        model = Area


class OccupationFactory(DjangoModelFactory):
    code = factory.Sequence(lambda n: str(2000 + n))
    level = Occupation.Level.UNIT
    title = "Programmers and software development professionals"

    class Meta:
        model = Occupation


class FigureFactory(DjangoModelFactory):
    measure = factory.SubFactory(MeasureFactory)
    area = factory.SubFactory(AreaFactory)
    period = "2022"
    start = datetime.date(2022, 1, 1)
    end = datetime.date(2022, 12, 31)
    value = Decimal(1000)

    class Meta:
        model = Figure
