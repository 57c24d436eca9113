from django.db import migrations

from inm_portal.staff_groups import grant


class Migration(migrations.Migration):
    """The groups of the staff, with the permissions of inm_portal/staff_groups.py."""

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("accounts", "0001_initial"),
        ("audit", "0001_initial"),
        ("communications", "0001_initial"),
        ("documents", "0001_initial"),
        ("expedientes", "0001_initial"),
        ("mails", "0001_initial"),
        ("pqrsd", "0001_initial"),
        ("radicados", "0001_initial"),
        ("requests_oec", "0001_initial"),
        ("search", "0001_initial"),
        ("services", "0001_initial"),
        ("synonyms", "0001_initial"),
        ("tariffs", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: grant(apps), migrations.RunPython.noop, elidable=False)
    ]
