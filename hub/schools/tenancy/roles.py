"""What each role at a school may do with the school's pages and files, and the group of each role."""

from collections.abc import Iterable, Mapping

from django.apps.registry import Apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from hub.schools.tenancy.models import BOROUGH_OFFICER, HubKind, Role, RoleGroup

# Nobody at a school may lock, or delete pages that have children.
PAGE_PERMISSIONS: Mapping[str, tuple[str, ...]] = {
    Role.CAREERS_LEADER: ("add", "change", "publish"),
    Role.HEAD: ("add", "change", "publish"),
    Role.GOVERNOR: ("change",),
    Role.CLERK: ("change",),
    Role.SCHOOL_EDITOR: ("add", "change"),
}
# The same for the school's own images and documents.
MEDIA_PERMISSIONS: Mapping[str, tuple[str, ...]] = {
    Role.CAREERS_LEADER: ("add", "change", "choose"),
    Role.HEAD: ("add", "change", "choose"),
    Role.GOVERNOR: ("choose",),
    Role.CLERK: ("add", "choose"),
    Role.SCHOOL_EDITOR: ("add", "change", "choose"),
}
VIEW_THE_REPORT = ("view_report", "Can see the report on every school and every rule")


def roles_that_may(kinds: Iterable[str], of: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the roles that `of` (permissions by role) lets do any of `kinds`."""
    wanted = set(kinds)
    return [role for role, may in of.items() if wanted & set(may)]


def ensure_role_groups() -> None:
    """Make the group of each role that has none yet, which may open the admin; what is there is left as it is.

    That of a borough's officers may open the report, which shows them the schools of their boroughs.
    """
    there = set(RoleGroup.objects.values_list("role", flat=True))
    for role in [*Role.values, BOROUGH_OFFICER, *HubKind.values]:
        if role not in there:
            of = "Hub" if role in HubKind.values else "Schools"
            group, _created = Group.objects.get_or_create(name=f"{of}: {role}")
            group.permissions.add(_permission("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"))
            if role == BOROUGH_OFFICER:
                group.permissions.add(_permission("publication", "publicationapprovaltask", *VIEW_THE_REPORT))
            RoleGroup.objects.create(role=role, group=group)


def _permission(app: str, model: str, codename: str, name: str) -> Permission:
    # Tables are filled app by app, and that app's turn may come after ours.
    kind, _created = ContentType.objects.get_or_create(app_label=app, model=model)
    return Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]


def make_role_groups(apps: Apps, **_signal: object) -> None:
    """Make them as Django makes permissions: once the tables are there (post_migrate). `apps`: as the database is."""
    try:
        apps.get_model("schools", "RoleGroup")
    except LookupError:
        return  # The migrations are being reversed.
    ensure_role_groups()
