from django.db import migrations, models

from search.index import postings

OLD = {
    "sqlite": ["DROP TABLE search_words", "DROP TABLE search_impacts"],
    "postgresql": ["DROP FUNCTION search_phrase_ids(tsquery[])", "DROP TABLE search_document", "DROP TABLE search_posting"],
}
# `held` is short of 3 kB and read whole, many rows at a time: outside of them, it would be looked up row by row. Places
# are read for phrases only.
TUNE = """
ALTER TABLE search_posting ALTER word TYPE text COLLATE "C";
ALTER TABLE search_posting ALTER held SET STORAGE PLAIN, ALTER places SET STORAGE EXTERNAL;
ALTER TABLE search_posting SET (fillfactor = 80);
"""


def drop(apps, schema_editor):
    for statement in OLD.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, None)


def fill(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TUNE, None)
    entries = apps.get_model("search", "Entry").objects.filter(gone=False).order_by("-pk")
    last = entries.values_list("pk", flat=True).first() or 0
    for start in range(0, last + 1, postings.SPAN):
        some = entries.filter(pk__gte=start, pk__lt=start + postings.SPAN)
        postings.write(some.values_list("pk", "words"), {})


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0011_postings'),
    ]

    operations = [
        migrations.RunPython(drop),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('pk', models.CompositePrimaryKey('word', 'block', blank=True, editable=False, primary_key=True, serialize=False)),
                ('word', models.TextField()),
                ('block', models.IntegerField()),
                ('held', models.BinaryField()),
                ('places', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['block'], name='search_posting_block')],
            },
        ),
        migrations.RunPython(fill),
    ]
