from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "hub.media"
    label = "media"
    verbose_name = "Images and documents"
    default_auto_field = "django.db.models.BigAutoField"
