from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """The groups of the staff, with who edits the offer of services."""

    dependencies = [("inm_portal", "0003_finder_permissions"), ("communications", "0002_offer_texts")]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False)
    ]
