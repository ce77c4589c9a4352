from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "hub.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.mfa.models import Authenticator
        from allauth.socialaccount.models import SocialAccount
        from allauth.usersessions.models import UserSession
        from django.contrib.auth.signals import user_login_failed
        from django.db.models.signals import pre_save

        from hub.core.jobs import register_job

        from . import checks, providers  # noqa: F401
        from .guessing import log_failure
        from .kept import OF_ACCOUNTS_ELSEWHERE, OF_SECOND_FACTOR, OF_SESSIONS
        from .sessions import keep_little

        user_login_failed.connect(log_failure, dispatch_uid="accounts.log_failure")
        pre_save.connect(keep_little, sender=UserSession, dispatch_uid="accounts.keep_little")
        pre_save.connect(providers.keep_little, sender=SocialAccount, dispatch_uid="accounts.keep_little_elsewhere")
        register_job("forget_sessions")
        # A library's models cannot declare it themselves (hub.core.personal_data).
        UserSession.personal_data = OF_SESSIONS
        Authenticator.personal_data = OF_SECOND_FACTOR
        SocialAccount.personal_data = OF_ACCOUNTS_ELSEWHERE


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's own app for users; this is how it is told of other forms and pages."""

    user_viewset = "hub.accounts.viewsets.HubUserViewSet"
    group_viewset = "hub.accounts.viewsets.HubGroupViewSet"
