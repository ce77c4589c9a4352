"""A developer's machine: debug pages, demo logins, mail on the console."""

from .base import *
from .base import INSTALLED_APPS, env

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="dev-only-not-a-secret")
DEMO_LOGINS_ALLOWED = True
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
# What measures and tries the hub serves nobody, and is not in the image that does.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.tools"]
