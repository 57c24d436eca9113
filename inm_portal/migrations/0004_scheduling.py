"""The groups of the staff have the permissions of what services/0005_works brings."""

from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    dependencies = [("inm_portal", "0003_finder_permissions"), ("services", "0005_works")]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False)
    ]
