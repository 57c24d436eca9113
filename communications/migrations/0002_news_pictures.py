import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="newsitem",
            name="body",
            field=models.TextField(
                help_text="Deje una línea vacía entre párrafos. **negrilla**, *cursiva*, ## subtítulo, - elemento de lista, > cita, [palabras](https://…) para un enlace.",
                verbose_name="texto",
            ),
        ),
        migrations.AlterField(
            model_name="newsitem",
            name="published_at",
            field=models.DateTimeField(
                blank=True,
                db_index=True,
                help_text="Vacío: es un borrador, que nadie más ve. Una fecha que no ha llegado la publica ese día.",
                null=True,
                verbose_name="publicación",
            ),
        ),
        migrations.AlterField(
            model_name="newsitem",
            name="slug",
            field=models.SlugField(editable=False, max_length=180, unique=True, verbose_name="dirección"),
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
