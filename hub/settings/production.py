"""Production. Everything secret or local comes from the environment; `check --deploy` is clean with it."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import DATABASES, SENTRY_DSN, SERVE_MEDIA, env

SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

# `make serve` tries production settings on this machine, where there is no TLS. Only this switch allows that, and
# only on loopback.
LOCAL_HTTP = env.bool("LOCAL_HTTP", default=False)
if LOCAL_HTTP and not set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
    raise ImproperlyConfigured(
        "LOCAL_HTTP is for this machine only: set ALLOWED_HOSTS to localhost,127.0.0.1, or serve TLS."
    )
SERVE_MEDIA = SERVE_MEDIA or LOCAL_HTTP
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL_HTTP
SECURE_HSTS_SECONDS = 0 if LOCAL_HTTP else env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL_HTTP
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hub.core.static_files.StaticFiles"},
}

if SENTRY_DSN:
    import sentry_sdk

    from hub.core import error_reports

    sentry_sdk.init(**error_reports.options(SENTRY_DSN))

# Opening SQLite's file again takes 8 of a results page's 40 ms. Not in development, where each request has a thread of
# its own and would leave its connection open.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
