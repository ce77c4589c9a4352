"""Roles per school without a group per school and role: every member of such a group gets a membership.

The groups go, with their permissions over pages and files. One that a page's privacy or a workflow step refers to stays
as an ordinary group without rights, so that neither opens. In the other direction, each school and role that has
members gets its group and people again; the rights come by running `create_school` for the school. The groups of roles
stay, empty.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

ROLES = [
    ("careers-leader", "Careers leader"),
    ("head", "Head"),
    ("governor", "Governor"),
    ("clerk", "Clerk to the governors"),
    ("school-editor", "School editor"),
]
MANY = 500


def to_memberships(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    of_group = {}
    for row in apps.get_model("schools", "SchoolGroup").objects.all():
        of_group[row.group_id] = (row.school_id, row.role)
    Membership = apps.get_model("schools", "SchoolMembership")
    People = apps.get_model("accounts", "User").groups.through
    people = People.objects.filter(group__school_group__isnull=False).values_list("user_id", "group_id")
    rows = [
        Membership(user_id=user, school_id=of_group[group][0], role=of_group[group][1], since=None)
        for user, group in people
    ]
    Membership.objects.bulk_create(rows, batch_size=MANY)
    kept = set()
    for model in ("PageViewRestriction", "CollectionViewRestriction", "GroupApprovalTask"):
        named = apps.get_model("wagtailcore", model).groups.through.objects
        kept |= set(named.values_list("group_id", flat=True))
    keys = sorted(of_group)
    for start in range(0, len(keys), MANY):
        some = keys[start : start + MANY]
        for model in ("GroupPagePermission", "GroupCollectionPermission"):
            apps.get_model("wagtailcore", model).objects.filter(group_id__in=some).delete()
        Group.permissions.through.objects.filter(group_id__in=some).delete()
        Group.objects.filter(pk__in=[key for key in some if key not in kept]).delete()


def to_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    SchoolGroup = apps.get_model("schools", "SchoolGroup")
    People = apps.get_model("accounts", "User").groups.through
    groups = {}
    members = apps.get_model("schools", "SchoolMembership").objects.exclude(role="school-editor")
    for row in members.select_related("school"):
        key = row.school_id, row.role
        if key not in groups:
            groups[key] = Group.objects.get_or_create(name=f"{row.school.slug}: {row.role}")[0]
            SchoolGroup.objects.create(school_id=row.school_id, role=row.role, group=groups[key])
        People.objects.get_or_create(user_id=row.user_id, group_id=groups[key].pk)


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0029_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RoleGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(choices=ROLES, max_length=20, unique=True)),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="role_group", to="auth.group"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SchoolMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(choices=ROLES, max_length=20, verbose_name="role")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, null=True, verbose_name="since")),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="schools.school"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "role at a school",
                "verbose_name_plural": "roles at schools",
                "ordering": ["school", "role", "pk"],
                "indexes": [models.Index(fields=["school", "role"], name="people_of_a_school")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "school", "role"), name="one_membership_in_each_role")
                ],
            },
        ),
        migrations.AlterField(
            model_name="invitation",
            name="role",
            field=models.CharField(choices=ROLES, max_length=20, verbose_name="role"),
        ),
        migrations.AlterField(
            model_name="approval",
            name="recorded_as",
            field=models.CharField(blank=True, choices=ROLES, max_length=20, verbose_name="as"),
        ),
        migrations.RunPython(to_memberships, to_groups),
    ]
