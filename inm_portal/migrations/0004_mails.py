from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """Mails of all apps are one list."""

    dependencies = [
        ("inm_portal", "0003_petitions"),
        ("accounts", "0007_mails"),
        ("mails", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False
        )
    ]
