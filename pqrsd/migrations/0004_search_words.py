"""The words of a petition, kept by the database: the desk finds them without cutting each text again."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pqrsd", "0003_notices_and_calendar_copies"),
        ("radicados", "0003_reserved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="pqrsd",
            name="ix_pqrsd_search",
        ),
        migrations.AddField(
            model_name="pqrsd",
            name="search_words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector("search_text", config="simple"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="pqrsd",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="ix_pqrsd_words"),
        ),
    ]
