"""Writes sources and measures: where figures are from, and what they count."""

from collections.abc import Iterable
from dataclasses import fields

from hub.labour_market.loading.manifest import Manifest, MeasureFacts, SourceFacts
from hub.labour_market.loading.report import FileReport
from hub.labour_market.models import Figure, InstitutionFigure, Measure, Source


def write(manifest: Manifest, report: FileReport, *, keep_sources: bool = False) -> dict[str, Measure]:
    """Bring the sources and measures of a manifest to what it says, and return the measures by slug.

    `keep_sources` leaves sources that are there as they are: an editor may have seen to them since.
    """
    sources = {facts.slug: _source(facts, report, keep=keep_sources) for facts in manifest.sources}
    held = Measure.objects.in_bulk([rule.measure.slug for rule in manifest.rules], field_name="slug")
    for facts in {rule.measure.slug: rule.measure for rule in manifest.rules}.values():
        held[facts.slug] = _measure(facts, sources[facts.source], held.get(facts.slug), report)
    return held


def _source(facts: SourceFacts, report: FileReport, *, keep: bool) -> Source:
    """Write what a manifest says of a source; what it does not say stays, a withdrawal too."""
    source = Source.objects.filter(slug=facts.slug).first()
    if source and keep:
        return source
    told = {field.name: getattr(facts, field.name) for field in fields(facts)}
    told = {name: value for name, value in told.items() if value not in ("", None)}
    if source is None:
        report.facts.append(f"source added: {facts.slug}")
        return Source.objects.create(**told)
    if differs := {name: value for name, value in told.items() if getattr(source, name) != value}:
        for name, value in differs.items():
            setattr(source, name, value)
        source.save(update_fields=list(differs))
        report.facts.append(f"source changed: {facts.slug} ({', '.join(sorted(differs))})")
    return source


def _measure(facts: MeasureFacts, source: Source, measure: Measure | None, report: FileReport) -> Measure:
    told = {field.name: getattr(facts, field.name) for field in fields(facts) if field.name != "source"}
    told["source_id"] = source.pk
    if measure is None:
        report.facts.append(f"measure added: {facts.slug}")
        return Measure.objects.create(**told)
    if differs := {name: value for name, value in told.items() if getattr(measure, name) != value}:
        for name, value in differs.items():
            setattr(measure, name, value)
        measure.save(update_fields=list(differs))
        report.facts.append(f"measure changed: {facts.slug} ({', '.join(sorted(differs))})")
    return measure


def say_latest(sources: Iterable[SourceFacts], report: FileReport) -> None:
    """Write the newest period of each source's figures on it."""
    for source in Source.objects.filter(slug__in=[facts.slug for facts in sources]):
        newest = [
            model.objects.filter(measure__source=source).order_by("-end", "-start").values_list("end", "period").first()
            for model in (Figure, InstitutionFigure)
        ]
        period = max((found for found in newest if found), default=(None, ""))[1]
        if source.period != period:
            source.period = period
            source.save(update_fields=["period"])
            report.facts.append(f"source's latest period: {source.slug}, {period}")
