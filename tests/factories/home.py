import wagtail_factories

from hub.home.models import HomePage


class HomePageFactory(wagtail_factories.PageFactory):
    title = "London Ambitions Hub"
    slug = "home"

    class Meta:
        model = HomePage
