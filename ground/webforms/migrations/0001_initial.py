import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PageDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed", models.JSONField(default=dict, verbose_name="lo escrito hasta ahora")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="guardada")),
                ("key", models.UUIDField(default=uuid.uuid4, verbose_name="clave de sus archivos")),
                ("page", models.CharField(max_length=60, verbose_name="página")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="de quién",
                    ),
                ),
            ],
            options={
                "verbose_name": "borrador de una página",
                "verbose_name_plural": "borradores de páginas",
                "constraints": [models.UniqueConstraint(fields=("owner", "page"), name="uq_page_draft")],
            },
        ),
    ]
