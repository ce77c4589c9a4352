"""Settings shared by every environment. What differs between machines comes from the environment (.env.example)."""

from django.utils.translation import gettext_lazy as _

from .environment import BASE_DIR, VAR_DIR, env
from .signing_in import *

DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Our own apps first, so that their templates win; `wagtail.search` alone, never `modelsearch` beside it.
INSTALLED_APPS = [
    "hub.core",
    "hub.media",
    "hub.accounts",
    "hub.publication",
    "hub.pages",
    "curriculum",
    "hub.labour_market",
    "hub.record",
    "resources",
    "hub.schools",
    "hub.clusters",
    "hub.opportunities",
    "hub.audits",
    "hub.events",
    "search",
    "hub.home",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "hub.accounts.apps.UsersConfig",  # wagtail.users, with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "csp",
    # Not "allauth" itself: every page and mail of it that is reached is the hub's own (hub/accounts/templates).
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "hub.schools.hosts.middleware.SchoolHostMiddleware",
    "hub.core.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "hub.core.kept.pages.KeptPagesMiddleware",
    "hub.core.content_policy.ContentPolicyMiddleware",
    "hub.core.permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hub.core.mixed_languages.MixedLanguagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.schools.tenancy.middleware.SchoolAdminMiddleware",
    "hub.accounts.middleware.SecondFactorMiddleware",
    "hub.schools.access_log.middleware.AccessLogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hub.media.middleware.EvidenceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hub.core.damaged_forms.DamagedFormsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["hub.core.template_loaders.Loader", "hub.core.template_loaders.AppLoader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "hub.core.templatetags.hub_tags"],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at the start, so that two writers queue instead of failing half-way. What is mapped
    # (bytes) is the system's memory, not each process's, and reading 200 search candidates takes half the time.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=1073741824;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Connecting takes longer than most pages; a connection that broke is noticed and replaced.
    DATABASES["default"] = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, **DATABASES["default"]}
    # Seconds that a page waits for a server that is away.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
# A counter for each network that asks, and Wagtail's own, have room beside each other.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://?max_entries=20000")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "hub.core.caches.OptionalRedisCache"
    CACHES["pages"] = {**CACHES["default"], "KEY_PREFIX": "pages"}
else:
    # Whole pages, of some 15 KB each: visitors who ask for many must not push the counters out.
    CACHES["pages"] = {**CACHES["default"], "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 500}}
# Public pages are kept until something changes (hub/core/kept); not while their code does (DEBUG).
KEEP_PAGES = True
# They are made before somebody asks: after an edit by a thread of the process that published it (hub/core/kept/ahead).
MAKE_PAGES = True

AUTH_USER_MODEL = "accounts.User"
# The account page has a panel of our own for the address: a new one is confirmed by mail (hub/accounts).
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "hub.accounts.forms.SignInForm"
AUTHENTICATION_BACKENDS = ["hub.accounts.backends.HubBackend"]
AUTH_PASSWORD_VALIDATORS = [
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
    ),
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "hub.accounts.passwords.EasilyGuessedValidator"},
]
# Demo accounts have passwords that are printed; production refuses them whatever the database holds.
DEMO_LOGINS_ALLOWED = False

# The one place that names the site's languages; `manage.py check` says what a new one still lacks (hub/core/checks.py).
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("bn", _("Bengali")), ("ur", _("Urdu"))]
# The country that link previews are told with a language (og:locale).
LANGUAGE_COUNTRIES = {"en": "GB", "bn": "BD", "ur": "PK"}
LOCALE_PATHS = [BASE_DIR / "hub" / "locale"]
TIME_ZONE = "Europe/London"
# Dates are written and read the British way in every language of the hub (decision 0017).
FORMAT_MODULE_PATH = ["hub.core.formats"]
WAGTAIL_DATE_FORMAT, WAGTAIL_TIME_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%H:%M", "%d/%m/%Y %H:%M"
USE_I18N = True
USE_TZ = True
# An address that is typed without a scheme is https, as Django 6.0 takes it; the line goes with that release.
FORMS_URLFIELD_ASSUME_HTTPS = True
WAGTAIL_I18N_ENABLED = True
# Submitting a translation must not put untranslated English live under another language.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_FINDERS = [
    # Before the folders that hold the sources of what it finds.
    "hub.record.scripts.ScriptsFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "hub.core.stylesheet.StylesheetFinder",
]
# A proxy or an object store serves uploads; Django does only where there is neither (dev, `make serve`).
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="hub@example.org")
# Where a weakness is reported (security.txt): an address that begins with mailto: or https:
SECURITY_CONTACT = env("SECURITY_CONTACT", default=f"mailto:{DEFAULT_FROM_EMAIL}")

# Not in a cookie of their own: what an editor was told is nobody else's to read on a shared computer.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

WAGTAIL_SITE_NAME = "London Ambitions Hub"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "media.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.media.forms.HubImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.HubDocument"
# Files come through Wagtail's view as attachments, so that an uploaded page cannot run on our address.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "odp", "ods", "odt", "pdf", "ppt", "pptx", "rtf", "txt", "xls", "xlsx"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
# Wagtail's own advice: a form of the editor sends a dozen fields for each row, and Django's thousand are eighty rows.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Two whole pages of print. Forms say so, and hub/media/apps.py has the decoder itself refuse more.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 30_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Administrators are told of what they are asked to decide, not of everything that is submitted anywhere.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "hub.schools.policy.approvals.workflow_actions.publish_approved"
# One zone, so that nobody is asked for theirs (and browsers do not know every name that Python lists).
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = True
# Nothing counts wrong guesses at a password that many share: who may read is said by groups, or by signing in. What
# has one already keeps it.
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# Turning a typed address into a link to the page would tell one school the draft title of another's page.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILEMBEDS_FINDERS: list[dict] = []

# Public pages run under this policy as it stands; the admin's looser one is set on its own URL patterns (hub/urls.py).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        "no_query": {"()": "hub.core.logs.DropQueryStrings"},
        "away": {"()": "hub.core.logs.OneLineWhileAway"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_query", "away"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Who saved, published or deleted what is in the hub's own history; autosave would fill a log with it, and the
        # titles of drafts are nobody's to read there.
        "wagtail": {"level": "WARNING"},
        # Two lines for each of the two indexes that a save brings up to date. A task that fails is an error.
        "django_tasks": {"level": "WARNING"},
        # One line for every request to the search server is too many; what fails is logged where it is dealt with.
        "elastic_transport": {"level": "ERROR"},
    },
}

# "database": the engine inside the database, be it SQLite or PostgreSQL; or "elasticsearch" (search/engines).
SEARCH_ENGINE = env("SEARCH_ENGINE", default="database")
# "thread": each process sends Elasticsearch its own changes; "none": only `manage.py search_sync` does.
SEARCH_DELIVERY = env("SEARCH_DELIVERY", default="thread")
ELASTICSEARCH = {
    "URLS": env.list("ELASTICSEARCH_URL", default=[]),
    "CA_CERTS": env("ELASTICSEARCH_CA_CERTS", default=""),
    "API_KEY": env("ELASTICSEARCH_API_KEY", default=""),
    "USER": env("ELASTICSEARCH_USER", default=""),
    "PASSWORD": env("ELASTICSEARCH_PASSWORD", default=""),
    # Seconds for a search, before the database's own engine answers; and for a batch of changes.
    "TIMEOUT": env.float("ELASTICSEARCH_TIMEOUT", default=0.5),
    "WRITE_TIMEOUT": env.float("ELASTICSEARCH_WRITE_TIMEOUT", default=30.0),
    "RETRIES": env.int("ELASTICSEARCH_RETRIES", default=2),
    "SHARDS": env.int("ELASTICSEARCH_SHARDS", default=1),
    "REPLICAS": env.int("ELASTICSEARCH_REPLICAS", default=1),
    "PREFIX": env("ELASTICSEARCH_PREFIX", default="hub"),
}

# Whether `manage.py tick` asks the sites that pages lead to if they still answer (0: on a machine with no way out).
LINK_CHECKS = env.bool("LINK_CHECKS", default=True)

# Behind a proxy: how many write an address into X-Forwarded-For. 1: ours alone. 2: a CDN before it.
PROXY_HOPS = env.int("PROXY_HOPS", default=1)
# How often one network may search in a minute; a whole school may share one. 0: as often as it likes.
SEARCHES_PER_MINUTE = env.int("SEARCHES_PER_MINUTE", default=300)

SENTRY_DSN = env("SENTRY_DSN", default="")
