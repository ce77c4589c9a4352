"""Composition root: the one module that may import every room."""

from csp.decorators import csp_update
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps import views as sitemap_views
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail.views import serve as serve_page

from hub.accounts import urls as sign_in
from hub.accounts import views as account_views
from hub.core import health, metrics, well_known
from hub.core import views as core_views
from hub.core.dates import views as dates_views
from hub.core.external_links import choose_external_link
from hub.core.not_found import not_found
from hub.core.sitemaps import sitemaps
from hub.schools.duties import calendar_feed as school_feeds
from hub.schools.duties import open_data_views
from hub.schools.hosts import views as school_hosts
from hub.schools.invitations import urls as invitations
from hub.schools.policy.approvals import versions
from resources import views as resources_views
from search.engines import health as search_health
from search.results import inside_school as search_schools

# Wagtail's admin draws inline scripts and styles; only its own addresses get them.
admin_csp = csp_update(
    {"script-src": ["'unsafe-inline'"], "style-src": ["'unsafe-inline'"], "img-src": ["blob:"], "frame-src": ["'self'"]}
)

handler404 = not_found
handler500 = core_views.server_error
SITEMAPS = sitemaps()

urlpatterns = [
    # Before Wagtail's own, in their places and under their names.
    path("admin/login/", admin_csp(account_views.SignIn.as_view()), name="wagtailadmin_login"),
    path("admin/login/", admin_csp(account_views.SignIn.as_view()), name="account_login"),
    path("admin/login/", include(decorate_urlpatterns(sign_in.entrance, admin_csp))),
    path(
        "admin/password_reset/",
        admin_csp(account_views.PasswordReset.as_view()),
        name="wagtailadmin_password_reset",
    ),
    path(
        "admin/account/",
        admin_csp(never_cache(require_admin_access(account_views.Account.as_view()))),
        name="wagtailadmin_account",
    ),
    path("admin/invitation/", include(decorate_urlpatterns(invitations.urlpatterns, admin_csp))),
    path(
        "admin/choose-external-link/",
        admin_csp(choose_external_link),
        name="wagtailadmin_choose_page_external_link",
    ),
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, admin_csp))),
    path("documents/", include(wagtaildocs_urls)),
    path("health/", health.ready, name="health"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/metrics", metrics.view, name="health_metrics"),
    path("api/v1/", include("search.results.api_urls")),
    re_path(r"^health/search/?$", search_health.view, name="search_health"),
    path("schools/<slug:slug>/dates.ics", school_feeds.school_dates, name="school_dates"),
    path("schools/<slug:slug>/duties.json", open_data_views.school_duties, name="school_duties"),
    path("schools/<slug:slug>/robots.txt", school_hosts.robots, name="school_robots"),
    path("schools/<slug:slug>/sitemap.xml", school_hosts.sitemap, name="school_sitemap"),
    path("schools/boroughs/<slug:slug>/duties.csv", open_data_views.borough_duties, name="borough_duties"),
    path("downloads/", include("resources.documents.urls")),
    path("labour-market/", include("hub.labour_market.urls")),
    path("dates/read-back/", dates_views.read_back, name="read_back"),
    path("robots.txt", core_views.robots, name="robots"),
    path("favicon.ico", well_known.favicon, name="favicon"),
    path("site.webmanifest", well_known.manifest, name="manifest"),
    path(".well-known/security.txt", well_known.security_txt, name="security_txt"),
    path(".well-known/change-password", well_known.change_password, name="change_password"),
    path("sitemap.xml", sitemap_views.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemaps"),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]

if settings.SERVE_MEDIA:
    urlpatterns += [
        re_path(r"^media/(?P<path>.+)$", core_views.media, name="media"),
    ]

urlpatterns += i18n_patterns(
    path("search/", include("search.results.urls")),
    path("my-list/", include("resources.my_list.urls")),
    path("record/", include("hub.record.urls")),
    path("survey/", include("hub.audits.urls")),
    path("opportunities/", include("hub.opportunities.urls")),
    path("what-we-keep/", core_views.personal_data, name="personal_data"),
    path("schools/data/", open_data_views.about, name="duties_data"),
    path(
        "schools/<slug:slug>/approved-policies/<key:approval_id>/",
        versions.approved_version,
        name="approved_policy",
    ),
    path("schools/<slug:slug>/search/", search_schools.search, name="school_search"),
    path("report-a-problem/<key:page_id>/", resources_views.report_problem, name="report_problem"),
    # For private pages Wagtail has a form of its own, which asks for no second factor.
    path("_util/login/", account_views.to_sign_in, name="wagtailcore_login"),
    # Wagtail's own pattern knows no dots.
    re_path(r"^((?:[\w\-]+/)+calendar\.ics)$", serve_page, name="page_calendar"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
