import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django_countries.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import ground.permanence


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("expedientes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarCopy",
            fields=[
                ("version", models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="versión")),
                ("skipped", models.JSONField(verbose_name="días que no cuentan")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="copiado")),
            ],
            options={
                "verbose_name": "copia del calendario",
                "verbose_name_plural": "copias del calendario",
            },
        ),
        migrations.CreateModel(
            name="CompletionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("incompleta", "Está incompleta"),
                            ("oscura", "No se comprende su finalidad u objeto (CPACA, artículo 19)"),
                        ],
                        default="incompleta",
                        max_length=12,
                        verbose_name="motivo",
                    ),
                ),
                ("requested_on", models.DateField(verbose_name="pedido el")),
                ("due_on", models.DateField(verbose_name="plazo para completarla")),
                ("extended_at", models.DateTimeField(blank=True, null=True, verbose_name="plazo ampliado")),
                ("completed_on", models.DateField(blank=True, null=True, verbose_name="completada el")),
            ],
            options={
                "verbose_name": "petición de completar",
                "verbose_name_plural": "peticiones de completar",
                "ordering": ["requested_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pqrsd",
            fields=[
                (
                    "expediente_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="expedientes.expediente",
                    ),
                ),
                (
                    "submission_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="envío"),
                ),
                (
                    "filed_kind",
                    models.CharField(
                        choices=[
                            ("interes_general", "Petición de interés general"),
                            ("interes_particular", "Petición de interés particular"),
                            ("informacion", "Solicitud de información o de documentos"),
                            ("consulta", "Consulta"),
                            ("queja", "Queja"),
                            ("reclamo", "Reclamo"),
                            ("sugerencia", "Sugerencia"),
                            ("denuncia", "Denuncia"),
                            ("felicitacion", "Felicitación"),
                            ("habeas_consulta", "Consulta sobre datos personales"),
                            ("habeas_reclamo", "Reclamo sobre datos personales"),
                            ("autoridad", "Petición de otra autoridad"),
                            ("congreso", "Petición de un congresista"),
                            ("defensoria", "Petición de la Defensoría del Pueblo"),
                        ],
                        max_length=20,
                        verbose_name="clase al radicarse",
                    ),
                ),
                (
                    "applicant",
                    models.CharField(
                        choices=[
                            ("natural", "Persona natural"),
                            ("juridica", "Persona jurídica"),
                            ("menor", "Niña, niño o adolescente"),
                            ("apoderado", "Apoderado o representante de otra persona"),
                            ("anonimo", "Anónimo"),
                        ],
                        max_length=12,
                        verbose_name="tipo de solicitante",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "Este portal"),
                            ("presencial", "Verbal, en persona"),
                            ("telefono", "Verbal, por teléfono"),
                            ("correo", "Correo electrónico"),
                            ("fisico", "Correspondencia física"),
                        ],
                        default="web",
                        max_length=12,
                        verbose_name="canal",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=60, verbose_name="lengua en que se presentó")),
                ("request", models.TextField(verbose_name="qué solicita")),
                ("grounds", models.TextField(blank=True, verbose_name="razones")),
                (
                    "claim_asks",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("correccion", "Corrección o actualización"),
                            ("supresion", "Supresión"),
                            ("revocacion", "Revocación de una autorización"),
                            ("cumplimiento", "Que se cumpla la ley al tratarlos"),
                        ],
                        max_length=15,
                        verbose_name="qué reclama sobre sus datos",
                    ),
                ),
                ("missing", models.JSONField(blank=True, default=list, verbose_name="lo que faltaba al radicarse")),
                (
                    "answer_channel",
                    models.CharField(
                        choices=[
                            ("correo", "Por correo electrónico"),
                            ("direccion", "A la dirección de correspondencia"),
                            ("portal", "En este portal, con el número y el código"),
                        ],
                        default="portal",
                        max_length=12,
                        verbose_name="medio de respuesta",
                    ),
                ),
                (
                    "accepts_electronic_notice",
                    models.BooleanField(default=False, verbose_name="acepta notificación electrónica"),
                ),
                (
                    "priority_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vida", "Peligro inminente para la vida o la integridad"),
                            ("derecho", "Derecho fundamental en riesgo de perjuicio irremediable"),
                            ("periodista", "Periodista en ejercicio de su actividad"),
                            ("ninez", "Niña, niño o adolescente"),
                            ("gestante", "Mujer gestante"),
                            ("discapacidad", "Persona con discapacidad"),
                            ("adulto_mayor", "Persona adulta mayor"),
                            ("victima", "Víctima del conflicto armado"),
                            ("veterano", "Veterano de la fuerza pública"),
                        ],
                        max_length=15,
                        verbose_name="atención prioritaria por",
                    ),
                ),
                ("priority_reason", models.TextField(blank=True, verbose_name="razón de la prioridad")),
                (
                    "is_about_rights",
                    models.BooleanField(
                        default=False, verbose_name="trata de la efectividad de otro derecho fundamental"
                    ),
                ),
                (
                    "calendar_version",
                    models.CharField(blank=True, max_length=64, verbose_name="versión del calendario"),
                ),
            ],
            options={
                "verbose_name": "PQRSD",
                "verbose_name_plural": "PQRSD",
                "ordering": ["-received_at"],
                "permissions": [
                    ("handle_pqrsd", "Puede atender PQRSD"),
                    ("handle_denuncia", "Puede atender denuncias"),
                    ("supervise_pqrsd", "Dirige la atención de PQRSD"),
                ],
            },
            bases=("expedientes.expediente",),
        ),
        migrations.CreateModel(
            name="QuarterlyReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="año")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="trimestre")),
                ("made_at", models.DateTimeField(auto_now=True, verbose_name="elaborado")),
                ("figures", models.JSONField(verbose_name="cifras")),
            ],
            options={
                "verbose_name": "informe trimestral",
                "verbose_name_plural": "informes trimestrales",
                "ordering": ["-year", "-quarter"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.PositiveSmallIntegerField(verbose_name="calificación")),
                ("comment", models.TextField(blank=True, verbose_name="comentario")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="fecha y hora")),
            ],
            options={
                "verbose_name": "calificación",
                "verbose_name_plural": "calificaciones",
            },
        ),
        migrations.CreateModel(
            name="Termino",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interes_general", "Petición de interés general"),
                            ("interes_particular", "Petición de interés particular"),
                            ("informacion", "Solicitud de información o de documentos"),
                            ("consulta", "Consulta"),
                            ("queja", "Queja"),
                            ("reclamo", "Reclamo"),
                            ("sugerencia", "Sugerencia"),
                            ("denuncia", "Denuncia"),
                            ("felicitacion", "Felicitación"),
                            ("habeas_consulta", "Consulta sobre datos personales"),
                            ("habeas_reclamo", "Reclamo sobre datos personales"),
                            ("autoridad", "Petición de otra autoridad"),
                            ("congreso", "Petición de un congresista"),
                            ("defensoria", "Petición de la Defensoría del Pueblo"),
                        ],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="rige desde")),
                ("days", models.PositiveSmallIntegerField(verbose_name="días hábiles para responder")),
                (
                    "extension_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="días hábiles que puede ampliarse"),
                ),
                ("norm", models.CharField(max_length=200, verbose_name="norma")),
                (
                    "ask_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vacío: hasta que venza.",
                        null=True,
                        verbose_name="días hábiles para pedir que se complete",
                    ),
                ),
                (
                    "completion_months",
                    models.PositiveSmallIntegerField(
                        help_text="0: pedirlo no detiene el término.", verbose_name="meses para completarla"
                    ),
                ),
                (
                    "is_completion_extendable",
                    models.BooleanField(verbose_name="el plazo para completarla se amplía una vez"),
                ),
                (
                    "lapses_by_act",
                    models.BooleanField(
                        help_text="Se notifica y tiene recurso; si no, basta una carta.",
                        verbose_name="el desistimiento se decreta por acto motivado",
                    ),
                ),
                ("completion_norm", models.CharField(max_length=200, verbose_name="norma sobre completarla")),
                (
                    "clarification_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vacío: lo que no se comprende se completa como lo demás.",
                        null=True,
                        verbose_name="días hábiles para aclararla",
                    ),
                ),
                ("transfer_days", models.PositiveSmallIntegerField(verbose_name="días hábiles para trasladarla")),
                ("transfer_norm", models.CharField(max_length=200, verbose_name="norma sobre el traslado")),
                (
                    "covers_running",
                    models.BooleanField(
                        default=False,
                        help_text="Si también rige para las peticiones sin vencer cuando empezó.",
                        verbose_name="cobija lo que estaba en curso",
                    ),
                ),
                (
                    "spares_rights",
                    models.BooleanField(
                        default=False,
                        help_text="Las peticiones sobre la efectividad de otros derechos fundamentales conservan el término que había.",
                        verbose_name="no rige para otros derechos fundamentales",
                    ),
                ),
                (
                    "resumption",
                    models.CharField(
                        choices=[
                            ("continua", "Continúa con los días que faltaban"),
                            ("reinicia", "Empieza de nuevo"),
                            ("corre", "Sigue contada desde el recibo"),
                        ],
                        default="continua",
                        max_length=10,
                        verbose_name="al completarse la petición",
                    ),
                ),
            ],
            options={
                "verbose_name": "término",
                "verbose_name_plural": "términos",
                "ordering": ["kind", "-valid_from"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarcopy",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="78739e12126748ce124bed790203fa9dc604155e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_0ff5a",
                    table="pqrsd_calendarcopy",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarcopy",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="90dcdde77373fd83bcca3157db013a9b0fb57e94",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_bb9d0",
                    table="pqrsd_calendarcopy",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="completionrequest",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="completion_request",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.CreateModel(
            name="Petitioner",
            fields=[
                ("country", django_countries.fields.CountryField(default="CO", max_length=2, verbose_name="país")),
                (
                    "foreign_city",
                    models.CharField(blank=True, max_length=120, verbose_name="ciudad y región en el exterior"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="dirección")),
                ("is_domiciled_abroad", models.BooleanField(default=False, verbose_name="domicilio en el exterior")),
                ("pays_from_abroad", models.BooleanField(default=False, verbose_name="paga desde el exterior")),
                (
                    "pqrsd",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="petitioner",
                        serialize=False,
                        to="pqrsd.pqrsd",
                        verbose_name="PQRSD",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=200, verbose_name="nombres")),
                ("last_name", models.CharField(blank=True, max_length=200, verbose_name="apellidos")),
                (
                    "document_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CC", "Cédula de ciudadanía"),
                            ("CE", "Cédula de extranjería"),
                            ("TI", "Tarjeta de identidad"),
                            ("RC", "Registro civil de nacimiento"),
                            ("PA", "Pasaporte"),
                            ("PPT", "Permiso por protección temporal"),
                            ("CD", "Carné diplomático"),
                            ("SC", "Salvoconducto"),
                            ("PET", "Permiso de permanencia para tutores (PEP-Tutor)"),
                            ("PEP", "Permiso especial de permanencia"),
                            ("NIT", "NIT"),
                            ("DE", "Documento extranjero"),
                        ],
                        max_length=3,
                        verbose_name="tipo de documento",
                    ),
                ),
                ("document_number", models.CharField(blank=True, max_length=40, verbose_name="número de documento")),
                ("legal_name", models.CharField(blank=True, max_length=200, verbose_name="razón social")),
                ("nit", models.CharField(blank=True, max_length=40, verbose_name="NIT")),
                ("nit_digit", models.CharField(blank=True, max_length=1, verbose_name="dígito de verificación")),
                (
                    "represented_name",
                    models.CharField(
                        blank=True, help_text="Quien da el poder.", max_length=200, verbose_name="a quién representa"
                    ),
                ),
                (
                    "represented_document",
                    models.CharField(blank=True, max_length=60, verbose_name="documento de quien representa"),
                ),
                (
                    "guardian_name",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="quien acompaña a la persona menor de edad"
                    ),
                ),
                ("email", models.CharField(blank=True, max_length=254, verbose_name="correo electrónico")),
                ("mobile", models.CharField(blank=True, max_length=40, verbose_name="celular")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="teléfono fijo")),
            ],
            options={
                "verbose_name": "peticionario",
                "verbose_name_plural": "peticionarios",
            },
        ),
        migrations.CreateModel(
            name="PetitionerCharacterisation",
            fields=[
                (
                    "age_range",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("0-5", "0 a 5 años"),
                            ("6-11", "6 a 11 años"),
                            ("12-17", "12 a 17 años"),
                            ("18-28", "18 a 28 años"),
                            ("29-59", "29 a 59 años"),
                            ("60+", "60 años o más"),
                        ],
                        max_length=10,
                        verbose_name="rango de edad",
                    ),
                ),
                (
                    "schooling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ninguna", "Ninguna"),
                            ("primaria", "Primaria"),
                            ("secundaria", "Secundaria o media"),
                            ("tecnico", "Técnico"),
                            ("tecnologo", "Tecnólogo"),
                            ("profesional", "Profesional"),
                            ("especializacion", "Especialización"),
                            ("maestria", "Maestría"),
                            ("doctorado", "Doctorado"),
                        ],
                        max_length=20,
                        verbose_name="escolaridad",
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        blank=True,
                        choices=[("urbana", "Urbana"), ("rural", "Rural")],
                        max_length=10,
                        verbose_name="zona",
                    ),
                ),
                (
                    "stratum",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5"), (6, "6")],
                        null=True,
                        verbose_name="estrato",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mujer", "Mujer"),
                            ("hombre", "Hombre"),
                            ("intersexual", "Intersexual"),
                            ("no_dice", "Prefiero no decirlo"),
                        ],
                        max_length=20,
                        verbose_name="sexo",
                    ),
                ),
                (
                    "gender_identity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("femenina", "Femenina"),
                            ("masculina", "Masculina"),
                            ("transgenero", "Transgénero"),
                            ("no_binaria", "No binaria"),
                            ("otra", "Otra"),
                            ("no_dice", "Prefiero no decirlo"),
                        ],
                        max_length=20,
                        verbose_name="identidad de género",
                    ),
                ),
                (
                    "ethnic_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("indigena", "Indígena"),
                            ("afro", "Negro, afrocolombiano o mulato"),
                            ("raizal", "Raizal"),
                            ("palenquero", "Palenquero"),
                            ("rrom", "Rrom o gitano"),
                            ("ninguno", "Ninguno"),
                        ],
                        max_length=20,
                        verbose_name="grupo étnico",
                    ),
                ),
                (
                    "disability",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fisica", "Física"),
                            ("visual", "Visual"),
                            ("auditiva", "Auditiva"),
                            ("sordoceguera", "Sordoceguera"),
                            ("intelectual", "Intelectual"),
                            ("psicosocial", "Psicosocial (mental)"),
                            ("multiple", "Múltiple"),
                            ("ninguna", "Ninguna"),
                        ],
                        max_length=20,
                        verbose_name="discapacidad",
                    ),
                ),
                (
                    "conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("victima", "Víctima del conflicto armado"),
                                ("desplazado", "Persona desplazada"),
                                ("cabeza_familia", "Cabeza de familia"),
                                ("gestante", "Gestante o lactante"),
                                ("adulto_mayor", "Persona adulta mayor"),
                                ("reincorporado", "En proceso de reincorporación"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="condiciones",
                    ),
                ),
                (
                    "pqrsd",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="characterisation",
                        serialize=False,
                        to="pqrsd.pqrsd",
                        verbose_name="PQRSD",
                    ),
                ),
                ("consent_wording", models.TextField(blank=True, verbose_name="texto mostrado")),
                ("consent_sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 del texto")),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="otorgada")),
            ],
            options={
                "verbose_name": "caracterización del peticionario",
                "verbose_name_plural": "caracterizaciones de peticionarios",
            },
        ),
        migrations.AddField(
            model_name="pqrsd",
            name="received_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="la recibió",
            ),
        ),
        migrations.AddField(
            model_name="pqrsd",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pqrsd",
                to=settings.AUTH_USER_MODEL,
                verbose_name="usuario",
            ),
        ),
        migrations.AddField(
            model_name="completionrequest",
            name="pqrsd",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="completion_requests",
                to="pqrsd.pqrsd",
                verbose_name="PQRSD",
            ),
        ),
        migrations.AddConstraint(
            model_name="quarterlyreport",
            constraint=models.UniqueConstraint(fields=("year", "quarter"), name="uq_report_quarter"),
        ),
        migrations.AddConstraint(
            model_name="quarterlyreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                name="report_quarter",
                violation_error_message="El trimestre va de 1 a 4.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quarterlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="259ef44f95713e980bf181b386bff205b180aa18",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_8bd2c",
                    table="pqrsd_quarterlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quarterlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="c3dca413edba741a1e4bf6f7f38f7ed603ce4756",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_447ed",
                    table="pqrsd_quarterlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quarterlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{made_at,figures}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{made_at,figures}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="e632b4e79df576e25b4990b6e66f470f3e1e98a6",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_008ca",
                    table="pqrsd_quarterlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="rating",
            name="pqrsd",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rating",
                to="pqrsd.pqrsd",
                verbose_name="PQRSD",
            ),
        ),
        migrations.AddConstraint(
            model_name="termino",
            constraint=models.UniqueConstraint(
                fields=("kind", "valid_from"),
                name="uq_termino_kind_date",
                violation_error_message="Ya hay un término de esa clase desde esa fecha.",
            ),
        ),
        migrations.AddConstraint(
            model_name="termino",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 1), ("extension_days__lte", models.F("days"))),
                name="termino_extension_at_most_double",
                violation_error_message="El término es de al menos un día y su ampliación no lo supera.",
            ),
        ),
        migrations.AddField(
            model_name="pqrsd",
            name="termino",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pqrsd.termino",
                verbose_name="término",
            ),
        ),
        migrations.AddField(
            model_name="petitioner",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="accounts.municipality",
                verbose_name="municipio",
            ),
        ),
        migrations.AddField(
            model_name="petitionercharacterisation",
            name="consent_text",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.consenttext",
                verbose_name="autorización",
            ),
        ),
        migrations.AddConstraint(
            model_name="completionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("completed_on__isnull", True)),
                fields=("pqrsd",),
                name="one_open_completion_request",
                violation_error_message="Ya se pidió completar esta petición.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="completionrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="5a765397e038d2efdccbc30b94f0a8778c36c27c",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_4d536",
                    table="pqrsd_completionrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="completionrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6a2600ee2770be7da582eedc82253cf5daba83dc",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_0bcfb",
                    table="pqrsd_completionrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="completionrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{due_on,extended_at,completed_on}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{due_on,extended_at,completed_on}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="596618cadcfbdf9b718504bd38d04e7810b0734e",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_0ac18",
                    table="pqrsd_completionrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="completionrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="extended_once",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.extended_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{due_on,completed_on}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{due_on,completed_on}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="70b35e85bd3b32e38c7a0eb73bd70c6638747360",
                    operation="UPDATE",
                    pgid="pgtrigger_extended_once_5530a",
                    table="pqrsd_completionrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="completionrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="completed",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.completed_on IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="0abc7e8b702b810413c04a1325e85962b148bec5",
                    operation="UPDATE",
                    pgid="pgtrigger_completed_19501",
                    table="pqrsd_completionrequest",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                name="rating_one_to_five",
                violation_error_message="La calificación va de 1 a 5.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rating",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6de2d060c246059dcfa6d301535748acc86548a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_6fbfb",
                    table="pqrsd_rating",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rating",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7ba289cf04ae51b39c1cdac57c93949757934deb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_9e25c",
                    table="pqrsd_rating",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pqrsd",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applicant", "anonimo"), _negated=True), ("user__isnull", True), _connector="OR"
                ),
                name="pqrsd_anonymous_without_user",
                violation_error_message="Una petición anónima no guarda quién la presentó.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pqrsd",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7da9d643d710269b68b087561f14630562509818",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_72eb6",
                    table="pqrsd_pqrsd",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pqrsd",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b07113bb511c888be3f88fd0e48d12c664de423f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_4d03f",
                    table="pqrsd_pqrsd",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pqrsd",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = OLD.expediente_ptr_id AND app = 'pqrsd' AND effective_on IS NOT NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una petición es un caso con término de la sala pqrsd.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = NEW.expediente_ptr_id AND app = 'pqrsd' AND effective_on IS NOT NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una petición es un caso con término de la sala pqrsd.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="2e5c51f1159cef049c3658a7c3824a29c02d25c1",
                    operation="INSERT",
                    pgid="pgtrigger_only_while_3f85b",
                    table="pqrsd_pqrsd",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pqrsd",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{termino_id,calendar_version,is_about_rights,user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{termino_id,calendar_version,is_about_rights,user_id}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Lo radicado en un caso no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="4cd6c042ba56c0ebb64026947425f714ce13695f",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_4cdcb",
                    table="pqrsd_pqrsd",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pqrsd",
            trigger=pgtrigger.compiler.Trigger(
                name="closed",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = OLD.expediente_ptr_id AND closed_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN \n    IF to_jsonb(NEW) - '{user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{user_id}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Un caso cerrado no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF; END IF;\n    END IF;\n    RETURN NEW;",
                    hash="3d990c85336495a4ef33127daab0db8d4bbf042b",
                    operation="UPDATE",
                    pgid="pgtrigger_closed_16275",
                    table="pqrsd_pqrsd",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="petitioner",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b0be3e41f33660c5ed0701c38d276daba6f2f87c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_ae32d",
                    table="pqrsd_petitioner",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="petitioner",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="4f4ccc756e4f9c1f90ee66399c71eae9a0ee3d08",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_3f29c",
                    table="pqrsd_petitioner",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="petitionercharacterisation",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="5e634fd4d791e0ce1b69971efc0d6f3cec0d1765",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_1765a",
                    table="pqrsd_petitionercharacterisation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="petitionercharacterisation",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="fc15f8d501317ab1c90cfbcde3c9a2db5eb27069",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a94de",
                    table="pqrsd_petitionercharacterisation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="petitionercharacterisation",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{age_range,schooling,zone,stratum,sex,gender_identity,ethnic_group,disability,conditions}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{age_range,schooling,zone,stratum,sex,gender_identity,ethnic_group,disability,conditions}'::text[]\n        OR NEW.age_range IS DISTINCT FROM OLD.age_range AND to_jsonb(NEW.age_range) NOT IN ('\"\"', '[]')\n        OR NEW.schooling IS DISTINCT FROM OLD.schooling AND to_jsonb(NEW.schooling) NOT IN ('\"\"', '[]')\n        OR NEW.zone IS DISTINCT FROM OLD.zone AND to_jsonb(NEW.zone) NOT IN ('\"\"', '[]')\n        OR NEW.stratum IS DISTINCT FROM OLD.stratum AND to_jsonb(NEW.stratum) NOT IN ('\"\"', '[]')\n        OR NEW.sex IS DISTINCT FROM OLD.sex AND to_jsonb(NEW.sex) NOT IN ('\"\"', '[]')\n        OR NEW.gender_identity IS DISTINCT FROM OLD.gender_identity AND to_jsonb(NEW.gender_identity) NOT IN ('\"\"', '[]')\n        OR NEW.ethnic_group IS DISTINCT FROM OLD.ethnic_group AND to_jsonb(NEW.ethnic_group) NOT IN ('\"\"', '[]')\n        OR NEW.disability IS DISTINCT FROM OLD.disability AND to_jsonb(NEW.disability) NOT IN ('\"\"', '[]')\n        OR NEW.conditions IS DISTINCT FROM OLD.conditions AND to_jsonb(NEW.conditions) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="4f45ef8e0dd0a3f115d0bf402ed5d4faadab93ee",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_13d3b",
                    table="pqrsd_petitionercharacterisation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
