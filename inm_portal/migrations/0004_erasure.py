from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """Whoever handles petitions carries out the erasures that claims ask for."""

    dependencies = [("inm_portal", "0003_petitions"), ("accounts", "0007_erasure")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False
        )
    ]
