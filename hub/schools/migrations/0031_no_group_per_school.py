"""The groups per school and role are gone. Apart from 0030: PostgreSQL drops no table in the transaction of deletes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("schools", "0030_memberships")]

    operations = [migrations.DeleteModel(name="SchoolGroup")]
