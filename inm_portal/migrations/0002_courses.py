"""The groups of the staff have the permissions of what services/0002_courses brings."""

from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    dependencies = [("inm_portal", "0001_initial"), ("services", "0002_courses")]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False)
    ]
