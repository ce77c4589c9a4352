"""Who asks for what, and to whom what is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from hub.schools.models import Role
from tests.isolation.matrix.addresses import Address, addresses
from tests.isolation.matrix.outside import TABLES
from tests.isolation.matrix.owner import Owner
from tests.isolation.matrix.world import World

AT_A_SCHOOL = [str(role.label).lower() for role in Role] + ["governor and clerk"]
OFFICERS = ["borough officer", "careers leader and borough officer"]
FOR_THE_HUB = ["translator", "moderator"]
# `employer`: who has come in by a mailed link, and answered what our school asked; nobody in the admin.
NOT_SIGNED_IN = ["visitor", "employer"]
WHERE_THEY_BEGIN = {
    "wagtail_localize:javascript_catalog",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_explore_root",
}
LOCALIZE = "wagtail_localize:"
# What a translator does with a translation of a page of the hub.
TRANSLATING = {f"{LOCALIZE}{does}_pofile" for does in ("download", "upload")} | {
    f"{LOCALIZE}{does}" for does in ("edit_string_translation", "preview_translation")
}
BULK = [("wagtailcore", "page", kind) for kind in ("delete", "move", "publish", "unpublish")] + [
    ("media", model, kind)
    for model in ("hubimage", "hubdocument")
    for kind in ("delete", "add_tags", "add_to_collection")
]
BULK_OF = {"page": "draft", "hubimage": "image", "hubdocument": "document"}
CHOSEN = {
    "wagtailadmin_choose_page_chosen_multiple": "draft",
    "wagtailimages_chooser:chosen_multiple": "image",
    "wagtaildocs_chooser:chosen_multiple": "document",
}
# A page is named by a revision, too; the translated page has its own.
IN_TRANSLATION = {"draft": "translated", "revision": "translated revision"}


@dataclass(frozen=True)
class Cell:
    """A path, and whose it is. `names`: it names something of the owner, and is not the same for all of them.

    `translated`: it names the owner's draft in Bengali. `crossed`: one thing is the owner's, the other somebody else's.
    """

    name: str
    path: str
    owner: Owner
    class_: str
    names: bool
    translated: bool = False
    crossed: bool = False


@cache
def known() -> list[Address]:
    """Return the addresses; they are the same for all of a process."""
    return addresses()


def cells(owner: Owner) -> Iterator[Cell]:
    """Yield a cell for every address that the owner has a path for."""
    for address in known():
        path = address.at(owner.keys)
        if path is None:
            continue
        yield Cell(address.name, path, owner, address.class_, address.names_something)
        if not address.kinds or address.name == "school_search":
            yield Cell(address.name, f"{path}?q=xq", owner, address.class_, address.names_something)
        kinds = {kind for _argument, kind in address.kinds}
        if address.class_ == "schools" and "draft" in kinds:
            there = owner.keys | {kind: owner.keys[into] for kind, into in IN_TRANSLATION.items()}
            yield Cell(address.name, address.at(there) or "", owner, address.class_, names=True, translated=True)
    for app, model, action in BULK:
        path = f"{reverse('wagtail_bulk_action', args=[app, model, action])}?id={owner.keys[BULK_OF[model]]}"
        yield Cell("wagtail_bulk_action", path, owner, "staff", names=True)
    # What is chosen stands in the query: the answer leaves out what is not to be chosen.
    for name, kind in CHOSEN.items():
        yield Cell(name, f"{reverse(name)}?id={owner.keys[kind]}", owner, "schools", names=False)


def crossed(own: Owner, other: Owner) -> Iterator[Cell]:
    """Yield the paths that name one thing of one's own and the rest of another's, and the other way round."""
    for address in known():
        kinds = [kind for _argument, kind in address.kinds if not kind.startswith("=")]
        if (address.class_ != "schools" and not address.name.startswith(LOCALIZE)) or len(set(kinds)) < 2:
            continue
        for one, rest in ((own, other), (other, own)):
            path = address.at(rest.keys | {kinds[0]: one.keys.get(kinds[0])})
            if path is not None:
                yield Cell(address.name, path, other, address.class_, names=True, crossed=True)


def asked(who: str, world: World) -> Iterator[Cell]:
    """Yield the cells for somebody, those left out that say no more than others do."""
    for owner in world.owners:
        for cell in cells(owner):
            if _is_asked(who, world, cell):
                yield cell
    own = owner_of(who, world)
    if own and not who.endswith("of the hub") and who not in NOT_SIGNED_IN:
        yield from crossed(own, world.theirs)


def _is_asked(who: str, world: World, cell: Cell) -> bool:
    """Tell whether a cell says something that another one does not.

    What is closed by its name alone, or to who is not signed in, is asked for the other school's object only; so is
    what the hub's staff open, whatever the school. What wagtail-localize makes of a page asks by the page's owner.
    """
    if cell.class_ in TABLES:
        return who == "visitor" or cell.names or cell.owner is world.ours
    if who == "employer":
        return False
    if cell.translated:
        return who in (*FOR_THE_HUB, "careers leader")
    if not cell.names:
        return cell.owner is world.ours or "?id=" in cell.path
    by_name = cell.class_ == "staff" and not cell.name.startswith(LOCALIZE)
    return cell.owner is world.theirs or not (who == "visitor" or who.endswith("of the hub") or by_name)


def owner_of(who: str, world: World) -> Owner | None:
    """Return who somebody works for: the marks of all others must not be seen."""
    if who in ("visitor", "moderator"):
        return None
    return world.hub if who == "translator" or who.endswith("of the hub") else world.ours


def is_closed(who: str, world: World, cell: Cell) -> bool:
    """Tell whether this person is to be refused here."""
    if cell.class_ in ("anybody", "public") or who.endswith("of the hub"):
        return False
    if cell.class_ in TABLES:
        return _is_closed_outside(who, world, cell)
    if who == "visitor":
        return True
    if cell.class_ == "oneself":
        return False
    if who in FOR_THE_HUB:
        own = who == "translator" and cell.owner is world.hub and not cell.crossed
        # But for what is translated, they open where they begin: no unit waits.
        return cell.name not in WHERE_THEY_BEGIN and not (own and (cell.translated or cell.name in TRANSLATING))
    if cell.class_ == "staff" or (cell.names and cell.owner is world.theirs):
        return cell.name != f"{LOCALIZE}javascript_catalog" or cell.class_ != "staff"
    return (cell.class_ == "officers" and who not in OFFICERS) or (
        cell.class_ == "schools" and who == "borough officer"
    )


def _is_closed_outside(who: str, world: World, cell: Cell) -> bool:
    is_own = cell.owner is world.ours
    if cell.class_ == "by link":
        return who != "employer" or not (is_own and (cell.names or cell.name.startswith("opportunities_manage")))
    if cell.class_ == "file":
        return not is_own or who not in [*AT_A_SCHOOL, "careers leader and borough officer"]
    return True
