"""Careers pages, policies and yearly reports of a school."""

import factory
import wagtail_factories

from hub.schools.models import AnnualReportPage, CareersPage, CareersPolicyPage


class CareersPageFactory(wagtail_factories.PageFactory):
    """Give it `parent=` a school's home page: the school is taken from there."""

    title = "Careers"
    slug = "careers"

    class Meta:
        model = CareersPage


class CareersPolicyPageFactory(wagtail_factories.PageFactory):
    title = "Careers policy"
    slug = "careers-policy"

    class Meta:
        model = CareersPolicyPage


class AnnualReportPageFactory(wagtail_factories.PageFactory):
    title = "Careers report"
    slug = factory.LazyAttribute(lambda page: f"report-{page.academic_year.replace('/', '-')}")
    academic_year = "2025/26"

    class Meta:
        model = AnnualReportPage
