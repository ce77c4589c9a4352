"""The report of a benchmark, as lines of text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tests.bench.figures import Figures

Cell = str | int | float
MEGABYTE = 1_000_000


def report(results: Sequence[Figures]) -> Iterator[str]:
    """Yield the lines: answers by kind, growth, what was built and what it takes, and where the time goes."""
    for result in results:
        yield from ["", *_answers(result)]
        if result["pages"]:
            yield from ["", *_pages(result)]
    yield from ["", *_growth(results)]
    yield from ["", *_costs(results)]
    for result in results:
        if result["stages"]:
            yield from ["", *_stages(result)]


def _answers(result: Figures) -> Iterator[str]:
    yield f"{_title(result)}: milliseconds for a whole answer (top 20 ranked, total, every facet counted)"
    beside = {(group["kind"], group["facets"]): group for group in result["wagtail"].get("groups", ())}
    head = ["words", "facets", "found p50", "p50", "p95", "p99", "own p95", "p95 after a change"]
    rows = [head + (["Wagtail p50", "p95", "asked", "ratio p95"] if beside else [])]
    for group in result["groups"]:
        wall = group["wall"]
        row = [group["kind"], group["facets"], round(group["found"]["p50"]), wall["p50"], wall["p95"], wall["p99"]]
        row += [group["own"]["p95"], group["changed"]["p95"]]
        rows.append(row + (_beside(beside[group["kind"], group["facets"]], wall["p95"]) if beside else []))
    yield from table(rows)
    yield "  own: this process's time alone. After a change: nothing is remembered of the words, as after an edit."
    yield "  Other questions were asked first, for a server that has just been started is slower."
    if beside:
        yield f"  Wagtail's .search() and .facet() on {_extent(result)}."


def _pages(result: Figures) -> Iterator[str]:
    pages = result["pages"]
    yield f"{_title(result)}: milliseconds for the whole page over HTTP, {pages['asked']} searches over one connection"
    rows: list[list[Cell]] = [["words", "facets", "p50", "p95", "p99"]]
    rows += [[group["kind"], group["facets"], *group["wall"].values()] for group in pages["groups"]]
    yield from table([*rows, ["all", "", *pages["all"].values()]])
    yield f"  A page is {pages['bytes']['p50'] / 1000:.1f} kB as sent (p95 {pages['bytes']['p95'] / 1000:.1f})."


def _beside(group: Figures, ours: float) -> list[Cell]:
    if not group["asked"]:
        return [f"over {group['over']:.0f}", "", 0, f"over {group['over'] / ours:.0f}"]
    return [group["wall"]["p50"], group["wall"]["p95"], group["asked"], round(group["wall"]["p95"] / ours, 1)]


def _extent(result: Figures) -> str:
    rows, seconds = result["wagtail"]["rows"], result["wagtail"]["seconds"]
    if rows == result["entries"]:
        return f"the same {rows} entries, which took {seconds} s to index"
    return f"the first {rows} entries: no more were indexed in {seconds} s, so these figures flatter it"


def _growth(results: Sequence[Figures]) -> Iterator[str]:
    """Yield how much longer answers take at each size than at the one before."""
    rows: list[list[Cell]] = [["engine", "from", "to", "entries x", "p50 x", "p95 x"]]
    for engine in dict.fromkeys(result["engine"] for result in results):
        own = [result for result in results if result["engine"] == engine]
        for less, more in pairwise(own):
            sizes = less["entries"], more["entries"]
            rows.append(
                [engine, *sizes, round(sizes[1] / sizes[0], 1), _ratio(less, more, "p50"), _ratio(less, more, "p95")]
            )
    if len(rows) > 1:
        yield "Growth: the mean ratio over all kinds of questions"
        yield from table(rows)


def _ratio(less: Figures, more: Figures, which: str) -> float:
    pairs = zip(less["groups"], more["groups"], strict=True)
    ratios = [big["wall"][which] / small["wall"][which] for small, big in pairs]
    return round(sum(ratios) / len(ratios), 2)


def _costs(results: Sequence[Figures]) -> Iterator[str]:
    yield "What it takes"
    rows: list[list[Cell]] = [
        [
            "engine",
            "entries",
            "rows written s",
            "index s",
            "index MB",
            "rows MB",
            "first answer ms",
            "process MB",
            "of it search",
            "most",
        ]
    ]
    for result in results:
        memory, build = result["memory"], result["build"]
        rows.append(
            [
                result["engine"],
                result["entries"],
                build["rows"],
                build["index"] or "with the rows",
                _megabytes(result["size"]),
                _megabytes(result["rows"]),
                result["first"],
                _megabytes(memory["after"]),
                _megabytes(memory["after"] - memory["before"]),
                _megabytes(memory["most"]),
            ]
        )
    yield from table(rows)


def _stages(result: Figures) -> Iterator[str]:
    yield f"{_title(result)}: where the time goes, milliseconds p50 (p95)"
    kinds = result["stages"]
    rows: list[list[Cell]] = [["", *kinds]]
    for stage in next(iter(kinds.values())):
        rows.append([stage, *(f"{parts[stage]['p50']} ({parts[stage]['p95']})" for parts in kinds.values())])
    yield from table(rows)


def _title(result: Figures) -> str:
    return f"{result['engine']}, {result['entries']} entries"


def _megabytes(size: int) -> float:
    return round(size / MEGABYTE, 1)


def table(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield rows as aligned lines; the first column stands left, all others right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        first, *others = (
            cell.ljust(width) if not n else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([f"  {first}", *others]).rstrip()
