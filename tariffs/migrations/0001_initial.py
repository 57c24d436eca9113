import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import ground.permanence
import tariffs.models.finder_word
import tariffs.ranges


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versión")),
                ("reason", models.TextField(verbose_name="motivo de esta versión")),
                ("issued_by", models.CharField(blank=True, max_length=300, verbose_name="quien la expide")),
                (
                    "competence",
                    models.TextField(
                        blank=True,
                        help_text="Las facultades que invoca, como están impresas.",
                        verbose_name="competencia",
                    ),
                ),
                (
                    "recitals",
                    models.TextField(
                        blank=True,
                        help_text="Como están impresos; una línea vacía separa cada uno del siguiente.",
                        verbose_name="considerandos",
                    ),
                ),
                (
                    "signatory",
                    models.CharField(
                        blank=True, help_text="Su nombre y su cargo.", max_length=300, verbose_name="quien la firma"
                    ),
                ),
                ("repeals", models.TextField(blank=True, verbose_name="deroga")),
                (
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="Publicación en el Diario Oficial.",
                        null=True,
                        verbose_name="vigente desde",
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="vigente hasta")),
                (
                    "smmlv_pesos",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="salario mínimo del año, en pesos"),
                ),
                ("uvt_pesos", models.PositiveIntegerField(blank=True, null=True, verbose_name="UVT del año, en pesos")),
                ("articles", models.JSONField(blank=True, default=list, verbose_name="artículos")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="iniciada")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="publicada")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="iniciada por",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="publicada por",
                    ),
                ),
            ],
            options={
                "verbose_name": "edición",
                "verbose_name_plural": "ediciones",
                "ordering": ["-valid_from", "-version"],
                "permissions": [("publish_edition", "Puede publicar una edición")],
            },
        ),
        migrations.CreateModel(
            name="EnglishName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("spanish", models.TextField(unique=True, verbose_name="nombre en español")),
                ("english", models.TextField(blank=True, verbose_name="nombre en inglés")),
            ],
            options={
                "verbose_name": "nombre en inglés",
                "verbose_name_plural": "nombres en inglés",
                "ordering": ["spanish"],
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="FinderWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "words",
                    models.CharField(
                        help_text="Como la gente lo llama, separadas por comas: «vernier, pie de rey, calibrador».",
                        max_length=300,
                        unique=True,
                        verbose_name="palabras",
                    ),
                ),
                (
                    "codes",
                    models.CharField(
                        blank=True,
                        help_text="Códigos separados por comas: «CAL-010…021, EA-022». Vacío: no se ofrece.",
                        max_length=200,
                        validators=[tariffs.models.finder_word.well_written],
                        verbose_name="tasas",
                    ),
                ),
                (
                    "near_codes",
                    models.CharField(
                        blank=True,
                        help_text="Las que pueden servir si el laboratorio lo confirma antes de cotizar.",
                        max_length=200,
                        validators=[tariffs.models.finder_word.well_written],
                        verbose_name="tasas cercanas",
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        blank=True,
                        help_text="La que decide entre varias tasas: «¿Qué capacidad máxima tiene?».",
                        max_length=300,
                        verbose_name="pregunta",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Lo que hay que saber, en una o dos frases.",
                        max_length=300,
                        verbose_name="nota",
                    ),
                ),
                ("english_words", models.CharField(blank=True, max_length=300, verbose_name="palabras en inglés")),
                ("english_question", models.CharField(blank=True, max_length=300, verbose_name="pregunta en inglés")),
                ("english_note", models.CharField(blank=True, max_length=300, verbose_name="nota en inglés")),
            ],
            options={
                "verbose_name": "palabra del buscador de servicios",
                "verbose_name_plural": "palabras del buscador de servicios",
                "ordering": ["words"],
            },
        ),
        migrations.CreateModel(
            name="Footnote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="número")),
                ("text", models.TextField(verbose_name="texto")),
            ],
            options={
                "verbose_name": "nota al pie",
                "verbose_name_plural": "notas al pie",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Heading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="orden")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("calibracion", "Calibración"),
                            ("capacitacion", "Capacitación"),
                            ("otra_capacitacion", "Otros servicios de capacitación"),
                            ("asistencia", "Asistencia técnica"),
                            ("ensayo_aptitud", "Ensayos de aptitud"),
                            ("material_referencia", "Materiales de referencia certificados"),
                            ("desplazamiento", "Costos de desplazamiento"),
                        ],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nombre")),
                ("raw_name", models.CharField(blank=True, max_length=200, verbose_name="como está impreso")),
            ],
            options={
                "verbose_name": "título",
                "verbose_name_plural": "títulos",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEdition",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versión")),
                ("reason", models.TextField(verbose_name="motivo de esta versión")),
                ("issued_by", models.CharField(blank=True, max_length=300, verbose_name="quien la expide")),
                (
                    "competence",
                    models.TextField(
                        blank=True,
                        help_text="Las facultades que invoca, como están impresas.",
                        verbose_name="competencia",
                    ),
                ),
                (
                    "recitals",
                    models.TextField(
                        blank=True,
                        help_text="Como están impresos; una línea vacía separa cada uno del siguiente.",
                        verbose_name="considerandos",
                    ),
                ),
                (
                    "signatory",
                    models.CharField(
                        blank=True, help_text="Su nombre y su cargo.", max_length=300, verbose_name="quien la firma"
                    ),
                ),
                ("repeals", models.TextField(blank=True, verbose_name="deroga")),
                (
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="Publicación en el Diario Oficial.",
                        null=True,
                        verbose_name="vigente desde",
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="vigente hasta")),
                (
                    "smmlv_pesos",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="salario mínimo del año, en pesos"),
                ),
                ("uvt_pesos", models.PositiveIntegerField(blank=True, null=True, verbose_name="UVT del año, en pesos")),
                ("articles", models.JSONField(blank=True, default=list, verbose_name="artículos")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="publicada")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical edición",
                "verbose_name_plural": "historical ediciones",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEnglishName",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("spanish", models.TextField(db_index=True, verbose_name="nombre en español")),
                ("english", models.TextField(blank=True, verbose_name="nombre en inglés")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical nombre en inglés",
                "verbose_name_plural": "historical nombres en inglés",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFootnote",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="número")),
                ("text", models.TextField(verbose_name="texto")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical nota al pie",
                "verbose_name_plural": "historical notas al pie",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHeading",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("calibracion", "Calibración"),
                            ("capacitacion", "Capacitación"),
                            ("otra_capacitacion", "Otros servicios de capacitación"),
                            ("asistencia", "Asistencia técnica"),
                            ("ensayo_aptitud", "Ensayos de aptitud"),
                            ("material_referencia", "Materiales de referencia certificados"),
                            ("desplazamiento", "Costos de desplazamiento"),
                        ],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nombre")),
                ("raw_name", models.CharField(blank=True, max_length=200, verbose_name="como está impreso")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical título",
                "verbose_name_plural": "historical títulos",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRate",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.CharField(max_length=12, verbose_name="código")),
                ("name", models.TextField(verbose_name="nombre")),
                ("raw_name", models.TextField(blank=True, verbose_name="nombre como está impreso")),
                ("cop", models.PositiveIntegerField(blank=True, null=True, verbose_name="tasa en pesos")),
                (
                    "smmlv",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="tasa en S.M.M.L.V."
                    ),
                ),
                ("usd", models.PositiveIntegerField(blank=True, null=True, verbose_name="tasa en dólares")),
                ("text_price", models.CharField(blank=True, max_length=200, verbose_name="en lugar de la tasa")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("servicio", "servicio"),
                            ("punto", "punto"),
                            ("canal", "canal"),
                            ("sentido", "sentido"),
                            ("paso", "paso"),
                            ("galga", "galga"),
                            ("cota", "cota"),
                            ("metro", "metro"),
                            ("longitud_onda", "longitud de onda"),
                            ("intervalo", "intervalo"),
                            ("resistencia", "resistencia"),
                            ("informe_mensual", "informe mensual"),
                            ("hora", "hora"),
                            ("dia", "día"),
                            ("mediodia", "mediodía"),
                            ("dia_persona", "día por persona"),
                            ("curso", "curso"),
                            ("participacion", "participación"),
                            ("unidad", "unidad"),
                            ("transporte", "transporte"),
                        ],
                        default="servicio",
                        max_length=20,
                        verbose_name="por cada",
                    ),
                ),
                ("is_on_site", models.BooleanField(default=False, verbose_name="servicio en sitio")),
                ("is_additional", models.BooleanField(default=False, verbose_name="adicional a otro servicio")),
                (
                    "additional_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        help_text="Códigos, separados por comas: solo se cobra junto con una de esas tasas.",
                        size=None,
                        verbose_name="se suma a",
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        help_text="Para un mismo instrumento se elige una sola de las tasas que tienen el mismo nombre de familia.",
                        max_length=80,
                        verbose_name="familia",
                    ),
                ),
                (
                    "included",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Puntos, metros, pasos… que trae la tasa; los que pasan de ahí se cobran con la adicional.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="cuántos incluye",
                    ),
                ),
                (
                    "is_also_on_site",
                    models.BooleanField(
                        default=False,
                        help_text="El Instituto decide si va adonde el cliente, aunque el nombre no lo diga.",
                        verbose_name="también en sitio",
                    ),
                ),
                (
                    "minimum_quantity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="mínimo de participantes",
                    ),
                ),
                (
                    "maximum_persons",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="máximo de personas",
                    ),
                ),
                (
                    "range_from",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="alcance desde"
                    ),
                ),
                (
                    "range_to",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="alcance hasta"
                    ),
                ),
                (
                    "range_unit",
                    models.CharField(
                        blank=True,
                        help_text="De los instrumentos que atiende, para mostrarlo en una escala. Una de: µg, mg, g, kg, µm, mm, m, µL, mL, L, m³, N, kN, Hz, kHz, MHz, GHz, µs, ms, s, N·m, kN·m, °C, %H.R., Pa, hPa, kPa, bar, MPa, µA, mA, A, kA, µV, mV, V, kV, mm²/s, mPa·s, Pa·s, L/h, m³/h.",
                        max_length=12,
                        validators=[tariffs.ranges.known_unit],
                        verbose_name="unidad del alcance",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical tasa",
                "verbose_name_plural": "historical tasas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRate_footnotes",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalRate_footnotes",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Rate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="orden en la resolución")),
                ("code", models.CharField(max_length=12, verbose_name="código")),
                ("name", models.TextField(verbose_name="nombre")),
                ("raw_name", models.TextField(blank=True, verbose_name="nombre como está impreso")),
                ("raw_figures", models.JSONField(blank=True, default=list, verbose_name="cifras como están impresas")),
                ("cop", models.PositiveIntegerField(blank=True, null=True, verbose_name="tasa en pesos")),
                (
                    "smmlv",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="tasa en S.M.M.L.V."
                    ),
                ),
                ("usd", models.PositiveIntegerField(blank=True, null=True, verbose_name="tasa en dólares")),
                ("text_price", models.CharField(blank=True, max_length=200, verbose_name="en lugar de la tasa")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("servicio", "servicio"),
                            ("punto", "punto"),
                            ("canal", "canal"),
                            ("sentido", "sentido"),
                            ("paso", "paso"),
                            ("galga", "galga"),
                            ("cota", "cota"),
                            ("metro", "metro"),
                            ("longitud_onda", "longitud de onda"),
                            ("intervalo", "intervalo"),
                            ("resistencia", "resistencia"),
                            ("informe_mensual", "informe mensual"),
                            ("hora", "hora"),
                            ("dia", "día"),
                            ("mediodia", "mediodía"),
                            ("dia_persona", "día por persona"),
                            ("curso", "curso"),
                            ("participacion", "participación"),
                            ("unidad", "unidad"),
                            ("transporte", "transporte"),
                        ],
                        default="servicio",
                        max_length=20,
                        verbose_name="por cada",
                    ),
                ),
                ("is_on_site", models.BooleanField(default=False, verbose_name="servicio en sitio")),
                ("is_additional", models.BooleanField(default=False, verbose_name="adicional a otro servicio")),
                (
                    "additional_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        help_text="Códigos, separados por comas: solo se cobra junto con una de esas tasas.",
                        size=None,
                        verbose_name="se suma a",
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        help_text="Para un mismo instrumento se elige una sola de las tasas que tienen el mismo nombre de familia.",
                        max_length=80,
                        verbose_name="familia",
                    ),
                ),
                (
                    "included",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Puntos, metros, pasos… que trae la tasa; los que pasan de ahí se cobran con la adicional.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="cuántos incluye",
                    ),
                ),
                (
                    "is_also_on_site",
                    models.BooleanField(
                        default=False,
                        help_text="El Instituto decide si va adonde el cliente, aunque el nombre no lo diga.",
                        verbose_name="también en sitio",
                    ),
                ),
                (
                    "minimum_quantity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="mínimo de participantes",
                    ),
                ),
                (
                    "maximum_persons",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="máximo de personas",
                    ),
                ),
                (
                    "range_from",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="alcance desde"
                    ),
                ),
                (
                    "range_to",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="alcance hasta"
                    ),
                ),
                (
                    "range_unit",
                    models.CharField(
                        blank=True,
                        help_text="De los instrumentos que atiende, para mostrarlo en una escala. Una de: µg, mg, g, kg, µm, mm, m, µL, mL, L, m³, N, kN, Hz, kHz, MHz, GHz, µs, ms, s, N·m, kN·m, °C, %H.R., Pa, hPa, kPa, bar, MPa, µA, mA, A, kA, µV, mV, V, kV, mm²/s, mPa·s, Pa·s, L/h, m³/h.",
                        max_length=12,
                        validators=[tariffs.ranges.known_unit],
                        verbose_name="unidad del alcance",
                    ),
                ),
                ("search_text", models.TextField(editable=False, verbose_name="palabras para buscar")),
                (
                    "search_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("search_text", config="simple"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "tasa",
                "verbose_name_plural": "tasas",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.SlugField(
                        help_text="Por ejemplo: 015-2020.", max_length=20, unique=True, verbose_name="número"
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="fecha")),
                ("title", models.TextField(verbose_name="título")),
            ],
            options={
                "verbose_name": "resolución de tarifas",
                "verbose_name_plural": "resoluciones de tarifas",
                "ordering": ["-issued_on", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Booklet",
            fields=[
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="intentos")),
                (
                    "next_attempt_at",
                    models.DateTimeField(
                        blank=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        null=True,
                        verbose_name="próximo intento",
                    ),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="en proceso hasta")),
                ("last_error", models.TextField(blank=True, verbose_name="último error")),
                ("parked_at", models.DateTimeField(blank=True, null=True, verbose_name="detenida desde")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="terminada")),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="booklet",
                        serialize=False,
                        to="tariffs.edition",
                        verbose_name="edición",
                    ),
                ),
                ("pdf", models.BinaryField(null=True, verbose_name="PDF")),
                (
                    "sha256",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("pdf", template="encode(sha256(%(expressions)s), 'hex')"),
                        output_field=models.CharField(max_length=64, verbose_name="SHA-256 del PDF"),
                    ),
                ),
            ],
            options={
                "verbose_name": "PDF de una edición",
                "verbose_name_plural": "PDF de las ediciones",
                "permissions": [("retry_booklet", "Puede reintentar el PDF de una edición")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="englishname",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="e1044883dbf9213197499ad7ec38385afa34c01c",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_07976",
                    table="tariffs_englishname",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="englishname",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="a2c44acab21b0fe8f6f867e1f0ec326d9e8e0000",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_83d05",
                    table="tariffs_englishname",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="englishname",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{english}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{english}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="e9793b4624cca1b2428ce8fea071ed6652033d99",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_b77e4",
                    table="tariffs_englishname",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="footnote",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="footnotes",
                to="tariffs.edition",
                verbose_name="edición",
            ),
        ),
        migrations.AddField(
            model_name="heading",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="headings",
                to="tariffs.edition",
                verbose_name="edición",
            ),
        ),
        migrations.AddField(
            model_name="heading",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="children",
                to="tariffs.heading",
                verbose_name="dentro de",
            ),
        ),
        migrations.AddField(
            model_name="historicaledition",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalenglishname",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalfootnote",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tariffs.edition",
                verbose_name="edición",
            ),
        ),
        migrations.AddField(
            model_name="historicalfootnote",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalheading",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tariffs.edition",
                verbose_name="edición",
            ),
        ),
        migrations.AddField(
            model_name="historicalheading",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalheading",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tariffs.heading",
                verbose_name="dentro de",
            ),
        ),
        migrations.AddField(
            model_name="historicalrate",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tariffs.edition",
                verbose_name="edición",
            ),
        ),
        migrations.AddField(
            model_name="historicalrate",
            name="heading",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tariffs.heading",
                verbose_name="título",
            ),
        ),
        migrations.AddField(
            model_name="historicalrate",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalrate_footnotes",
            name="footnote",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tariffs.footnote",
            ),
        ),
        migrations.AddField(
            model_name="historicalrate_footnotes",
            name="history",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="tariffs.historicalrate"
            ),
        ),
        migrations.AddField(
            model_name="rate",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rates",
                to="tariffs.edition",
                verbose_name="edición",
            ),
        ),
        migrations.AddField(
            model_name="rate",
            name="footnotes",
            field=models.ManyToManyField(blank=True, related_name="rates", to="tariffs.footnote", verbose_name="notas"),
        ),
        migrations.AddField(
            model_name="rate",
            name="heading",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rates",
                to="tariffs.heading",
                verbose_name="título",
            ),
        ),
        migrations.AddField(
            model_name="historicalrate_footnotes",
            name="rate",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tariffs.rate",
            ),
        ),
        migrations.AddField(
            model_name="historicaledition",
            name="resolution",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tariffs.resolution",
                verbose_name="resolución",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="resolution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="tariffs.resolution",
                verbose_name="resolución",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resolution",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="07e85e483ca255b07939a343ed57c193bb4e7ea5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_2d58a",
                    table="tariffs_resolution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resolution",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF EXISTS (SELECT FROM tariffs_edition WHERE resolution_id = OLD.id AND published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'Una resolución publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="9edf1ffb9c6ac3d3a708aba4fcdcb56ab8fe3a18",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_published_stays_ad9cf",
                    table="tariffs_resolution",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="booklet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("pdf__isnull", True)),
                    models.Q(("done_at__isnull", False), ("pdf__isnull", False)),
                    _connector="OR",
                ),
                name="booklet_made_whole",
                violation_error_message="Un PDF terminado tiene su contenido.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booklet",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="50be428600c61cce49cad7a7abc293bc9d75457e",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_ae391",
                    table="tariffs_booklet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booklet",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="a9c386657fedc76e244de800f8687122647756b5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_d6a80",
                    table="tariffs_booklet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booklet",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{attempts,next_attempt_at,lease_until,last_error,parked_at,done_at,pdf,sha256}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{attempts,next_attempt_at,lease_until,last_error,parked_at,done_at,pdf,sha256}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="29cba0dbf376b79053241471dafd30b0234dd1a1",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_3993e",
                    table="tariffs_booklet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booklet",
            trigger=pgtrigger.compiler.Trigger(
                name="made",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.done_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{sha256}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{sha256}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="510b772aa8e78e3ab2af32022291c9051b6bdb2f",
                    operation="UPDATE",
                    pgid="pgtrigger_made_bb0cd",
                    table="tariffs_booklet",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="footnote",
            constraint=models.UniqueConstraint(fields=("edition", "number"), name="uq_footnote_number"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="footnote",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="4ad6858288a71f9a0c364eb8d5345dae442eb165",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_7b364",
                    table="tariffs_footnote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="footnote",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.edition_id IS NOT NULL THEN\n        PERFORM FROM tariffs_edition WHERE id = OLD.edition_id AND published_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.edition_id IS NOT NULL THEN\n        PERFORM FROM tariffs_edition WHERE id = NEW.edition_id AND published_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="c7ac45ede8f8afc9dc34fc984ebc8d27626f65c6",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_a0c48",
                    table="tariffs_footnote",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="heading",
            constraint=models.UniqueConstraint(fields=("edition", "position"), name="uq_heading_position"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heading",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="f958aa0dca539912975778b696de0977778e7d79",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e985d",
                    table="tariffs_heading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heading",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.edition_id IS NOT NULL THEN\n        PERFORM FROM tariffs_edition WHERE id = OLD.edition_id AND published_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.edition_id IS NOT NULL THEN\n        PERFORM FROM tariffs_edition WHERE id = NEW.edition_id AND published_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="9aa87897418f338c699549f3299ff7d4ffd2d0d9",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_ef555",
                    table="tariffs_heading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heading",
            trigger=pgtrigger.compiler.Trigger(
                name="under_its_own",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF EXISTS (SELECT FROM tariffs_heading WHERE id = NEW.parent_id AND edition_id <> NEW.edition_id) THEN\n        RAISE EXCEPTION 'El título es de otra edición.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="97f35e836d979abe89f402efec2c2315e85ca2fa",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_under_its_own_3957f",
                    table="tariffs_heading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalenglishname",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="e33d9964d51abba8160278756a60e53c6b253927",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_b6483",
                    table="tariffs_historicalenglishname",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalenglishname",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="117ea14b20f84d02fe70f6fc2ef05af561283f6c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_90650",
                    table="tariffs_historicalenglishname",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalenglishname",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{history_user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{history_user_id}'::text[]\n        OR NEW.history_user_id IS DISTINCT FROM OLD.history_user_id AND to_jsonb(NEW.history_user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="52b7ee661eeccc9fbba4217bd7d636c5d1c25445",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_5c045",
                    table="tariffs_historicalenglishname",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalfootnote",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="c8e4b0cd2b82ec5d5a4aca6907d62179b9b43ad2",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_8bc5a",
                    table="tariffs_historicalfootnote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalfootnote",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="8f676ac22aaf4fe4e0b88540fb342873e98e8c41",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_498e8",
                    table="tariffs_historicalfootnote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalfootnote",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{history_user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{history_user_id}'::text[]\n        OR NEW.history_user_id IS DISTINCT FROM OLD.history_user_id AND to_jsonb(NEW.history_user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="f7d37b0242197d563108660ff68f6aaad21ee5fb",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_4b592",
                    table="tariffs_historicalfootnote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalheading",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="dca5f2700af379635dbb701ea9b20687b06d002b",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_c9838",
                    table="tariffs_historicalheading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalheading",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="c599eb6ecba10227af0aab18dad9e8b979ef32bb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_d440e",
                    table="tariffs_historicalheading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalheading",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{history_user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{history_user_id}'::text[]\n        OR NEW.history_user_id IS DISTINCT FROM OLD.history_user_id AND to_jsonb(NEW.history_user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="d1a8e6e0952d85b75f8c58e854efe43688192d44",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_af81e",
                    table="tariffs_historicalheading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalrate",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="709a6c91bede8660a8cfa78eba432628a29a6b07",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_c5422",
                    table="tariffs_historicalrate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalrate",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="a93101601256c79993b0e6619d42b80162061b92",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_2b2d9",
                    table="tariffs_historicalrate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalrate",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{history_user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{history_user_id}'::text[]\n        OR NEW.history_user_id IS DISTINCT FROM OLD.history_user_id AND to_jsonb(NEW.history_user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="a7f77bd10eadcf109ea6e69898a50a9afb372a10",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_55174",
                    table="tariffs_historicalrate",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("tariffs.rate_footnotes",),
        ),
        migrations.AddIndex(
            model_name="rate",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="ix_rate_search"),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.UniqueConstraint(fields=("edition", "position"), name="uq_rate_position"),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.UniqueConstraint(
                fields=("edition", "code"),
                name="uq_rate_code",
                violation_error_message="Ese código ya está en esta edición.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("text_price", ""), models.Q(("cop__isnull", False), ("usd__isnull", False), _connector="OR")
                    ),
                    models.Q(
                        models.Q(("text_price", ""), _negated=True),
                        ("cop__isnull", True),
                        ("smmlv__isnull", True),
                        ("usd__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="rate_has_one_price",
                violation_error_message="Escriba la tasa, o bien el texto que la reemplaza.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("cop__gt", 0), ("usd__gt", 0)),
                name="rate_above_zero",
                violation_error_message="Una tasa es mayor que cero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("range_from__isnull", True), ("range_to__isnull", True), ("range_unit", "")),
                    models.Q(
                        models.Q(("range_unit", ""), _negated=True),
                        models.Q(("range_from__isnull", False), ("range_to__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="rate_range_whole",
                violation_error_message="Un alcance tiene su unidad y al menos uno de sus dos extremos.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("range_from__isnull", True),
                    ("range_to__isnull", True),
                    ("range_from__lte", models.F("range_to")),
                    _connector="OR",
                ),
                name="rate_range_in_order",
                violation_error_message="El alcance «desde» no puede ser mayor que el alcance «hasta».",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rate",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="1f779ce1c23c3a155fdbb13cb47357420931d58d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_bf878",
                    table="tariffs_rate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rate",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.edition_id IS NOT NULL THEN\n        PERFORM FROM tariffs_edition WHERE id = OLD.edition_id AND published_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.edition_id IS NOT NULL THEN\n        PERFORM FROM tariffs_edition WHERE id = NEW.edition_id AND published_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="d94b1e5cd3df8223f6226feb958e08591be7bd6c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_803f1",
                    table="tariffs_rate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rate",
            trigger=pgtrigger.compiler.Trigger(
                name="under_its_own",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF EXISTS (SELECT FROM tariffs_heading WHERE id = NEW.heading_id AND edition_id <> NEW.edition_id) THEN\n        RAISE EXCEPTION 'El título es de otra edición.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="6cc877eb0b36b455331e728d2bff7e9f5a003205",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_under_its_own_8e399",
                    table="tariffs_rate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalrate_footnotes",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="9aa64e30623fb434ac1d58a81de6a061e77e011d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_5cac2",
                    table="tariffs_historicalrate_footnotes",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicalrate_footnotes",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="71d7f38db540ca046fb20a2cae5909e89521cf4b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_0f29c",
                    table="tariffs_historicalrate_footnotes",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicaledition",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="f427a623639e3be57e0ad789810f9c815a7771c9",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_7b091",
                    table="tariffs_historicaledition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicaledition",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="c392ba1488acbaf5973005d03531d8e07f8ec050",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e263c",
                    table="tariffs_historicaledition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="historicaledition",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{history_user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{history_user_id}'::text[]\n        OR NEW.history_user_id IS DISTINCT FROM OLD.history_user_id AND to_jsonb(NEW.history_user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="99c81e7f73a16933e5c163f7bc0f021898c607bf",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_9f3ec",
                    table="tariffs_historicaledition",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("resolution", "version"),
                name="uq_edition_version",
                violation_error_message="Ya hay una edición con esa versión.",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="edition_dates_in_order",
                violation_error_message="La fecha «hasta» no puede ser anterior a la fecha «desde».",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at__isnull", True), ("valid_from__isnull", False), _connector="OR"),
                name="published_edition_has_its_date",
                violation_error_message="Para publicarla hace falta la fecha desde la que rige.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="843c6d70aa7689da243721ac3a366bc3e32664ea",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e2481",
                    table="tariffs_edition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="published",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.published_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="9bf2528749b9081248b489269b6f7dbc3ffb73cf",
                    operation="UPDATE",
                    pgid="pgtrigger_published_4e35b",
                    table="tariffs_edition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.published_at IS NOT NULL)",
                    func="RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="f6f7bd5f097dd6a16a11dec611e465959860b40c",
                    operation="DELETE",
                    pgid="pgtrigger_published_stays_9f4ca",
                    table="tariffs_edition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mark",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="962854822ed0197a82c3b0b3fff6f8d52eb82d8c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_1bc0a",
                    table="tariffs_rate_footnotes",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mark",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF (SELECT edition_id FROM tariffs_rate WHERE id = OLD.rate_id) IS NOT NULL THEN\n        PERFORM FROM tariffs_edition WHERE id = (SELECT edition_id FROM tariffs_rate WHERE id = OLD.rate_id) AND published_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF (SELECT edition_id FROM tariffs_rate WHERE id = NEW.rate_id) IS NOT NULL THEN\n        PERFORM FROM tariffs_edition WHERE id = (SELECT edition_id FROM tariffs_rate WHERE id = NEW.rate_id) AND published_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF (SELECT edition_id FROM tariffs_rate WHERE id = NEW.rate_id) IS DISTINCT FROM\n       (SELECT edition_id FROM tariffs_footnote WHERE id = NEW.footnote_id) THEN\n        RAISE EXCEPTION 'La nota es de otra edición.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="5a22a055c6f93f3825040b3c8ea8510f528cd7e0",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_6739e",
                    table="tariffs_rate_footnotes",
                    when="BEFORE",
                ),
            ),
        ),
    ]
