import uuid

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import ground.permanence


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("radicados", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ModelParagraph",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80, unique=True, verbose_name="título")),
                (
                    "text",
                    models.TextField(
                        help_text="Donde diga […] quien escriba la carta tendrá que completarla.",
                        max_length=20000,
                        verbose_name="texto",
                    ),
                ),
                ("app", models.CharField(blank=True, max_length=20, verbose_name="mesa")),
                ("is_active", models.BooleanField(default=True, verbose_name="en uso")),
            ],
            options={
                "verbose_name": "párrafo modelo",
                "verbose_name_plural": "párrafos modelo",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Dependencia",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="Expediente",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("app", models.CharField(editable=False, max_length=20, verbose_name="sala")),
                ("kind", models.CharField(max_length=20, verbose_name="clase")),
                ("subject", models.CharField(max_length=200, verbose_name="asunto")),
                ("received_at", models.DateTimeField(verbose_name="recibida")),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="fecha efectiva")),
                ("initial_due_on", models.DateField(blank=True, null=True, verbose_name="vencimiento inicial")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="vence")),
                ("waiting_until", models.DateField(blank=True, null=True, verbose_name="plazo para completarla")),
                ("extension_days", models.PositiveSmallIntegerField(default=0, verbose_name="días de prórroga")),
                ("extended_at", models.DateTimeField(blank=True, null=True, verbose_name="prorrogada")),
                ("is_priority", models.BooleanField(default=False, verbose_name="prioritaria")),
                ("is_reserved", models.BooleanField(default=False, verbose_name="reservada")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="cerrada")),
                ("outcome", models.CharField(blank=True, max_length=20, verbose_name="resultado")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="versión")),
                ("search_text", models.TextField(blank=True, editable=False, verbose_name="texto para buscar")),
                (
                    "search_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("search_text", config="simple"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assigned_cases",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsable",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="expedientes.dependencia",
                        verbose_name="dependencia",
                    ),
                ),
                (
                    "radicado",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expediente",
                        to="radicados.radicado",
                        verbose_name="radicado",
                    ),
                ),
                (
                    "related",
                    models.ManyToManyField(blank=True, to="expedientes.expediente", verbose_name="casos relacionados"),
                ),
            ],
            options={
                "verbose_name": "expediente",
                "verbose_name_plural": "expedientes",
                "ordering": ["-received_at"],
            },
        ),
        migrations.CreateModel(
            name="CaseSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256 de la ficha")),
                ("ends_at", models.DateTimeField(verbose_name="termina")),
                ("is_filer", models.BooleanField(default=False, verbose_name="la radicó")),
                (
                    "expediente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="expedientes.expediente",
                        verbose_name="expediente",
                    ),
                ),
            ],
            options={
                "verbose_name": "sesión de un caso",
                "verbose_name_plural": "sesiones de casos",
            },
        ),
        migrations.CreateModel(
            name="LetterDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed", models.JSONField(default=dict, verbose_name="lo escrito hasta ahora")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="guardada")),
                ("key", models.UUIDField(default=uuid.uuid4, verbose_name="clave de sus archivos")),
                ("act", models.CharField(max_length=60, verbose_name="acto")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="revisada")),
                ("agreed_with", models.CharField(blank=True, max_length=64, verbose_name="huella de lo aprobado")),
                ("remarks", models.TextField(blank=True, verbose_name="observaciones")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter_drafts",
                        to="expedientes.expediente",
                        verbose_name="expediente",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="quien la revisa",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="quien la escribe",
                    ),
                ),
            ],
            options={
                "verbose_name": "borrador de una carta",
                "verbose_name_plural": "borradores de cartas",
            },
        ),
        migrations.CreateModel(
            name="Paso",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=25, verbose_name="paso")),
                ("label", models.CharField(max_length=80, verbose_name="nombre del paso")),
                ("is_internal", models.BooleanField(verbose_name="interno")),
                ("is_by_petitioner", models.BooleanField(verbose_name="de quien lo presentó")),
                ("is_told", models.BooleanField(verbose_name="con palabras para quien lo presentó")),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="fecha y hora"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="texto")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="datos")),
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
                (
                    "expediente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="expedientes.expediente",
                        verbose_name="expediente",
                    ),
                ),
                (
                    "radicado",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paso",
                        to="radicados.radicado",
                        verbose_name="radicado",
                    ),
                ),
            ],
            options={
                "verbose_name": "paso de un expediente",
                "verbose_name_plural": "pasos de los expedientes",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Anexo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anexo",
                        to="documents.document",
                        verbose_name="documento",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anexos",
                        to="expedientes.paso",
                        verbose_name="paso",
                    ),
                ),
            ],
            options={
                "verbose_name": "anexo",
                "verbose_name_plural": "anexos",
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="expediente",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["app", "is_reserved", "-is_priority", "due_on"],
                name="ix_case_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="expediente",
            index=models.Index(fields=["app", "is_reserved", "-received_at"], name="ix_case_received"),
        ),
        migrations.AddIndex(
            model_name="expediente",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["assignee", "due_on"], name="ix_case_mine"
            ),
        ),
        migrations.AddIndex(
            model_name="expediente",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False)), fields=["app", "closed_at"], name="ix_case_closed"
            ),
        ),
        migrations.AddIndex(
            model_name="expediente",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="ix_case_words"),
        ),
        migrations.AddConstraint(
            model_name="expediente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("outcome", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="case_closed_with_outcome",
                violation_error_message="Un caso cerrado tiene fecha y resultado.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expediente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_on__isnull", True),
                        ("effective_on__isnull", True),
                        ("initial_due_on__isnull", True),
                        ("waiting_until__isnull", True),
                    ),
                    models.Q(
                        ("effective_on__isnull", False),
                        ("initial_due_on__isnull", False),
                        models.Q(
                            models.Q(("due_on__isnull", True), ("waiting_until__isnull", False)),
                            models.Q(("due_on__isnull", False), ("waiting_until__isnull", True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="case_due_or_waiting",
                violation_error_message="El término corre, o espera a que se complete lo que falta.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expediente",
            constraint=models.CheckConstraint(
                condition=models.Q(("effective_on__isnull", True), ("office__isnull", False), _connector="OR"),
                name="case_with_term_has_office",
                violation_error_message="A un caso con término lo atiende una dependencia.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expediente",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extended_at__isnull", True), ("extension_days", 0)),
                    models.Q(("extended_at__isnull", False), ("extension_days__gt", 0)),
                    _connector="OR",
                ),
                name="case_extended_whole",
                violation_error_message="Una prórroga tiene fecha y días.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expediente",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6af2e27a363063f7db18b97d2df60591a5f384f9",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_3fb8f",
                    table="expedientes_expediente",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expediente",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="e4ae596d5c8b95932209d51457ce9a7e925594c1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_c08d6",
                    table="expedientes_expediente",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expediente",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{kind,effective_on,initial_due_on,due_on,waiting_until,extension_days,extended_at,office_id,assignee_id,is_priority,is_reserved,closed_at,outcome,version,search_words}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{kind,effective_on,initial_due_on,due_on,waiting_until,extension_days,extended_at,office_id,assignee_id,is_priority,is_reserved,closed_at,outcome,version,search_words}'::text[] THEN\n        RAISE EXCEPTION 'Lo radicado en un caso no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="a30d4bd5df8345fa4dd851503a32769ac5a206c3",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_ed4b6",
                    table="expedientes_expediente",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expediente",
            trigger=pgtrigger.compiler.Trigger(
                name="with_term",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.effective_on IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{kind,initial_due_on,due_on,waiting_until,extension_days,extended_at,office_id,assignee_id,is_priority,is_reserved,closed_at,outcome,version,search_words}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{kind,initial_due_on,due_on,waiting_until,extension_days,extended_at,office_id,assignee_id,is_priority,is_reserved,closed_at,outcome,version,search_words}'::text[] THEN\n        RAISE EXCEPTION 'Lo radicado en un caso no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="4e773d810eb77e15e4566ef5e318b19638696a14",
                    operation="UPDATE",
                    pgid="pgtrigger_with_term_4d173",
                    table="expedientes_expediente",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expediente",
            trigger=pgtrigger.compiler.Trigger(
                name="without_act",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (NEW.version <> OLD.version + 1)",
                    func="\n    IF to_jsonb(NEW) - '{initial_due_on,search_words}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{initial_due_on,search_words}'::text[] THEN\n        RAISE EXCEPTION 'Un caso solo cambia por un acto, que sube su versión en uno.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="59d3205256f5e598231679b8417f510518757d51",
                    operation="UPDATE",
                    pgid="pgtrigger_without_act_81ab9",
                    table="expedientes_expediente",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expediente",
            trigger=pgtrigger.compiler.Trigger(
                name="closed",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.closed_at IS NOT NULL AND OLD.outcome <> 'cerrada')",
                    func="\n    IF to_jsonb(NEW) - '{version,search_words}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{version,search_words}'::text[] THEN\n        RAISE EXCEPTION 'Un caso cerrado no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="08d62dc8ba60343c12e186e757fe5419d1e906f8",
                    operation="UPDATE",
                    pgid="pgtrigger_closed_ce216",
                    table="expedientes_expediente",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expediente",
            trigger=pgtrigger.compiler.Trigger(
                name="finished",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.closed_at IS NOT NULL AND OLD.outcome = 'cerrada')",
                    func="\n    IF to_jsonb(NEW) - '{version,closed_at,outcome,search_words}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{version,closed_at,outcome,search_words}'::text[]\n        OR NEW.closed_at IS DISTINCT FROM OLD.closed_at AND to_jsonb(NEW.closed_at) NOT IN ('\"\"', '[]')\n        OR NEW.outcome IS DISTINCT FROM OLD.outcome AND to_jsonb(NEW.outcome) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Un caso cerrado no se puede modificar: se reabre.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="eea0312197f15cc6e5a38cb1a2e58cc709e7c40c",
                    operation="UPDATE",
                    pgid="pgtrigger_finished_34f24",
                    table="expedientes_expediente",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="RelatedCase",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("expedientes.expediente_related",),
        ),
        migrations.AddConstraint(
            model_name="letterdraft",
            constraint=models.UniqueConstraint(fields=("case", "act"), name="uq_letter_draft"),
        ),
        migrations.AddIndex(
            model_name="paso",
            index=models.Index(fields=["kind", "at"], name="ix_paso_kind"),
        ),
        migrations.AddConstraint(
            model_name="paso",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True),
                name="step_with_label",
                violation_error_message="Un paso dice qué pasó.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paso",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="af5de28abc0f9635a51e6c7d685735f82cdf2a65",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_a8885",
                    table="expedientes_paso",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paso",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="ffcf83f1d4b358f45fce36a6fd4179a42b81c15c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_9ba6e",
                    table="expedientes_paso",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anexo",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="1fd55f03c8a333ebe8ce301cb79a261872ed7b8a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_8da57",
                    table="expedientes_anexo",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anexo",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6470503576d65e7004e82581c08ea9b93f36e3b0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_55138",
                    table="expedientes_anexo",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relatedcase",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="332218aef1ac11bd3d836885930ccabeff3d6856",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_91d9b",
                    table="expedientes_expediente_related",
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
                    hash="735c86b68e595cb3b6521319a0f9cf7193e00635",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_815a0",
                    table="expedientes_expediente_related",
                    when="BEFORE",
                ),
            ),
        ),
    ]
