"""Writes entries: a live, public page of an indexed type has one, and each of its lessons; any other page has none."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from wagtail.models import Page

from search.index import frequencies, members, packing, postings, sync, title_starts, units
from search.index.adapters import ADAPTERS, Document, adapter_for
from search.index.adapters.curriculum import UnitAdapter
from search.index.adapters.resources import KINDS as RESOURCES
from search.index.adapters.resources import CollectionAdapter
from search.index.analysis import analyse
from search.index.content import WRITTEN, fill, lengths
from search.index.models.entries import Entry, EntryFacet, IndexChange, IndexMark, Mark, PackedEntry
from search.index.pages import documents_of, searched

# While so many are written, others who publish have to wait.
AT_A_TIME = 25


def refresh(page: Page) -> None:
    """Write or retire the entries of one page from the instance itself: its child rows may not be saved yet."""
    adapter = adapter_for(type(page))
    if adapter is None:
        return
    shown = page.live and page.alias_of_id is None and not page.get_view_restrictions().exists()
    if shown and adapter.covers(page):
        put([page])
    else:
        retire([page.pk])


def refresh_subtree(root: Page) -> None:
    """Write or retire the entries of a page and all below it, from the database."""
    refresh_where(Q(path__startswith=root.path))


def refresh_where(condition: Q) -> None:
    """Write or retire the entries of the pages that fit a condition."""
    with transaction.atomic():
        IndexMark.hold()
        for model, adapter in ADAPTERS.items():
            found = model._default_manager.filter(condition)
            shown = set(searched(adapter).filter(condition).values_list("pk", flat=True))
            retire(set(found.values_list("pk", flat=True)) - shown)
            put_many(model._default_manager.filter(pk__in=shown))


def put_many(queryset: QuerySet, *, tell: Callable[[Sequence[int]], object] | None = None) -> None:
    """Write the entries of many pages of one type, in batches by key; `tell` is called with the keys of each."""
    ids = list(queryset.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_A_TIME):
        _put_as_they_are(queryset.model, ids[start : start + AT_A_TIME])
        if tell:
            tell(ids[start : start + AT_A_TIME])


def _put_as_they_are(model: type[Page], ids: Sequence[int]) -> int:
    """Write or retire pages while holding the write lock; return how many were retired.

    Pages are read before that, so that others who publish wait for the writing only, and those that may have changed
    meanwhile once more.
    """
    mark = IndexMark.current()
    documents = _documents(model, ids)
    with transaction.atomic():
        if IndexMark.hold() != mark:
            same = _unchanged(ids, mark)
            documents = {pk: documents[pk] for pk in same & set(documents)} | _documents(model, set(ids) - same)
        if documents:
            write([(pk, document) for pk, some in documents.items() for document in some])
        return retire(set(ids) - set(documents))


def _documents(model: type[Page], ids: Collection[int]) -> dict[int, list[Document]]:
    pages = searched(ADAPTERS[model]).filter(pk__in=ids).select_related("locale")
    return {page.pk: documents_of(page) for page in pages}


def _unchanged(ids: Collection[int], mark: Mark) -> set[int]:
    """Return those of some pages that nobody has changed since: their entry would tell. One without may be anything."""
    if IndexChange.objects.filter(sequence__gt=mark.sequence, vocabulary=True).exists():
        return set()
    # Its parts are written with it.
    held = Entry.objects.current().filter(page_id__in=ids, part="", sequence__lte=mark.sequence)
    return {pk for pk in held.values_list("page_id", flat=True) if pk}


@transaction.atomic
def put(pages: Sequence[Page]) -> None:
    """Write the entries of pages that are known to be public."""
    if pages:
        # Held before they are read: a unit that is published at the same time would not be seen.
        IndexMark.hold()
        write([(page.pk, document) for page in pages for document in documents_of(page)])


@transaction.atomic
def write(documents: Sequence[tuple[int | None, Document]]) -> list[Entry]:
    """Write documents, each with the id of its page (None: without a page, for benchmarks), and return the entries.

    All parts of a page are written together: of those that are not among the documents the entries are retired.
    """
    sequence = IndexMark.move()
    sync.mark_pending()
    page_ids = {page_id for page_id, _ in documents if page_id}
    known = {(entry.page_id, entry.part): entry for entry in Entry.objects.filter(page_id__in=page_ids)}
    titles = {entry.page_id: entry.title for entry in known.values() if not entry.part}
    left = set(known) - {(page_id, document.part) for page_id, document in documents}
    _retire([entry for place in left if not (entry := known.pop(place)).gone], sequence)
    before, chosen = frequencies.of(known.values()), units.chosen_by(known.values())
    replaced = _words_of(known.values())
    analysed = [document.analysed() for _, document in documents]
    entries = [
        fill(known.get((page_id, document.part)) or Entry(page_id=page_id, version=0), document, found, sequence)
        for (page_id, document), (found, _) in zip(documents, analysed, strict=True)
    ]
    old = [entry for entry in entries if entry.pk]
    Entry.objects.bulk_create([entry for entry in entries if entry.pk is None])
    _write_rows(old)
    _write_facets({entry.pk: document for entry, (_, document) in zip(entries, documents, strict=True)})
    _write_words(entries, replaced)
    own = (pair for pair in zip(entries, analysed, strict=True) if frequencies.counts(pair[0]))
    after = Counter((entry.locale, word) for entry, (_, some) in own for word in some)
    frequencies.change(before, after, sequence=sequence)
    title_starts.write(entries)
    _regroup(chosen | units.chosen_by(entries), sequence)
    _retell({e.page_id for e in entries if e.page_id and e.kind in RESOURCES and titles.get(e.page_id) != e.title})
    _recollect({entry.page_id for entry in entries if entry.page_id and entry.kind in RESOURCES})
    return entries


@transaction.atomic
def retire(page_ids: Iterable[int]) -> int:
    """Mark the entries of pages as gone and delete their words: no engine may find them again. Returns of how many
    pages there were any."""
    entries = list(Entry.objects.current().filter(page_id__in=list(page_ids)))
    if entries:
        sequence = IndexMark.move()
        sync.mark_pending()
        chosen = units.chosen_by(entries)
        _retire(entries, sequence)
        _regroup(chosen, sequence)
        _retell({entry.page_id for entry in entries if entry.page_id and entry.kind in RESOURCES})
        _recollect({entry.page_id for entry in entries if entry.page_id and entry.kind in RESOURCES})
    return len({entry.page_id for entry in entries})


def _retire(entries: Sequence[Entry], sequence: int) -> None:
    if not entries:
        return
    pks = [entry.pk for entry in entries]
    nothing = {"texts": {}, "words": {}, "lengths": {}, "title": "", "summary": ""}
    Entry.objects.filter(pk__in=pks).update(gone=True, version=F("version") + 1, sequence=sequence, **nothing)
    EntryFacet.objects.filter(entry__in=pks).delete()
    PackedEntry.objects.filter(entry__in=pks).delete()
    postings.remove(pks, _words_of(entries))
    frequencies.change(frequencies.of(entries), Counter(), sequence=sequence)
    title_starts.remove(pks)


def _retell(resources: Collection[int]) -> None:
    """Write the units anew whose lessons choose any of these resources: their titles are among the lessons' words."""
    using = units.that_choose(resources) if resources else ()
    if using:
        documents = _documents(UnitAdapter.model, using)
        write([(pk, document) for pk, some in documents.items() for document in some])


def _recollect(resources: Collection[int]) -> None:
    """Write the collections anew in which any of some resources are: they have their facets from them."""
    if collections := members.holding(resources):
        documents = _documents(CollectionAdapter.model, collections)
        write([(pk, document) for pk, some in documents.items() for document in some])


def _regroup(resources: Collection[int], sequence: int) -> None:
    """Update the units kept with the entries of resources. However many there are, the queries are
    the same few."""
    if not resources:
        return
    entries = list(Entry.objects.current().filter(page_id__in=resources, part=""))
    using = units.choosing({entry.page_id: entry.locale for entry in entries if entry.page_id})
    changed = [entry for entry in entries if not units.tells(entry, using.get(entry.page_id or 0, ()))]
    if not changed:
        return
    before, replaced = frequencies.of(changed), _words_of(changed)
    for entry in changed:
        units.put_in(entry, using.get(entry.page_id or 0, ()))
        found = {"unit": " ".join(analyse(entry.texts.get("unit", ""), entry.locale))}
        entry.words = {zone: text for zone, text in {**entry.words, **found}.items() if text}
        entry.lengths = lengths(entry.words)
        entry.version, entry.sequence = entry.version + 1, sequence
    _write_rows(changed)
    _write_words(changed, replaced)
    frequencies.change(before, frequencies.of(changed), sequence=sequence)


@transaction.atomic
def rewrite(pks: Collection[int]) -> None:
    """Write the rows derived from entries (postings, packed words for ranking, starts of titles)
    anew, from the rows, and remove that of any other."""
    # As if the vocabulary had changed: the caches of processes may be what was wrong.
    IndexMark.move(vocabulary=True)
    entries = list(Entry.objects.current().filter(pk__in=pks).defer("texts", "summary"))
    postings.remove(pks)
    PackedEntry.objects.filter(entry__in=pks).delete()
    _write_words(entries, {})
    title_starts.remove(pks)
    title_starts.write(entries)


def put_right(page_ids: Iterable[int]) -> int:
    """Write or retire whatever pages these are or were, as they stand; return how many were retired."""
    retired, left = 0, set(page_ids)
    for model in ADAPTERS:
        ids = sorted(left & set(model._default_manager.values_list("pk", flat=True)))
        for start in range(0, len(ids), AT_A_TIME):
            retired += _put_as_they_are(model, ids[start : start + AT_A_TIME])
        left -= set(ids)
    return retired + retire(left)


def analyze() -> None:
    """Refresh the database's statistics: without them a count was seen to take seconds after a bulk load."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


# As rows, not as objects: there are twenty to an entry.
_ADD_FACET = "INSERT INTO search_entryfacet (entry_id, facet, value) VALUES (%s, %s, %s)"
_PACK = (
    "INSERT INTO search_packedentry (entry_id, content) VALUES (%s, %s) "
    "ON CONFLICT (entry_id) DO UPDATE SET content = excluded.content"
)


def _write_rows(entries: Collection[Entry]) -> None:
    """Write entries that are there. As rows that are put in place of their own: Django's bulk_update puts a condition
    for each field of each entry together, which takes ten times as long."""
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["pk"], update_fields=WRITTEN)


def _write_facets(documents: Mapping[int, Document]) -> None:
    EntryFacet.objects.filter(entry__in=documents).delete()
    rows = [(pk, key, value) for pk, document in documents.items() for key, value in sorted(document.facets)]
    with connection.cursor() as cursor:
        cursor.executemany(_ADD_FACET, rows)


def _words_of(entries: Iterable[Entry]) -> dict[int, Mapping[str, str]]:
    return {entry.pk: entry.words for entry in entries}


def _write_words(entries: Collection[Entry], before: Mapping[int, Mapping[str, str]]) -> None:
    """Write the words of entries to where they are looked up and ranked. `before`: what was written there, by entry."""
    postings.write(((entry.pk, entry.words) for entry in entries), before)
    with connection.cursor() as cursor:
        cursor.executemany(_PACK, [(e.pk, packing.pack(e.words, e.groups, e.minutes, e.kind)) for e in entries])
