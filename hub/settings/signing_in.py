"""How people sign in (hub/docs/signing-in.md): django-allauth's settings, and whether a second factor is needed."""

from django.core.exceptions import ImproperlyConfigured

from .environment import env

# One page signs in everybody, for the admin and for private pages (decision 0032).
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# Whether people who work for the hub itself need a second factor: production has it so (hub/docs/signing-in.md).
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)
ACCOUNT_ADAPTER = "hub.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_FORMS = {"reauthenticate": "hub.accounts.code_forms.PasswordAgainForm"}
# Guesses are counted by hub.accounts.guessing, at every entry.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "hub.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "hub.accounts.code_forms.CodeForm",
    "reauthenticate": "hub.accounts.code_forms.CodeAgainForm",
    "authenticate_webauthn": "hub.accounts.passkeys.PasskeyForm",
    "reauthenticate_webauthn": "hub.accounts.passkeys.PasskeyAgainForm",
    "login_webauthn": "hub.accounts.passkeys.SignInByPasskeyForm",
    "activate_totp": "hub.accounts.code_forms.FirstCodeForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
# Counted by network, and a whole school is one; a passkey cannot be guessed.
MFA_RATE_LIMITS = {"webauthn_login": "100/m/ip"}
# A telephone's clock may be half a minute wrong.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Addresses are confirmed by links of the hub's own (hub/accounts/change_address.py).
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Signing in with an account elsewhere: off until one of these is set (hub/docs/signing-in.md).
SOCIALACCOUNT_ADAPTER = "hub.accounts.providers.ProviderAdapter"
# A link, and no page between: the policy for forms would stop one that ends at the provider.
SOCIALACCOUNT_LOGIN_ON_GET = True


def _provider(key: str, name: str, issuer: str, client_id: str, secret: str) -> dict[str, object]:
    """Return a provider as allauth takes it. Raises ImproperlyConfigured where only some of it is set."""
    if not (name and issuer and secret):
        more = "_CLIENT_SECRET, _NAME and _ISSUER" if key == "oidc" else "_CLIENT_SECRET"
        raise ImproperlyConfigured(f"{key.upper()}_CLIENT_ID is set: it needs {more} too.")
    settings = {"server_url": issuer, "oauth_pkce_enabled": True}
    return {"provider_id": key, "name": name, "client_id": client_id, "secret": secret, "settings": settings}


_microsoft = f"https://login.microsoftonline.com/{env('MICROSOFT_TENANT', default='organizations')}/v2.0"
_at_microsoft = (env("MICROSOFT_CLIENT_ID", default=""), env("MICROSOFT_CLIENT_SECRET", default=""))
_at_google = (env("GOOGLE_CLIENT_ID", default=""), env("GOOGLE_CLIENT_SECRET", default=""))
_at_own = (env("OIDC_CLIENT_ID", default=""), env("OIDC_CLIENT_SECRET", default=""))
_providers = [
    ("microsoft", "Microsoft", _microsoft, *_at_microsoft),
    ("google", "Google", "https://accounts.google.com", *_at_google),
    ("oidc", env("OIDC_NAME", default=""), env("OIDC_ISSUER", default=""), *_at_own),
]
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [_provider(*each) for each in _providers if each[3]],
    }
}
