from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "hub.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_login_failed

        from .guessing import log_failure

        user_login_failed.connect(log_failure, dispatch_uid="accounts.log_failure")


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's own app for users; this is how it is told of other forms."""

    user_viewset = "hub.accounts.viewsets.HubUserViewSet"
