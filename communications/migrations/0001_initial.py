import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import ground.permanence


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
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
            },
        ),
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
            },
        ),
        migrations.CreateModel(
            name="OfferText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("calibracion", "Calibración"),
                            ("capacitacion", "Capacitación"),
                            ("asistencia", "Asistencia técnica"),
                            ("ensayos-de-aptitud", "Comparaciones interlaboratorios"),
                            ("materiales-de-referencia", "Materiales de referencia"),
                            ("comunicacion-oec", "Comunicación OEC"),
                            ("pqrsd", "PQRSD"),
                        ],
                        max_length=30,
                        verbose_name="servicio",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="Una o dos frases; están también en la página de inicio.", verbose_name="qué es"
                    ),
                ),
                ("who", models.TextField(verbose_name="quién puede pedirlo")),
                (
                    "to_quote",
                    models.TextField(
                        help_text="Un renglón por cosa, que empieza con un guion.",
                        verbose_name="qué se necesita para pedirlo o cotizarlo",
                    ),
                ),
                (
                    "for_service",
                    models.TextField(
                        blank=True,
                        help_text="Un renglón por cosa, que empieza con un guion.",
                        verbose_name="qué se necesita para el servicio",
                    ),
                ),
                (
                    "steps",
                    models.TextField(
                        help_text="Un renglón por paso, numerado: «1. Radique: en el acto».",
                        verbose_name="pasos, con sus tiempos usuales",
                    ),
                ),
                (
                    "english_summary",
                    models.TextField(
                        blank=True,
                        help_text="En inglés van todas las partes, o ninguna.",
                        verbose_name="qué es, en inglés",
                    ),
                ),
                ("english_who", models.TextField(blank=True, verbose_name="quién puede pedirlo, en inglés")),
                (
                    "english_to_quote",
                    models.TextField(blank=True, verbose_name="qué se necesita para pedirlo o cotizarlo, en inglés"),
                ),
                (
                    "english_for_service",
                    models.TextField(blank=True, verbose_name="qué se necesita para el servicio, en inglés"),
                ),
                ("english_steps", models.TextField(blank=True, verbose_name="pasos, en inglés")),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        help_text="Vacío: es un borrador, que nadie más ve. Desde entonces no se modifica: se escribe otra versión.",
                        null=True,
                        verbose_name="publicación",
                    ),
                ),
            ],
            options={
                "verbose_name": "texto de la oferta de servicios",
                "verbose_name_plural": "textos de la oferta de servicios",
                "ordering": ["service", "-published_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("english_steps", ""),
                                ("english_summary", ""),
                                ("english_to_quote", ""),
                                ("english_who", ""),
                            ),
                            models.Q(
                                models.Q(("english_summary", ""), _negated=True),
                                models.Q(("english_who", ""), _negated=True),
                                models.Q(("english_to_quote", ""), _negated=True),
                                models.Q(("english_steps", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="offer_text_whole_in_english",
                        violation_error_message="En inglés van todas las partes, o ninguna.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offertext",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6d14f317e579db429971f1de2ba08da9d27cd822",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e140a",
                    table="communications_offertext",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offertext",
            trigger=pgtrigger.compiler.Trigger(
                name="published",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.published_at <= now() THEN\n        RAISE EXCEPTION 'Ese texto ya se publicó y no se modifica: escriba la versión siguiente.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="b733c1abfea2f0c287c22e6b920618206c210a3a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_published_0acdb",
                    table="communications_offertext",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="servicenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                name="service_notice_ends_after_it_begins",
                violation_error_message="Debe dejar de verse después de empezar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="newspicture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alt", ""), ("is_decorative", True)),
                    models.Q(("is_decorative", False), models.Q(("alt", ""), _negated=True)),
                    _connector="OR",
                ),
                name="news_picture_says_what_it_shows",
                violation_error_message="Diga qué se ve en la imagen, o marque que es solo adorno.",
            ),
        ),
    ]
