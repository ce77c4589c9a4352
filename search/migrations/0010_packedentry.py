import django.db.models.deletion
from django.db import migrations, models

from search.index import packing


def pack(apps, schema_editor):
    entry_model, packed = apps.get_model("search", "Entry"), apps.get_model("search", "PackedEntry")
    entries = entry_model.objects.filter(gone=False).only("words", "groups", "minutes")
    packed.objects.bulk_create(
        (packed(entry=e, content=packing.pack(e.words, e.groups, e.minutes)) for e in entries.iterator(chunk_size=500)),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0009_tsvectors'),
    ]

    operations = [
        migrations.CreateModel(
            name='PackedEntry',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='search.entry')),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.RunPython(pack, migrations.RunPython.noop),
    ]
