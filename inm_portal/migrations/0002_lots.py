from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """The groups of the staff, with the permissions of the lots of materials."""

    dependencies = [("inm_portal", "0001_initial"), ("services", "0003_materials")]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False)
    ]
