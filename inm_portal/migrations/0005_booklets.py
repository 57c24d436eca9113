from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """Whoever administers the tariffs has a PDF that stopped tried again."""

    dependencies = [("inm_portal", "0004_mails"), ("tariffs", "0004_booklet")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False
        )
    ]
