import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import ground.permanence


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="posición")),
                ("previous", models.CharField(max_length=64, verbose_name="huella anterior")),
                ("sha256", models.CharField(max_length=64, verbose_name="huella")),
            ],
            options={
                "verbose_name": "sello de auditoría",
                "verbose_name_plural": "sellos de auditoría",
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="fecha y hora"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("registered", "Registro terminado"),
                            ("logged_in", "Ingreso"),
                            ("login_failed", "Ingreso fallido"),
                            ("logged_out", "Salida"),
                            ("session_ended", "Sesión cerrada"),
                            ("recovery_asked", "Recuperación de contraseña solicitada"),
                            ("password_changed", "Contraseña cambiada"),
                            ("email_verified", "Correo verificado"),
                            ("email_changed", "Correo cambiado"),
                            ("second_factor", "Segundo factor"),
                            ("consent_given", "Autorización otorgada"),
                            ("consent_withdrawn", "Autorización retirada"),
                            ("read", "Datos personales consultados"),
                            ("searched", "Datos personales buscados o listados"),
                            ("document_read", "Documento abierto"),
                            ("exported", "Datos exportados"),
                            ("changed", "Cambio"),
                            ("erased", "Datos suprimidos"),
                        ],
                        max_length=30,
                        verbose_name="acción",
                    ),
                ),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="número del usuario")),
                ("actor_name", models.CharField(blank=True, max_length=150, verbose_name="usuario")),
                ("subject_type", models.CharField(blank=True, max_length=60, verbose_name="sobre qué")),
                ("subject_id", models.CharField(blank=True, max_length=64, verbose_name="cuál")),
                ("detail", models.JSONField(default=dict, verbose_name="detalle")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="dirección de red")),
            ],
            options={
                "verbose_name": "asiento de auditoría",
                "verbose_name_plural": "asientos de auditoría",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="ix_audit_subject"),
                    models.Index(fields=["actor_id", "-id"], name="ix_audit_actor"),
                    models.Index(fields=["at"], name="ix_audit_at"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="clock",
                sql=ground.permanence.TriggerSql(
                    func="\n    NEW.at := clock_timestamp();\n    RETURN NEW;",
                    hash="33bfe60e8567a83bd8dcc02d6d959a26f8e2a829",
                    operation="INSERT",
                    pgid="pgtrigger_clock_930dd",
                    table="audit_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="ask_for_seal",
                sql=ground.permanence.TriggerSql(
                    constraint="CONSTRAINT",
                    func="\n    INSERT INTO audit_seal (position, entry_id, previous, sha256) VALUES (-NEW.id, NEW.id, '', '');\n    RETURN NULL;",
                    hash="7f3270ba2a6471ec7ee38f7759e662d074a1911b",
                    operation="INSERT",
                    pgid="pgtrigger_ask_for_seal_b0dea",
                    table="audit_entry",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="75b51f3b2de686b50fa8c8c1445e3d6d9e3deda5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_d673e",
                    table="audit_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="20d83889a51274054846913c32c6a0fcb4487922",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_6c9ae",
                    table="audit_entry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="seal",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seal",
                to="audit.entry",
                verbose_name="asiento",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="chain",
                sql=ground.permanence.TriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE place bigint; before varchar(64); canonical text;",
                    func="\n    PERFORM pg_advisory_xact_lock(hashtext('audit_seal'), 0);\n    SELECT seal.position, seal.sha256 INTO place, before\n        FROM audit_seal seal WHERE seal.position > 0 ORDER BY seal.position DESC LIMIT 1;\n    place := coalesce(place, 0) + 1;\n    before := coalesce(before, repeat('0', 64));\n    SELECT jsonb_build_array(\n            place::text, before, entry.id::text,\n            to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),\n            entry.action, entry.actor_id::text, entry.actor_name, entry.subject_type, entry.subject_id,\n            entry.detail::text, entry.address::text\n        )::text INTO STRICT canonical FROM audit_entry entry WHERE entry.id = NEW.entry_id;\n    UPDATE audit_seal\n        SET position = place, previous = before, sha256 = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')\n        WHERE position = NEW.position;\n    RETURN NULL;",
                    hash="d749ceff90b8bb68b4106c9a77d8e8ba5164521e",
                    operation="INSERT",
                    pgid="pgtrigger_chain_c1519",
                    table="audit_seal",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="0b6520062871689aa00ee5a1a52ac2f7a9483d09",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_1d9aa",
                    table="audit_seal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="2b2c3c0b407a7943e80644fb3624c6d885946344",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_aeb05",
                    table="audit_seal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="completed",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.position > 0)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="c59bcfd66e3c270d837212e321e45619ccdbdbb6",
                    operation="UPDATE",
                    pgid="pgtrigger_completed_04e18",
                    table="audit_seal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="of_the_database",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (pg_trigger_depth() = 0)",
                    func="RAISE EXCEPTION 'Un sello de auditoría solo lo pone la base de datos.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="43d3e8fd0dc1fad779875f2be26533ed7173941f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_of_the_database_55fd6",
                    table="audit_seal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
