from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "hub.core"
    label = "core"
    verbose_name = "Core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_save, pre_delete
        from wagtail.models import Page, PageViewRestriction
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from . import checks, leaving, moderation, reference_index, url_keys  # noqa: F401
        from .dates.fields import take_over_the_admin
        from .following import on_published
        from .kept import ahead, writes
        from .publishing import register_gate
        from .spreadsheets import guard_exports

        url_keys.register()
        connection_created.connect(writes.install, dispatch_uid="core.kept")
        take_over_the_admin()
        guard_exports()
        register_gate(leaving.refused_before_english)
        page_published.connect(on_published, dispatch_uid="core.following")
        page_published.connect(ahead.on_published, dispatch_uid="core.kept.ahead")
        page_unpublished.connect(leaving.on_unpublished, dispatch_uid="core.leaving")
        post_save.connect(reference_index.on_saved, dispatch_uid="core.reference_index")
        post_save.connect(leaving.on_made_private, sender=PageViewRestriction, dispatch_uid="core.leaving.private")
        post_page_move.connect(leaving.on_moved, dispatch_uid="core.leaving.moved")
        pre_delete.connect(leaving.on_deleted, sender=Page, dispatch_uid="core.leaving.deleted")
