import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
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
        ("accounts", "__first__"),
        ("documents", "0001_initial"),
        ("radicados", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarCopy",
            fields=[
                (
                    "version",
                    models.CharField(
                        max_length=64, primary_key=True, serialize=False, verbose_name="versión"
                    ),
                ),
                ("skipped", models.JSONField(verbose_name="días que no cuentan")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="copiado")),
            ],
            options={
                "verbose_name": "copia del calendario",
                "verbose_name_plural": "copias del calendario",
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Termino",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="días hábiles que puede ampliarse"
                    ),
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
                (
                    "transfer_days",
                    models.PositiveSmallIntegerField(verbose_name="días hábiles para trasladarla"),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "valid_from"),
                        name="uq_termino_kind_date",
                        violation_error_message="Ya hay un término de esa clase desde esa fecha.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1), ("extension_days__lte", models.F("days"))),
                        name="termino_extension_at_most_double",
                        violation_error_message="El término es de al menos un día y su ampliación no lo supera.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dependencia",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="código")),
                ("name", models.CharField(max_length=120, verbose_name="nombre")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="correo electrónico")),
                (
                    "is_internal_control",
                    models.BooleanField(
                        default=False,
                        help_text="Recibe las denuncias, que ninguna otra ve.",
                        verbose_name="es Control interno disciplinario",
                    ),
                ),
                (
                    "is_first",
                    models.BooleanField(
                        default=False,
                        help_text="La que recibe y reparte todo lo que no es denuncia.",
                        verbose_name="recibe lo que llega",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="en uso")),
            ],
            options={
                "verbose_name": "dependencia",
                "verbose_name_plural": "dependencias",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_internal_control", True)),
                        fields=("is_internal_control",),
                        name="one_internal_control",
                        violation_error_message="Ya hay otra dependencia que recibe las denuncias.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True)),
                        fields=("is_first",),
                        name="one_first_office",
                        violation_error_message="Ya hay otra dependencia que recibe lo que llega.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pqrsd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "radicado",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pqrsd",
                        to="radicados.radicado",
                        verbose_name="radicado",
                    ),
                ),
                (
                    "submission_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="envío"),
                ),
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
                (
                    "language",
                    models.CharField(blank=True, max_length=60, verbose_name="lengua en que se presentó"),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="la recibió",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pqrsd",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="usuario",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="asunto")),
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
                (
                    "missing",
                    models.JSONField(blank=True, default=list, verbose_name="lo que faltaba al radicarse"),
                ),
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
                ("is_priority", models.BooleanField(default=False, verbose_name="prioritaria")),
                ("received_at", models.DateTimeField(verbose_name="recibida")),
                ("effective_on", models.DateField(verbose_name="fecha efectiva")),
                (
                    "termino",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pqrsd.termino",
                        verbose_name="término",
                    ),
                ),
                ("initial_due_on", models.DateField(verbose_name="vencimiento inicial")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="vence")),
                (
                    "waiting_until",
                    models.DateField(blank=True, null=True, verbose_name="plazo para completarla"),
                ),
                (
                    "extension_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="días de prórroga"),
                ),
                ("extended_at", models.DateTimeField(blank=True, null=True, verbose_name="prorrogada")),
                (
                    "calendar_version",
                    models.CharField(blank=True, max_length=64, verbose_name="versión del calendario"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pqrsd",
                        to="pqrsd.dependencia",
                        verbose_name="dependencia",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assigned_pqrsd",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsable",
                    ),
                ),
                ("is_reserved", models.BooleanField(default=False, verbose_name="reservada")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="cerrada")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("respondida", "Respondida"),
                            ("trasladada", "Trasladada a otra entidad"),
                            ("rechazada", "Rechazada"),
                            ("archivada", "Archivada"),
                            ("desistida_tacita", "Archivada por desistimiento tácito"),
                            ("desistida", "Desistida"),
                            ("anulada", "Anulada"),
                        ],
                        max_length=20,
                        verbose_name="resultado",
                    ),
                ),
                (
                    "is_access_refused",
                    models.BooleanField(default=False, verbose_name="se negó el acceso a información"),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="versión")),
                (
                    "search_text",
                    models.TextField(blank=True, editable=False, verbose_name="texto para buscar"),
                ),
                (
                    "search_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            "search_text", config="simple"
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "related",
                    models.ManyToManyField(blank=True, to="pqrsd.pqrsd", verbose_name="casos relacionados"),
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["is_reserved", "-is_priority", "due_on"],
                        name="ix_pqrsd_queue",
                    ),
                    models.Index(fields=["is_reserved", "-received_at"], name="ix_pqrsd_received"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["assignee", "due_on"],
                        name="ix_pqrsd_mine",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", False)),
                        fields=["closed_at"],
                        name="ix_pqrsd_closed",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="ix_pqrsd_words"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("outcome", "")),
                            models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="pqrsd_closed_with_outcome",
                        violation_error_message="Un caso cerrado tiene fecha y resultado.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", True), ("waiting_until__isnull", False)),
                            models.Q(("due_on__isnull", False), ("waiting_until__isnull", True)),
                            _connector="OR",
                        ),
                        name="pqrsd_due_or_waiting",
                        violation_error_message="El término corre, o espera a que se complete la petición.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extended_at__isnull", True), ("extension_days", 0)),
                            models.Q(("extended_at__isnull", False), ("extension_days__gt", 0)),
                            _connector="OR",
                        ),
                        name="pqrsd_extended_whole",
                        violation_error_message="Una prórroga tiene fecha y días.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applicant", "anonimo"), _negated=True),
                            ("user__isnull", True),
                            _connector="OR",
                        ),
                        name="pqrsd_anonymous_without_user",
                        violation_error_message="Una petición anónima no guarda quién la presentó.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
                        name="only_may_change",
                        sql=ground.permanence.TriggerSql(
                            func="\n    IF to_jsonb(NEW) - '{kind,termino_id,initial_due_on,due_on,waiting_until,calendar_version,extension_days,extended_at,office_id,assignee_id,is_priority,is_reserved,closed_at,outcome,is_access_refused,version,user_id,search_words}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{kind,termino_id,initial_due_on,due_on,waiting_until,calendar_version,extension_days,extended_at,office_id,assignee_id,is_priority,is_reserved,closed_at,outcome,is_access_refused,version,user_id,search_words}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Lo radicado en una PQRSD no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                            hash="cd700c9763255cd94cbb7269e1ed53707a95a509",
                            operation="UPDATE",
                            pgid="pgtrigger_only_may_change_4cdcb",
                            table="pqrsd_pqrsd",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="without_act",
                        sql=ground.permanence.TriggerSql(
                            condition="WHEN (NEW.version <> OLD.version + 1)",
                            func="\n    IF to_jsonb(NEW) - '{termino_id,initial_due_on,calendar_version,user_id,search_words}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{termino_id,initial_due_on,calendar_version,user_id,search_words}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Un caso solo cambia por un acto, que sube su versión en uno.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                            hash="651729ad367c415c99a714bc54868cb251217645",
                            operation="UPDATE",
                            pgid="pgtrigger_without_act_a6010",
                            table="pqrsd_pqrsd",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="closed",
                        sql=ground.permanence.TriggerSql(
                            condition="WHEN (OLD.closed_at IS NOT NULL)",
                            func="\n    IF to_jsonb(NEW) - '{is_access_refused,version,user_id,search_words}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{is_access_refused,version,user_id,search_words}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Un caso cerrado no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                            hash="852fbf5ad0a7f4da049df1ec6081d6e68b46b15c",
                            operation="UPDATE",
                            pgid="pgtrigger_closed_16275",
                            table="pqrsd_pqrsd",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Petitioner",
            fields=[
                (
                    "country",
                    django_countries.fields.CountryField(default="CO", max_length=2, verbose_name="país"),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="accounts.municipality",
                        verbose_name="municipio",
                    ),
                ),
                (
                    "foreign_city",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="ciudad y región en el exterior"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="dirección")),
                (
                    "is_domiciled_abroad",
                    models.BooleanField(default=False, verbose_name="domicilio en el exterior"),
                ),
                (
                    "pays_from_abroad",
                    models.BooleanField(default=False, verbose_name="paga desde el exterior"),
                ),
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
                            ("PA", "Pasaporte"),
                            ("PEP", "Permiso especial de permanencia"),
                            ("PPT", "Permiso por protección temporal"),
                            ("NIT", "NIT"),
                            ("DE", "Documento extranjero"),
                        ],
                        max_length=3,
                        verbose_name="tipo de documento",
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=40, verbose_name="número de documento"),
                ),
                ("legal_name", models.CharField(blank=True, max_length=200, verbose_name="razón social")),
                ("nit", models.CharField(blank=True, max_length=40, verbose_name="NIT")),
                (
                    "represented_name",
                    models.CharField(
                        blank=True,
                        help_text="Quien da el poder.",
                        max_length=200,
                        verbose_name="a quién representa",
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
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
                (
                    "consent_text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.consenttext",
                        verbose_name="autorización",
                    ),
                ),
                ("consent_wording", models.TextField(blank=True, verbose_name="texto mostrado")),
                (
                    "consent_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256 del texto"),
                ),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="otorgada")),
            ],
            options={
                "verbose_name": "caracterización del peticionario",
                "verbose_name_plural": "caracterizaciones de peticionarios",
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pqrsd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="pqrsd.pqrsd",
                        verbose_name="PQRSD",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("filed", "Radicada"),
                            ("assigned", "Asignada a un responsable"),
                            ("moved", "Pasó a otra dependencia"),
                            ("reclassified", "Cambió de clase"),
                            ("priority_set", "Prioridad decidida"),
                            ("noted", "Nota interna"),
                            ("related", "Casos relacionados"),
                            ("completion_requested", "Se pidió completar la petición"),
                            ("completion_extended", "Se amplió el plazo para completarla"),
                            ("completed", "El peticionario la completó"),
                            ("extended", "Se prorrogó el término de respuesta"),
                            ("transferred", "Trasladada a otra entidad"),
                            ("answered", "Respondida"),
                            ("rejected", "Rechazada"),
                            ("archived", "Archivada"),
                            ("lapsed", "Archivada por desistimiento tácito"),
                            ("withdrawn", "El peticionario desistió"),
                            ("replied", "El peticionario escribió de nuevo"),
                            ("rated", "El peticionario calificó la respuesta"),
                            ("delivered", "Entrega registrada"),
                            ("due_changed", "Cambió la fecha de vencimiento"),
                            ("annulled", "Radicado anulado"),
                        ],
                        max_length=25,
                        verbose_name="paso",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="fecha y hora"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="funcionario",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="texto")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="datos")),
                (
                    "radicado",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_event",
                        to="radicados.radicado",
                        verbose_name="radicado",
                    ),
                ),
            ],
            options={
                "verbose_name": "paso de una PQRSD",
                "verbose_name_plural": "pasos de las PQRSD",
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["kind", "at"], name="ix_case_event_kind")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added",
                        sql=ground.permanence.TriggerSql(
                            func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                            hash="bef308450f7c40c1cf970408d777637814e621d1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_only_added_fef96",
                            table="pqrsd_caseevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=ground.permanence.TriggerSql(
                            func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                            hash="3484b2f5afe53f0340209ffe3fa43bf3563e0873",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_bbc56",
                            table="pqrsd_caseevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedCase",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
            },
            bases=("pqrsd.pqrsd_related",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relatedcase",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="2749f07696c39fdc7e11c31ef011a9fef1d10b1f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_116f9",
                    table="pqrsd_pqrsd_related",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relatedcase",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="8147c38506c16bf73f516ff26c1978e7a23ae1a5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_ea704",
                    table="pqrsd_pqrsd_related",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Anexo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anexos",
                        to="pqrsd.caseevent",
                        verbose_name="paso",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pqrsd_anexo",
                        to="documents.document",
                        verbose_name="documento",
                    ),
                ),
            ],
            options={
                "verbose_name": "anexo",
                "verbose_name_plural": "anexos",
                "ordering": ["pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added",
                        sql=ground.permanence.TriggerSql(
                            func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                            hash="94047f75abab5979dbb66195c122c87bbc5947ee",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_only_added_18977",
                            table="pqrsd_anexo",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=ground.permanence.TriggerSql(
                            func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                            hash="1f90114dc0380229fe809643d7ff4d74d391befb",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_0bcd1",
                            table="pqrsd_anexo",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompletionRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pqrsd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completion_requests",
                        to="pqrsd.pqrsd",
                        verbose_name="PQRSD",
                    ),
                ),
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
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completion_request",
                        to="pqrsd.caseevent",
                        verbose_name="paso",
                    ),
                ),
            ],
            options={
                "verbose_name": "petición de completar",
                "verbose_name_plural": "peticiones de completar",
                "ordering": ["requested_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("completed_on__isnull", True)),
                        fields=("pqrsd",),
                        name="one_open_completion_request",
                        violation_error_message="Ya se pidió completar esta petición.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pqrsd",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rating",
                        to="pqrsd.pqrsd",
                        verbose_name="PQRSD",
                    ),
                ),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="calificación",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comentario")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="fecha y hora")),
            ],
            options={
                "verbose_name": "calificación",
                "verbose_name_plural": "calificaciones",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                        name="rating_one_to_five",
                        violation_error_message="La calificación va de 1 a 5.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="QuarterlyReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="año")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="trimestre")),
                ("made_at", models.DateTimeField(auto_now=True, verbose_name="elaborado")),
                ("figures", models.JSONField(verbose_name="cifras")),
            ],
            options={
                "verbose_name": "informe trimestral",
                "verbose_name_plural": "informes trimestrales",
                "ordering": ["-year", "-quarter"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "quarter"), name="uq_report_quarter"),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                        name="report_quarter",
                        violation_error_message="El trimestre va de 1 a 4.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pqrsd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="pqrsd.pqrsd",
                        verbose_name="caso",
                    ),
                ),
                (
                    "token_sha256",
                    models.CharField(max_length=64, unique=True, verbose_name="SHA-256 de la ficha"),
                ),
                ("ends_at", models.DateTimeField(verbose_name="termina")),
                ("is_filer", models.BooleanField(default=False, verbose_name="la radicó")),
            ],
            options={
                "verbose_name": "sesión de un caso",
                "verbose_name_plural": "sesiones de casos",
            },
        ),
    ]
