"""Structured data (schema.org): the figures of a page as a data set, an occupation as an occupation."""

from collections.abc import Mapping, Sequence

from hub.core.page_context import Graph
from hub.labour_market.models import Occupation
from hub.labour_market.profiles import Profile, Shown

FORMS = {"csv": "text/csv", "json": "application/json"}


def data_set(profile: Profile, *, url: str | None, files: Mapping[str, str]) -> dict[str, object]:
    """Return the figures of a page as a Dataset; `files` are the addresses of its files by their form."""
    figures = profile.figures
    sources = {figure.measure.source.pk: figure.measure.source for figure in figures}.values()
    released = [source.released for source in sources if source.released]
    data: dict[str, object] = {
        "@type": "Dataset",
        "name": profile.title,
        "description": profile.lede,
        "url": url,
        "isAccessibleForFree": True,
        "license": sorted({source.licence_url or source.licence for source in sources}),
        "creator": [{"@type": "Organization", "name": name} for name in sorted({each.publisher for each in sources})],
        "isBasedOn": sorted({source.url for source in sources if source.url}),
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _areas(figures, profile)],
        "variableMeasured": list(dict.fromkeys(figure.measure.label for figure in figures)),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": FORMS[form], "contentUrl": address}
            for form, address in files.items()
        ],
    }
    if figures:
        first, last = min(each.point.start for each in figures), max(each.point.end for each in figures)
        data["temporalCoverage"] = f"{first.isoformat()}/{last.isoformat()}"
    if released:
        data["dateModified"] = max(released).isoformat()
    return data


def occupation(row: Occupation, *, url: str | None) -> dict[str, object]:
    """Return an occupation of SOC 2020 as an Occupation."""
    data: dict[str, object] = {
        "@type": "Occupation",
        "name": row.title,
        "url": url,
        "occupationalCategory": f"SOC 2020 {row.code}",
        "description": row.description,
        "responsibilities": "; ".join(row.tasks),
        "qualifications": row.entry_routes,
        "occupationLocation": {"@type": "City", "name": "London"},
    }
    return {key: value for key, value in data.items() if value}


def graph(profile: Profile, row: Occupation | None, *, url: str | None, files: Mapping[str, str]) -> Graph:
    """Return what the head of a page says: its figures, if it has any, and the occupation that it is about."""
    found: Graph = [occupation(row, url=url)] if row else []
    return [*found, data_set(profile, url=url, files=files)] if profile.figures else found


def _areas(figures: Sequence[Shown], profile: Profile) -> list[str]:
    return list(dict.fromkeys(str(figure.area) for figure in figures)) or [str(profile.area)]
