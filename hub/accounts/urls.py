"""Addresses of signing in. Allauth asks for them by these names; what it has besides is not reached."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.decorators.cache import never_cache

from . import passkeys, providers, views

# Below admin/login/: nobody has signed in yet.
entrance = [
    path("code/", base.authenticate, name="mfa_authenticate"),
    path("passkey/", never_cache(passkeys.SignInByPasskey.as_view()), name="mfa_login_webauthn"),
    path("with/<slug:provider_id>/", never_cache(providers.to_provider), name="openid_connect_login"),
    path("with/<slug:provider_id>/back/", never_cache(openid_connect.callback), name="openid_connect_callback"),
]

# Below admin/account/sign-in/, for whoever has signed in.
manage = [
    path("", login_required(views.HowYouSignIn.as_view()), name="mfa_index"),
    path("with/<key:account_id>/end/", providers.disconnect_view, name="accounts_disconnect"),
    path("again/", reauthenticate, name="account_reauthenticate"),
    path("again/code/", base.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("app/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("passkeys/add/", passkeys.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkeys/<key:passkey>/name/", passkeys.NamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("passkeys/<key:passkey>/remove/", passkeys.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
