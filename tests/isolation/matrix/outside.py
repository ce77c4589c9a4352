"""Every address outside the admin by name, and what it is asked for: tuples of what its arguments name of an owner.

An address that stands nowhere here fails `test_every_address_is_classified`. One that shows what is public of a school,
and could show what is not, stands in two tables: `PUBLIC` with the one, `HIDDEN` with the other.
"""

from collections.abc import Mapping

Variants = tuple[tuple[str, ...], ...]
PLAIN: Variants = ((),)

# The same for everybody: no mark of anybody may stand there, and nothing of a school changes.
PUBLIC: Mapping[str, Variants] = {
    **dict.fromkeys(("health", "health_live", "health_ready", "health_metrics", "search_health"), PLAIN),
    **dict.fromkeys(("robots", "favicon", "manifest", "security_txt", "change_password", "sitemaps"), PLAIN),
    **dict.fromkeys(("api", "api_search", "api_description"), PLAIN),
    **dict.fromkeys(("search", "search_feed", "search_suggest", "search_opened"), PLAIN),
    **dict.fromkeys((f"my_list{kind}" for kind in ("", "_xlsx", "_docx", "_zip", "_ics")), PLAIN),
    **dict.fromkeys(("personal_data", "duties_data", "read_back", "wagtailcore_login"), PLAIN),
    # A pupil's record stays in the browser: these pages hold nobody's words.
    "record": PLAIN,
    **dict.fromkeys((f"record_{part}" for part in ("cv", "files", "summary", "statements", "door", "paper")), PLAIN),
    **dict.fromkeys((f"record_{part}" for part in ("for_teachers", "for_parents", "format", "schema")), PLAIN),
    "record_service_worker": PLAIN,
    # Figures of London.
    "london_figures": (("=csv",),),
    "part_figures": (("=sector", "=x", "=csv"),),
    "compared_figures": (("=csv",),),
    "sitemap": (("=schools",), ("=en",), ("=bn",)),
    # Offers of employers, who are no school's.
    **dict.fromkeys((f"opportunities_{page}" for page in ("directory", "offer", "sent", "come_in", "erased")), PLAIN),
    **dict.fromkeys(("opportunities_open_requests", "opportunities_stories"), PLAIN),
    "opportunities_offer_page": (("=1",),),
    # A school's public pages, below which stand drafts; what answers for a school without a careers page; and a page
    # that asks for a password.
    "wagtail_serve": (("=",), ("home path",), ("careers path",), ("closed path",)),
    "page_calendar": (("home calendar",),),
    "school_dates": (("slug",),),
    "school_duties": (("slug",),),
    "school_robots": (("slug",),),
    "school_search": (("slug",),),
    "school_sitemap": (("slug",),),
    "borough_duties": (("borough",),),
    # The form for a password says nothing of what it opens; nor if it is asked with a page that is not behind it.
    "wagtailcore_authenticate_with_password": (("restriction", "closed"), ("restriction", "draft")),
    "wagtaildocs_authenticate_with_password": (("collection restriction",),),
}
# What is not public, by addresses of what is: closed to everybody but the hub's staff, who preview it in the admin.
HIDDEN: Mapping[str, Variants] = {
    "wagtail_serve": (("draft path",), ("policy path",)),
    "approved_policy": (("slug", "approval"),),
    "opportunities_open_request": (("request",),),
    "opportunities_provider_ask": (("slug",),),
    "report_problem": (("resource",),),
    "lesson_plan_docx": (("unit", "=x"),),
    "sheet_docx": (("resource",),),
    "sheet_answers_docx": (("resource",),),
    "slides_pptx": (("resource",),),
    "unit_zip": (("unit",),),
    # What was uploaded is served by a view that asks, and never by its name.
    "media": (("private file",), ("minutes file",), ("image file",)),
}
# Whoever has a mailed link, or has come in by one, for what they themselves are asked.
BY_LINK: Mapping[str, Variants] = {
    "survey": (("=AAAAAAAAAAAAAAAAAAAAAA",),),
    "opportunities_provider_confirm": (("=unknown",),),
    **dict.fromkeys((f"opportunities_{page}" for page in ("letters", "confirm", "enter", "renew")), PLAIN),
    **dict.fromkeys(
        (f"opportunities_manage{page}" for page in ("", "_add", "_organisation", "_data", "_erase")), PLAIN
    ),
    **dict.fromkeys((f"opportunities_manage_{page}" for page in ("edit", "renew", "withdraw")), (("=1",),)),
    "opportunities_leave": PLAIN,
    "opportunities_manage_request": (("request",),),
    **dict.fromkeys((f"opportunities_manage_{page}" for page in ("visit", "sheet", "calendar")), (("visit",),)),
}
# Files that a school keeps for its own people, and the hub for its own.
FILES: Mapping[str, Variants] = {
    "wagtaildocs_serve": (("private document", "private name"), ("minutes", "minutes name")),
}
TABLES = {"public": PUBLIC, "hidden": HIDDEN, "by link": BY_LINK, "file": FILES}
