from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "hub.media"
    label = "media"
    verbose_name = "Images and documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from .evidence import EvidencePolicy
        from .models import HubDocument

        policy = EvidencePolicy(HubDocument, auth_model="wagtaildocs.Document", owner_field_name="uploaded_by_user")
        # Of exactly this class: it wins over the one that Wagtail registers when its own app is ready, after ours.
        register_permission_policy(HubDocument, policy, exact_class=True)
