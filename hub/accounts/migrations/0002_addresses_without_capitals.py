"""Addresses lose their capitals; of accounts that then share one, all but one are switched off and named.

It cannot be undone: which letters were capitals is not kept. Going back changes nothing and loses nothing.
"""

from django.db import migrations

from hub.accounts.duplicates import settle


def without_capitals(apps, schema_editor):
    settle(apps.get_model("accounts", "User").objects.order_by("pk"), say=print)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(without_capitals, migrations.RunPython.noop)]
