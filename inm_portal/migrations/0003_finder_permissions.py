from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """The groups of the staff, with who edits the words of the finder."""

    dependencies = [("inm_portal", "0002_courses"), ("tariffs", "0002_finder_words")]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False)
    ]
