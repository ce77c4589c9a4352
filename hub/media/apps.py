from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "hub.media"
    label = "media"
    verbose_name = "Images and documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import warnings

        from PIL import Image

        from .stripping import PIXELS_MOST
        from .tags import offer_own_tags

        # Pillow warns above its figure and refuses at twice as many, whoever opens a picture and before it is decoded.
        Image.MAX_IMAGE_PIXELS = PIXELS_MOST // 2
        warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
        offer_own_tags()
