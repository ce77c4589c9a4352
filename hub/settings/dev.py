"""A developer's machine: debug pages, demo logins, mail on the console."""

from .base import *
from .base import INSTALLED_APPS, env

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="dev-only-not-a-secret")
DEMO_LOGINS_ALLOWED = True
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
# Tools for tests and benchmarks; they serve no request and are not in the production image.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.tools"]
