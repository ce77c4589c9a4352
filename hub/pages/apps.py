from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "hub.pages"
    label = "pages"
    verbose_name = "General pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core.page_context import register_context
        from hub.pages.models import EventPage, NewsIndexPage
        from hub.pages.selectors import event_context, news_context

        register_context(NewsIndexPage, news_context)
        register_context(EventPage, event_context)
