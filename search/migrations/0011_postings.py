from importlib import import_module

from django.db import migrations

# Rows are short of 3 kB and read whole, many at a time: outside of them, their bytes would be looked up one by one.
CREATE = """
CREATE TABLE search_posting (
    word text COLLATE "C" NOT NULL,
    block integer NOT NULL,
    held bytea NOT NULL,
    PRIMARY KEY (word, block)
) WITH (fillfactor = 80);
ALTER TABLE search_posting ALTER held SET STORAGE PLAIN;
CREATE INDEX search_posting_block ON search_posting (block);
DROP INDEX search_document_impacts;
DROP FUNCTION search_impact_ids(tsquery[]);
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(CREATE, None)
    # Left empty: 0012 replaces both tables by one, and fills that.
    schema_editor.execute("TRUNCATE search_document", None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        before = import_module("search.migrations.0009_tsvectors")
        schema_editor.execute("DROP TABLE search_posting")
        schema_editor.execute(before.IMPACTS_INDEX, None)
        schema_editor.execute(before.FUNCTION.format(name="impact", column="impacts"), None)


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0010_packedentry'),
    ]

    operations = [
        migrations.RunPython(create, drop),
    ]
