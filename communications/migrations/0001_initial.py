import django.db.models.deletion
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
                ("slug", models.SlugField(editable=False, max_length=180, unique=True, verbose_name="dirección")),
                ("summary", models.CharField(max_length=320, verbose_name="resumen")),
                (
                    "body",
                    models.TextField(
                        help_text="Deje una línea vacía entre párrafos. **negrilla**, *cursiva*, ## subtítulo, - elemento de lista, > cita, [palabras](https://…) para un enlace.",
                        verbose_name="texto",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        help_text="Vacío: es un borrador, que nadie más ve. Una fecha que no ha llegado la publica ese día.",
                        null=True,
                        verbose_name="publicación",
                    ),
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
        migrations.CreateModel(
            name="NewsPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wide", models.BinaryField(verbose_name="ancha")),
                ("small", models.BinaryField(verbose_name="pequeña")),
                ("width", models.PositiveSmallIntegerField(editable=False, verbose_name="ancho")),
                ("height", models.PositiveSmallIntegerField(editable=False, verbose_name="alto")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="Lo que lee quien no puede verla: una frase sobre lo que muestra.",
                        max_length=250,
                        verbose_name="qué se ve",
                    ),
                ),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="No dice nada que el texto no diga: los lectores de pantalla la omiten.",
                        verbose_name="es solo adorno",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=250, verbose_name="pie")),
                (
                    "credit",
                    models.CharField(
                        blank=True, help_text="Quién la hizo, o de dónde viene.", max_length=120, verbose_name="crédito"
                    ),
                ),
                (
                    "news_item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_picture",
                        to="communications.newsitem",
                        verbose_name="noticia",
                    ),
                ),
            ],
            options={
                "verbose_name": "imagen",
                "verbose_name_plural": "imágenes",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alt", ""), ("is_decorative", True)),
                            models.Q(("is_decorative", False), models.Q(("alt", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="news_picture_says_what_it_shows",
                        violation_error_message="Diga qué se ve en la imagen, o marque que es solo adorno.",
                    )
                ],
            },
        ),
    ]
