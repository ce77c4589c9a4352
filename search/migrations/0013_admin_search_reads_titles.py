from django.db import migrations

# Pages alone: images and documents are found by their tags as well.
PAGES = """
UPDATE wagtailsearch_indexentry SET {columns}
WHERE content_type_id IN (
    SELECT id FROM django_content_type WHERE app_label IN ('curriculum', 'home', 'pages', 'resources', 'schools')
)
"""


def empty(apps, schema_editor):
    """Wagtail's own index kept the texts of pages: the admin searches titles."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(PAGES.format(columns="body = '', body_text = ''" if postgresql else "body = ''"))


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0012_one_store_of_postings'),
        ('wagtailsearch', '0010_add_text_fields'),
    ]

    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop),
    ]
