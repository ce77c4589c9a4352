import datetime

import wagtail_factories

from hub.home.models import AccessibilityStatementPage, HomePage, ParentsPage


class HomePageFactory(wagtail_factories.PageFactory):
    title = "London Ambitions Hub"
    slug = "home"

    class Meta:
        model = HomePage


class ParentsPageFactory(wagtail_factories.PageFactory):
    title = "What your child should get"
    slug = "parents"

    class Meta:
        model = ParentsPage


class AccessibilityStatementPageFactory(wagtail_factories.PageFactory):
    title = "Accessibility statement"
    slug = "accessibility"
    organisation = "The hub's operator"
    covers = "every page of this site"
    able_to = "<p>Zoom in up to 400% without the text leaving the screen.</p>"
    status = AccessibilityStatementPage.Status.PARTIAL
    contact_email = "access@hub.example"
    tested = "<p>By hand and with axe.</p>"
    prepared_on = datetime.date(2026, 11, 23)
    reviewed_on = datetime.date(2026, 11, 23)

    class Meta:
        model = AccessibilityStatementPage
