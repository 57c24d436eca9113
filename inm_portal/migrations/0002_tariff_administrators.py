from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """The tariffs' desk has its group."""

    dependencies = [
        ("inm_portal", "0001_staff_groups"),
        ("tariffs", "0003_history"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False
        )
    ]
