import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=200, unique=True, verbose_name="palabra")),
                ("spelling", models.CharField(max_length=200, verbose_name="como se escribe")),
                ("count", models.PositiveIntegerField(verbose_name="veces")),
            ],
            options={
                "verbose_name": "palabra del índice",
                "verbose_name_plural": "palabras del índice",
                "ordering": ["word"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="IndexEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="huella")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tramites", "Trámites y servicios"),
                            ("paginas", "Páginas"),
                            ("ayuda", "Ayuda"),
                            ("noticias", "Noticias"),
                            ("articulos", "Artículos de la resolución"),
                            ("tasas", "Tasas"),
                        ],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("title", models.TextField(verbose_name="título")),
                ("address", models.TextField(verbose_name="dirección")),
                ("text", models.TextField(blank=True, verbose_name="texto")),
                ("place", models.TextField(blank=True, verbose_name="lugar")),
                ("needs_account", models.BooleanField(default=False, verbose_name="requiere ingresar")),
                ("title_words", models.TextField(verbose_name="palabras del título")),
                ("other_words", models.TextField(blank=True, verbose_name="las demás palabras")),
                (
                    "search_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector("title_words", config="simple", weight="A"),
                            "||",
                            django.contrib.postgres.search.SearchVector("other_words", config="simple", weight="C"),
                            django.contrib.postgres.search.SearchConfig("simple"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "entrada del índice",
                "verbose_name_plural": "entradas del índice",
                "ordering": ["pk"],
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["search_words"], name="ix_entry_words"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remainder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(db_index=True, max_length=200, verbose_name="lo que queda")),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remains",
                        to="search.word",
                        verbose_name="palabra",
                    ),
                ),
            ],
            options={
                "verbose_name": "resto de una palabra",
                "verbose_name_plural": "restos de palabras",
                "default_permissions": (),
            },
        ),
    ]
