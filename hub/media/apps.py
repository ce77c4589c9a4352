from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "hub.media"
    label = "media"
    verbose_name = "Images and documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import warnings

        from django.conf import settings
        from PIL import Image

        from .forms import strip_profile_pictures
        from .tags import offer_own_tags

        # Pillow warns above its figure and refuses at twice as many, whoever opens a picture and before it is decoded.
        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 2
        warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
        offer_own_tags()
        strip_profile_pictures()
