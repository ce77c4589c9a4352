"""Writes the vocabularies: what the files say is what the tables hold, and nothing is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from curriculum.models import Term
from curriculum.vocabulary import DATA, VOCABULARIES, FrameworkError, Row, Vocabulary, read_all


@dataclass
class Outcome:
    """What loading did to one vocabulary: slugs added, changed (returned ones too), retired, and left alone."""

    name: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def load_framework(*, folder: Path = DATA, dry_run: bool = False) -> list[Outcome]:
    """Bring every vocabulary to what its file says, all or nothing.

    A term that left its file is retired; one that returns is current again. Only rows that differ are saved.

    Raises:
        FrameworkError: naming the file and the term; nothing has been written.
    """
    rows = read_all(folder)
    loaded: dict[str, dict[str, Term]] = {}
    with transaction.atomic():
        outcomes = [_load(vocabulary, rows[vocabulary.name], loaded) for vocabulary in VOCABULARIES]
        if dry_run:
            transaction.set_rollback(True)
    return outcomes


def _load(vocabulary: Vocabulary, rows: list[Row], loaded: dict[str, dict[str, Term]]) -> Outcome:
    outcome = Outcome(vocabulary.name)
    held = {term.slug: term for term in vocabulary.model.objects.all()}
    loaded[vocabulary.name] = held
    many = _held_many(vocabulary)
    try:
        for order, row in enumerate(rows, start=1):
            before = held.get(row["slug"])
            term = before or vocabulary.model(slug=row["slug"])
            differs = _apply(vocabulary, term, row, order, loaded)
            if differs or before is None:
                term.full_clean(validate_unique=False, validate_constraints=False)
                term.save()
            differs |= _apply_many(vocabulary, term, row, many.get(term.pk, {}), loaded)
            held[term.slug] = term
            kept = outcome.changed if differs else outcome.unchanged
            (outcome.added if before is None else kept).append(term.slug)
    except (ValidationError, IntegrityError) as error:
        raise FrameworkError(
            f'{vocabulary.name}: the term "{row["slug"]}" cannot be stored: {_detail(error)}'
        ) from error
    _retire(held, {row["slug"] for row in rows}, outcome)
    return outcome


def _detail(error: ValidationError | IntegrityError) -> str:
    if isinstance(error, IntegrityError):
        return f"{error}."
    return " ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())


def _apply(vocabulary: Vocabulary, term: Term, row: Row, order: int, loaded: Mapping[str, dict[str, Term]]) -> bool:
    """Set every field from its row, absent ones to their default; say whether anything differs."""
    fresh = vocabulary.model()
    wanted = {name: row.get(name, getattr(fresh, name)) for name in ("label", "labels", "synonyms", *vocabulary.fields)}
    wanted |= {"order": order, "retired": False}
    for name, target in vocabulary.one.items():
        wanted[f"{name}_id"] = loaded[target][row[name]].pk if name in row else None
    differs = {name: value for name, value in wanted.items() if getattr(term, name) != value}
    for name, value in differs.items():
        setattr(term, name, value)
    return bool(differs)


def _held_many(vocabulary: Vocabulary) -> dict[int, dict[str, set[int]]]:
    """Return the stored links of each term: {term id: {field: {target ids}}}."""
    held: dict[int, dict[str, set[int]]] = {}
    for name in vocabulary.many:
        for pk, target in vocabulary.model.objects.filter(**{f"{name}__isnull": False}).values_list("pk", name):
            held.setdefault(pk, {}).setdefault(name, set()).add(target)
    return held


def _apply_many(
    vocabulary: Vocabulary,
    term: Term,
    row: Row,
    held: Mapping[str, set[int]],
    loaded: Mapping[str, dict[str, Term]],
) -> bool:
    differs = False
    for name, target in vocabulary.many.items():
        wanted = {loaded[target][slug].pk for slug in row.get(name, [])}
        if wanted != held.get(name, set()):
            getattr(term, name).set(wanted)
            differs = True
    return differs


def _retire(held: Mapping[str, Term], current: set[str], outcome: Outcome) -> None:
    for slug, term in held.items():
        if slug in current:
            continue
        if term.retired:
            outcome.unchanged.append(slug)
            continue
        term.retired = True
        term.save()
        outcome.retired.append(slug)
