"""Template tags and filters every room may use. Built in to every template (settings.TEMPLATES)."""

import datetime
import json

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import RichText

from hub.core import base_templates, origins, record_links, selectors, seo, symbols
from hub.core.blocks.story import sections
from hub.core.content_policy import style_element
from hub.core.css import css_string
from hub.core.dates.words import time_in_words
from hub.core.page_context import Graph
from hub.core.repeated import rendered

register = template.Library()

_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: Graph) -> str:
    """Render schema.org data as a script of type application/ld+json (data, so the content policy lets it stand)."""
    if not data:
        return ""
    body = json.dumps({"@context": "https://schema.org", "@graph": data}, default=str, ensure_ascii=False)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(body.translate(_JSON_ESCAPES)))


@register.filter
def clock(time: datetime.time | datetime.datetime | None) -> str:
    """Return a time of day in the one style of the hub; a moment's in London."""
    if isinstance(time, datetime.datetime):
        time = timezone.localtime(time).time()
    return time_in_words(time) if time else ""


@register.simple_tag
def stage(number: int, short: bool = False) -> SafeString:
    """Render the mark of a key stage: its shape and its name, never the shape alone."""
    return rendered("components/stage.html", number=number, short=short)


@register.simple_tag
def minutes(value: int | None, offset: int = 0) -> SafeString:
    """Render a duration with its ruler: a tick for each five minutes, drawn up to an hour."""
    drawn = min(60, 5 * round(value / 5)) if value else 0
    width, offset = max(5, drawn) if value else 0, min(50, 5 * round(offset / 5))
    return rendered("components/minutes.html", value=value, width=width, offset=offset)


@register.simple_tag
def symbol(name: str, large: bool = False) -> SafeString:
    """Render a drawing for an easy-read page, beside words that say the same: {% symbol "clock" %}, {% symbol
    "sector-"|add:sector.slug large=True %}; nothing where there is none of that name."""
    return symbols.drawing(name, large=large)


@register.inclusion_tag("components/add_to_record.html")
def add_to_record(
    what: str,
    *,
    url: str,
    source: str,
    kind: str = "",
    minutes: int | None = None,
    starts: datetime.datetime | None = None,
    ends: datetime.datetime | None = None,
    where: str = "",
) -> dict[str, object]:
    """Render the link that begins an entry in a pupil's record. `source` is "lesson", "event", "offer" or "resource",
    `kind` the slug of an ActivityKind; an event gives `starts` and `ends` instead of `minutes`."""
    beginning = record_links.Beginning(
        what=what,
        url=url,
        source=source,
        kind=kind,
        minutes=minutes or record_links.minutes_between(starts, ends),
        date=record_links.day_of(starts),
        where=where,
    )
    return {"url": record_links.address(beginning), "title": what}


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: object) -> str:
    """Return the current query string with `changes`; None removes a key."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = value
    return "?" + query.urlencode() if query else "?"


@register.simple_tag(takes_context=True)
def hub_nav(context: template.Context) -> list[base_templates.NavItem]:
    """Return the navigation, the current section marked."""
    request = context.get("request")
    items = base_templates.navigation(request.path if request else "")
    return [item._replace(url=origins.link(item.url)) for item in items]


@register.filter
def at_hub(path: str) -> str:
    """Return an address of the hub as a link that leads there from any host: {{ "/schools/"|at_hub }}."""
    return origins.at_hub(path)


@register.filter
def link_from_here(path: str) -> str:
    """Return an address of the hub (as `url` gives it) as a link on this page: where the school's own host has it too,
    it stays there."""
    return origins.link(path)


@register.simple_tag
def hub_search_url() -> str:
    """Return the address of the search page."""
    return base_templates.search_url()


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: template.Context, page: Page, part: seo.PagePart | None = None) -> dict[str, object]:
    """Render the breadcrumbs: the page's live, public ancestors; nothing for a page directly under the front page."""
    trail = selectors.surroundings(page).trail
    here = part.title if part else page.title
    return {"trail": [*trail, page] if part else trail, "here": here, "request": context.get("request")}


register.filter("sections", sections)


@register.filter("css_string")
def as_css_string(text: object) -> str:
    """Render text as a quoted string inside a `style` element."""
    return mark_safe(css_string(text))


@register.simple_tag(takes_context=True)
def explained(context: template.Context, text: str | RichText) -> str:
    """Render rich or plain text with each abbreviation said in full where the page first uses it.

    The page's context holds the `acronyms.Explainer` as `acronyms`; without one the text is rendered as it is.
    """
    html, words = conditional_escape(text), context.get("acronyms")
    return mark_safe(words.explain(html)) if words else html


@register.simple_block_tag(takes_context=True)
def page_style(context: template.Context, content: SafeString) -> SafeString:
    """Render a style element of the page's own, which the content policy then allows by its hash."""
    return style_element(context["request"], content)


@register.simple_block_tag
def section(content: SafeString, heading: str, **drawn: str) -> SafeString:
    """Render a section with its heading in the margin: {% section _("Heading") id="…" %}what it says{% endsection %}.

    `aside` is a line under the heading, `classes` are further classes of the section, and `body` is the class of a
    `div` around the content ("prose", "stack"); without it the content is one block of its own, such as a list.
    """
    inside = mark_safe(content.strip())
    return render_to_string("components/section.html", drawn | {"content": inside, "heading": heading})


@register.inclusion_tag("components/finding.html")
def finding(state: str, label: str | Promise) -> dict[str, object]:
    """Render a finding: shape, word and colour together. `state` is `met`, `due`, `way`, `miss` or `na`."""
    return {"state": state, "label": label}


@register.inclusion_tag("components/meta.html", takes_context=True)
def page_meta(context: template.Context, page: Page, part: seo.PagePart | None = None) -> dict[str, object]:
    """Render description, canonical address, Open Graph and the other languages of the page or of a part of it."""
    return {"meta": seo.page_meta(page, context.get("request"), part or None)}


@register.simple_tag(takes_context=True)
def page_graph(context: template.Context, page: Page, part: seo.PagePart | None = None) -> str:
    """Render the schema.org objects of the page, or of a part of it, and its breadcrumbs as JSON-LD."""
    return json_ld(seo.graph(page, context.get("request"), part or None))


@register.inclusion_tag("components/languages.html", takes_context=True)
def page_languages(context: template.Context, page: Page, part: seo.PagePart | None = None) -> dict[str, object]:
    """Render links to the languages the page, or a part of it, can be read in, each in its own words; nothing if there
    is only one."""
    return {"languages": seo.languages(page, context.get("request"), part or None)}
