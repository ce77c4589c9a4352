"""Tests: nothing leaves the process, nothing is read from this machine's .env."""

import os

from .base import *
from .base import ELASTICSEARCH, INSTALLED_APPS, env

SECRET_KEY = "tests-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.tools"]
DEMO_LOGINS_ALLOWED = True
# Browsers take passkeys of http://localhost, and of nothing else without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# tests/accounts/test_second_factor.py turns it on.
SECOND_FACTOR_REQUIRED = env.bool("TEST_SECOND_FACTOR", default=False)
# In memory; a file for journeys, which run in a process of their own (tests/journeys/conftest.py says why); or the
# address of a PostgreSQL server.
TEST_DATABASE = env("TEST_DATABASE", default=":memory:")
if TEST_DATABASE.startswith("postgres"):
    DATABASES = {"default": env.db_url("TEST_DATABASE")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": TEST_DATABASE,
            "TEST": {"NAME": TEST_DATABASE if TEST_DATABASE != ":memory:" else None},
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    }
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHES["pages"] = {**CACHES["default"], "LOCATION": "pages"}
# What a page costs is what making it costs; tests of keeping turn it on.
KEEP_PAGES = MAKE_PAGES = env.bool("TEST_KEEP_PAGES", default=False)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A folder for journeys that read a letter: what sends it is a process of its own.
EMAIL_FILE_PATH = env("TEST_MAIL", default=None)
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if EMAIL_FILE_PATH else 'locmem'}.EmailBackend"
SERVE_MEDIA = WHITENOISE_USE_FINDERS = True
# A file is looked for when it is asked for: listing all of them takes 25 ms, and every test's browser would do it.
WHITENOISE_AUTOREFRESH = True
_files = "FileSystemStorage" if TEST_DATABASE.startswith("/") else "InMemoryStorage"
STORAGES = {
    "default": {"BACKEND": f"django.core.files.storage.{_files}"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# What checks links is tested with a site on this machine; nothing of a test asks any other.
LINK_CHECKS = False
# Tests deliver explicitly. One test server may serve several runs at a time, each under its own prefix.
SEARCH_DELIVERY = "none"
ELASTICSEARCH = ELASTICSEARCH | {
    "PREFIX": env("ELASTICSEARCH_PREFIX", default=f"test-{os.getpid()}"),
    "REPLICAS": 0,
    "TIMEOUT": 10.0,
}
WAGTAILADMIN_BASE_URL = "http://testserver"
