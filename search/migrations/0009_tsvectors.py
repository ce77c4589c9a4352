from django.db import migrations

# The vectors lie outside the rows, so that reading many ids touches few pages (a sixth as many, 13,000 entries). Rows
# of under 2 kB would keep them inside: `dense`, which packs down to nothing, makes every row longer than that at first.
# Parallel workers, compilation and whole-table reads were each slower than looking up, whatever the planner thinks.
CREATE = """
CREATE TABLE search_document (
    entry_id bigint NOT NULL,
    impacts tsvector NOT NULL,
    words tsvector NOT NULL,
    dense text NOT NULL DEFAULT repeat(' ', 2500)
) WITH (toast_tuple_target = 128, parallel_workers = 0);
ALTER TABLE search_document ALTER impacts SET STORAGE EXTERNAL, ALTER words SET STORAGE EXTERNAL;
CREATE INDEX search_document_entry ON search_document (entry_id);
CREATE INDEX search_document_words ON search_document USING gin (words) WITH (fastupdate = off);
"""
IMPACTS_INDEX = "CREATE INDEX search_document_impacts ON search_document USING gin (impacts) WITH (fastupdate = off)"
FUNCTION = """
CREATE FUNCTION search_{name}_ids(wanted tsquery[]) RETURNS TABLE (n bigint, ids text)
LANGUAGE sql STABLE SET jit = off SET enable_seqscan = off SET max_parallel_workers_per_gather = 0 AS $$
    SELECT one.n, held.ids FROM unnest(wanted) WITH ORDINALITY AS one (query, n) CROSS JOIN LATERAL (
        SELECT string_agg(entry_id::text, ',') AS ids FROM search_document WHERE {column} @@ one.query
    ) AS held WHERE held.ids IS NOT NULL
$$
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(CREATE, None)
    schema_editor.execute(IMPACTS_INDEX, None)
    for name, column in (("impact", "impacts"), ("phrase", "words")):
        schema_editor.execute(FUNCTION.format(name=name, column=column), None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in ("impact", "phrase"):
            schema_editor.execute(f"DROP FUNCTION search_{name}_ids(tsquery[])")
        schema_editor.execute("DROP TABLE search_document")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0008_synonyms'),
    ]

    operations = [
        migrations.RunPython(create, drop),
    ]
