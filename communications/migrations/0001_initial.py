import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="NewsItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="título")),
                (
                    "slug",
                    models.SlugField(
                        help_text="El final de su dirección.", max_length=180, unique=True, verbose_name="dirección"
                    ),
                ),
                ("summary", models.CharField(max_length=320, verbose_name="resumen")),
                (
                    "body",
                    models.TextField(
                        help_text="Texto sin formato; deje una línea vacía entre párrafos.", verbose_name="texto"
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
                            ("expires_at", None), ("expires_at__gt", models.F("published_at")), _connector="OR"
                        ),
                        name="news_expires_after_publication",
                        violation_error_message="El vencimiento debe ser posterior a la publicación.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="título")),
                ("text", models.CharField(blank=True, max_length=400, verbose_name="texto")),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("danger", "Interrupción: algo no funciona"),
                            ("warning", "Advertencia: algo puede fallar"),
                            ("info", "Información: algo va a cambiar"),
                        ],
                        default="warning",
                        max_length=10,
                        verbose_name="gravedad",
                    ),
                ),
                ("begins_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="se ve desde")),
                ("ends_at", models.DateTimeField(db_index=True, verbose_name="se ve hasta")),
            ],
            options={
                "verbose_name": "aviso de servicio",
                "verbose_name_plural": "avisos de servicio",
                "ordering": ["-begins_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                        name="service_notice_ends_after_it_begins",
                        violation_error_message="Debe dejar de verse después de empezar.",
                    )
                ],
            },
        ),
    ]
