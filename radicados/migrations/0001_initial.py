import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import ground.permanence
import radicados.validity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Radicado",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(choices=[("E", "Entrada"), ("S", "Salida")], max_length=1, verbose_name="serie"),
                ),
                ("year", models.PositiveSmallIntegerField(db_default=0, verbose_name="año")),
                ("sequence", models.PositiveIntegerField(db_default=0, verbose_name="consecutivo")),
                (
                    "number",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(
                            django.db.models.functions.comparison.Cast("year", models.CharField()),
                            models.Value("-"),
                            models.F("kind"),
                            models.Value("-"),
                            django.db.models.functions.text.LPad(
                                django.db.models.functions.comparison.Cast("sequence", models.CharField()),
                                django.db.models.functions.comparison.Greatest(
                                    django.db.models.functions.text.Length(
                                        django.db.models.functions.comparison.Cast("sequence", models.CharField())
                                    ),
                                    models.Value(6),
                                ),
                                models.Value("0"),
                            ),
                        ),
                        output_field=models.CharField(max_length=20, verbose_name="número de radicado"),
                        verbose_name="número de radicado",
                    ),
                ),
                (
                    "filed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="fecha y hora de radicación"
                    ),
                ),
                ("document_kind", models.CharField(max_length=120, verbose_name="tipo documental")),
                ("subject", models.CharField(max_length=300, verbose_name="asunto")),
                ("office", models.CharField(max_length=120, verbose_name="dependencia competente")),
                ("filer_name", models.CharField(max_length=410, verbose_name="remitente o destinatario")),
                (
                    "filer_document",
                    models.CharField(max_length=40, verbose_name="documento del remitente o destinatario"),
                ),
                ("channel", models.CharField(blank=True, max_length=60, verbose_name="canal")),
                ("responsible", models.CharField(blank=True, max_length=310, verbose_name="funcionario responsable")),
                ("folios", models.PositiveIntegerField(blank=True, null=True, verbose_name="folios en papel")),
                ("annexes", models.JSONField(blank=True, default=list, verbose_name="anexos")),
                ("filed_from", models.GenericIPAddressField(null=True, verbose_name="dirección de red")),
                (
                    "slot",
                    models.CharField(
                        blank=True,
                        help_text="Lo que solo puede tener un radicado vigente a la vez; vacío si no aplica.",
                        max_length=100,
                        verbose_name="cupo",
                    ),
                ),
                (
                    "is_reserved",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Solo lo ve quien tiene el permiso para ver radicados reservados; también sus respuestas.",
                        verbose_name="reservado",
                    ),
                ),
                ("snapshot", models.JSONField(verbose_name="contenido de la carta")),
                ("template_version", models.PositiveSmallIntegerField(verbose_name="versión de la plantilla")),
                (
                    "verification_code",
                    models.CharField(max_length=18, unique=True, verbose_name="código de verificación"),
                ),
                ("issued_at", models.DateTimeField(null=True, verbose_name="carta emitida")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 de la carta")),
                ("signature_level", models.CharField(blank=True, max_length=10, verbose_name="nivel de la firma")),
                ("signed_by", models.TextField(blank=True, verbose_name="certificado firmante")),
                ("annulled_at", models.DateTimeField(null=True, verbose_name="anulado")),
                ("annulment_reason", models.TextField(blank=True, verbose_name="motivo de la anulación")),
            ],
            options={
                "verbose_name": "radicado",
                "verbose_name_plural": "radicados",
                "ordering": ["-filed_at"],
                "permissions": [
                    ("annul_radicado", "Puede anular radicados"),
                    ("view_reserved_radicado", "Puede ver radicados reservados"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="vigente desde")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="vigente hasta")),
                ("name", models.CharField(max_length=200, verbose_name="nombre")),
                ("position", models.CharField(default="Director General", max_length=200, verbose_name="cargo")),
                ("is_acting", models.BooleanField(default=False, verbose_name="encargado (E)")),
                (
                    "appointed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="acto de nombramiento o encargo"),
                ),
            ],
            options={
                "verbose_name": "firmante",
                "verbose_name_plural": "firmantes",
                "ordering": ["-valid_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Actuacion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("filed", "Radicado"),
                            ("notified", "Aviso enviado por correo"),
                            ("failed", "Intento de emisión fallido"),
                            ("parked", "Emisión detenida"),
                            ("retried", "Reintento ordenado"),
                            ("issued", "Carta emitida y firmada"),
                            ("annulled", "Radicado anulado"),
                        ],
                        max_length=20,
                        verbose_name="actuación",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="fecha y hora"
                    ),
                ),
                ("detail", models.TextField(blank=True, verbose_name="detalle")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="autor",
                    ),
                ),
            ],
            options={
                "verbose_name": "actuación",
                "verbose_name_plural": "actuaciones",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Consecutivo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=1, verbose_name="serie")),
                ("year", models.PositiveSmallIntegerField(verbose_name="año")),
                ("last", models.PositiveIntegerField(verbose_name="último número")),
                ("last_at", models.DateTimeField(verbose_name="fecha y hora del último")),
            ],
            options={
                "verbose_name": "consecutivo",
                "verbose_name_plural": "consecutivos",
                "constraints": [models.UniqueConstraint(fields=("kind", "year"), name="uq_consecutivo_kind_year")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consecutivo",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="66de0a736205838d5d06d91a5ddb45cf8208b3e1",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_255e6",
                    table="radicados_consecutivo",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consecutivo",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b14241b5d3fac190b7a5f2cfabe4db2ecd43faf0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_54eb8",
                    table="radicados_consecutivo",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consecutivo",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_alone",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (pg_trigger_depth() = 0)",
                    func="RAISE EXCEPTION 'Un consecutivo solo avanza al radicar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="06a8da6ec16eebd45a1efa891d5355fd2a94bec2",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_counts_alone_1c268",
                    table="radicados_consecutivo",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consecutivo",
            trigger=pgtrigger.compiler.Trigger(
                name="as_filed",
                sql=ground.permanence.TriggerSql(
                    constraint="CONSTRAINT",
                    func="\n    PERFORM FROM radicados_consecutivo AS counter, LATERAL (\n        SELECT sequence, filed_at FROM radicados_radicado\n        WHERE kind = counter.kind AND year = counter.year ORDER BY sequence DESC LIMIT 1) AS filed\n        WHERE counter.id = NEW.id AND (counter.last, counter.last_at) = (filed.sequence, filed.filed_at);\n    IF NOT FOUND THEN RAISE EXCEPTION 'Un consecutivo solo avanza al radicar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    RETURN NULL;",
                    hash="2a77cbfb6d81344131c0cfe4bd90e1ed8525060c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_as_filed_98da2",
                    table="radicados_consecutivo",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="LetterIssuance",
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
                    "radicado",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="issuance",
                        serialize=False,
                        to="radicados.radicado",
                        verbose_name="radicado",
                    ),
                ),
            ],
            options={
                "verbose_name": "carta sin emitir",
                "verbose_name_plural": "cartas sin emitir",
                "permissions": [("retry_letterissuance", "Puede reintentar la emisión de cartas")],
            },
        ),
        migrations.CreateModel(
            name="SignedLetter",
            fields=[
                (
                    "radicado",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="signed_letter",
                        serialize=False,
                        to="radicados.radicado",
                        verbose_name="radicado",
                    ),
                ),
                ("pdf", models.BinaryField(verbose_name="carta firmada")),
            ],
            options={
                "verbose_name": "carta firmada",
                "verbose_name_plural": "cartas firmadas",
            },
        ),
        migrations.AddField(
            model_name="radicado",
            name="annulled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="anuló",
            ),
        ),
        migrations.AddField(
            model_name="radicado",
            name="company",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="radicados",
                to="accounts.company",
                verbose_name="empresa",
            ),
        ),
        migrations.AddField(
            model_name="radicado",
            name="filed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="radicados",
                to=settings.AUTH_USER_MODEL,
                verbose_name="radicó",
            ),
        ),
        migrations.AddField(
            model_name="radicado",
            name="in_reply_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="radicados.radicado",
                verbose_name="responde al radicado",
            ),
        ),
        migrations.AddField(
            model_name="actuacion",
            name="radicado",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actuaciones",
                to="radicados.radicado",
                verbose_name="radicado",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="signatory_dates_in_order",
                violation_error_message="La fecha «hasta» no puede ser anterior a la fecha «desde».",
            ),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        radicados.validity.DateRange(
                            "valid_from",
                            "valid_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True),
                        ),
                        "&&",
                    )
                ],
                name="one_signatory_at_a_time",
                violation_error_message="Ya hay otro vigente en esas fechas; ciérrelo antes.",
            ),
        ),
        migrations.AddIndex(
            model_name="letterissuance",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)), fields=["next_attempt_at"], name="ix_issuance_queue"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signedletter",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="5b944a8415fdb8b19b30a174c9cc3248ca463113",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_6bd4c",
                    table="radicados_signedletter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signedletter",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7d32a439f12637aab75b948053a8ae9cfbb60246",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_bbd79",
                    table="radicados_signedletter",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="radicado",
            index=models.Index(fields=["filed_by", "-filed_at"], name="ix_radicado_filer"),
        ),
        migrations.AddIndex(
            model_name="radicado",
            index=models.Index(fields=["company", "-filed_at"], name="ix_radicado_company"),
        ),
        migrations.AddConstraint(
            model_name="radicado",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["E", "S"])),
                name="radicado_known_series",
                violation_error_message="La serie es E (entrada) o S (salida).",
            ),
        ),
        migrations.AddConstraint(
            model_name="radicado",
            constraint=models.UniqueConstraint(fields=("kind", "year", "sequence"), name="uq_radicado_sequence"),
        ),
        migrations.AddConstraint(
            model_name="radicado",
            constraint=models.UniqueConstraint(fields=("number",), name="uq_radicado_number"),
        ),
        migrations.AddConstraint(
            model_name="radicado",
            constraint=models.UniqueConstraint(
                condition=models.Q(("annulled_at__isnull", True), models.Q(("slot", ""), _negated=True)),
                fields=("slot",),
                name="uq_live_radicado_per_slot",
                violation_error_message="Ya existe un radicado vigente para esta solicitud.",
            ),
        ),
        migrations.AddConstraint(
            model_name="radicado",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issued_at__isnull", True), ("sha256", ""), ("signature_level", ""), ("signed_by", "")),
                    models.Q(
                        ("issued_at__isnull", False),
                        models.Q(("sha256", ""), _negated=True),
                        models.Q(("signature_level", ""), _negated=True),
                        models.Q(("signed_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="radicado_issued_whole",
                violation_error_message="Una carta emitida tiene fecha, huella, nivel y firmante.",
            ),
        ),
        migrations.AddConstraint(
            model_name="radicado",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("annulled_at__isnull", True), ("annulled_by__isnull", True), ("annulment_reason", "")),
                    models.Q(
                        ("annulled_at__isnull", False),
                        ("annulled_by__isnull", False),
                        models.Q(("annulment_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="radicado_annulled_with_reason",
                violation_error_message="Una anulación tiene fecha, autor y motivo.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="radicado",
            trigger=pgtrigger.compiler.Trigger(
                name="number",
                sql=ground.permanence.TriggerSql(
                    declare="DECLARE told timestamptz := NEW.filed_at; clock timestamptz; latest timestamptz;",
                    func="\n    PERFORM pg_advisory_xact_lock(hashtext('radicados_consecutivo'), ascii(NEW.kind));\n    clock := clock_timestamp();\n    SELECT max(last_at) INTO latest FROM radicados_consecutivo WHERE kind = NEW.kind;\n    IF told NOT BETWEEN clock - interval '120 seconds' AND clock + interval '120 seconds' THEN\n        RAISE EXCEPTION 'Los relojes del portal y de la base de datos no coinciden: no se radica hasta ponerlos en hora.' USING ERRCODE = '55000', CONSTRAINT = 'radicado_clocks_agree', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    IF latest > clock + interval '120 seconds' THEN\n        RAISE EXCEPTION 'El último radicado tiene una fecha que todavía no llega: alguien debe revisar el reloj.' USING ERRCODE = '55000', CONSTRAINT = 'radicado_after_the_last', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    -- A clock that was set back a little must not put a later number at an earlier instant.\n    NEW.filed_at := greatest(clock, latest + interval '1 microsecond');\n    IF (NEW.filed_at AT TIME ZONE 'America/Bogota')::date <> (told AT TIME ZONE 'America/Bogota')::date THEN\n        RAISE EXCEPTION 'Cambió el día mientras se radicaba: inténtelo otra vez.' USING ERRCODE = '55000', CONSTRAINT = 'radicado_of_its_day', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    NEW.year := extract(year FROM NEW.filed_at AT TIME ZONE 'America/Bogota');\n    INSERT INTO radicados_consecutivo AS counter (kind, year, last, last_at)\n        VALUES (NEW.kind, NEW.year, 1, NEW.filed_at)\n        ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + 1, last_at = NEW.filed_at\n        RETURNING counter.last INTO NEW.sequence;\n    INSERT INTO radicados_actuacion (radicado_id, kind, at, by_id, detail)\n        VALUES (NEW.id, 'filed', NEW.filed_at, NEW.filed_by_id, '');\n    -- Nothing is born issued or annulled.\n    NEW.issued_at := NULL; NEW.sha256 := ''; NEW.signature_level := ''; NEW.signed_by := '';\n    NEW.annulled_at := NULL; NEW.annulled_by_id := NULL; NEW.annulment_reason := '';\n    RETURN NEW;",
                    hash="1618a9957eac2b6d4912c366c589d4422da835c3",
                    operation="INSERT",
                    pgid="pgtrigger_number_eb9c5",
                    table="radicados_radicado",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="radicado",
            trigger=pgtrigger.compiler.Trigger(
                name="reserve_reply",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (NEW.in_reply_to_id IS NOT NULL AND NOT NEW.is_reserved)",
                    func="\n    SELECT is_reserved INTO NEW.is_reserved FROM radicados_radicado WHERE id = NEW.in_reply_to_id;\n    NEW.is_reserved := coalesce(NEW.is_reserved, false); -- the foreign key will refuse what answers nothing\n    RETURN NEW;",
                    hash="3d13ed6e48a8b31bf72175605666d421cacc3135",
                    operation="INSERT",
                    pgid="pgtrigger_reserve_reply_2d570",
                    table="radicados_radicado",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="radicado",
            trigger=pgtrigger.compiler.Trigger(
                name="reserve_replies",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.is_reserved IS DISTINCT FROM NEW.is_reserved)",
                    func="\n    UPDATE radicados_radicado SET is_reserved = NEW.is_reserved WHERE in_reply_to_id = NEW.id;\n    RETURN NULL;",
                    hash="351f4aead9a96f4a2ca679ddfc802314f4f2f5dd",
                    operation='UPDATE OF "is_reserved"',
                    pgid="pgtrigger_reserve_replies_23cbb",
                    table="radicados_radicado",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="radicado",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="cd5c3cfe65f62b482cd3bf96b2a919a6b0018b3c",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_66e97",
                    table="radicados_radicado",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="radicado",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="a37d9337f507b9dc1ec658e618b640e53453bdbb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_b9df2",
                    table="radicados_radicado",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="radicado",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{is_reserved,issued_at,sha256,signature_level,signed_by,annulled_at,annulled_by_id,annulment_reason,number}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{is_reserved,issued_at,sha256,signature_level,signed_by,annulled_at,annulled_by_id,annulment_reason,number}'::text[] THEN\n        RAISE EXCEPTION 'Un radicado no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="f6d78d79e8dfc09c133755b839b7de795ed03a89",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_064d6",
                    table="radicados_radicado",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="radicado",
            trigger=pgtrigger.compiler.Trigger(
                name="issued",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.issued_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{is_reserved,annulled_at,annulled_by_id,annulment_reason,number}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{is_reserved,annulled_at,annulled_by_id,annulment_reason,number}'::text[] THEN\n        RAISE EXCEPTION 'Un radicado no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="fd269189daa1a2a7808f0ba1d7f2ae301924592b",
                    operation="UPDATE",
                    pgid="pgtrigger_issued_5f14e",
                    table="radicados_radicado",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="radicado",
            trigger=pgtrigger.compiler.Trigger(
                name="annulled",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.annulled_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{is_reserved,number}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{is_reserved,number}'::text[] THEN\n        RAISE EXCEPTION 'Un radicado no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="08ddc3e12a1684c2d42405232de85db22592dcce",
                    operation="UPDATE",
                    pgid="pgtrigger_annulled_b361c",
                    table="radicados_radicado",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actuacion",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="30887d921ea44ec7918d9bef971c0a773f5dd8ad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_7c2f0",
                    table="radicados_actuacion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actuacion",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="f874f4629c883347efd01c4ea3b50f94dde70b1e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_2ee72",
                    table="radicados_actuacion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
