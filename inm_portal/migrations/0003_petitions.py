from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """Whoever handles petitions, and Control interno disciplinario, have what they need."""

    dependencies = [
        ("inm_portal", "0002_tariff_administrators"),
        ("pqrsd", "0001_initial"),
        ("radicados", "0003_reserved"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False
        )
    ]
