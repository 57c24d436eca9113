import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="NewsItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("title", models.CharField(max_length=160, verbose_name="título")),
                (
                    "slug",
                    models.SlugField(
                        help_text="El final de su dirección.",
                        max_length=180,
                        unique=True,
                        verbose_name="dirección",
                    ),
                ),
                ("summary", models.CharField(max_length=320, verbose_name="resumen")),
                (
                    "body",
                    models.TextField(
                        help_text="Texto sin formato; deje una línea vacía entre párrafos.",
                        verbose_name="texto",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="publicación"),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Desde entonces deja de verse. Puede quedar vacío.",
                        null=True,
                        verbose_name="vencimiento",
                    ),
                ),
            ],
            options={
                "verbose_name": "noticia",
                "verbose_name_plural": "noticias",
                "ordering": ["-published_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at", None),
                            ("expires_at__gt", models.F("published_at")),
                            _connector="OR",
                        ),
                        name="news_expires_after_publication",
                        violation_error_message="El vencimiento debe ser posterior a la publicación.",
                    )
                ],
            },
        ),
    ]
