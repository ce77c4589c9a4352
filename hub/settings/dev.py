"""A developer's machine: debug pages, demo logins, mail on the console."""

from .base import *
from .base import INSTALLED_APPS, env

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="dev-only-not-a-secret")
DEMO_LOGINS_ALLOWED = True
# Browsers take passkeys of http://localhost, and of nothing else without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# The demo's people sign in with a printed password alone. To try the second factor: SECOND_FACTOR_REQUIRED=1.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
# Tools for tests and benchmarks; they serve no request and are not in the production image.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.tools"]
