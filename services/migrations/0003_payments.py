import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import ground.permanence


class Migration(migrations.Migration):
    dependencies = [
        ("expedientes", "0001_initial"),
        ("services", "0002_courses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Intent",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="clave"
                    ),
                ),
                ("gateway", models.CharField(max_length=40, verbose_name="pasarela")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("currency", models.CharField(max_length=3, verbose_name="moneda")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("creada", "Abriéndose en el banco"),
                            ("en_banco", "En el banco"),
                            ("pendiente", "Pendiente en el banco"),
                            ("aprobada", "Aprobada"),
                            ("rechazada", "Rechazada por el banco"),
                            ("vencida", "Venció sin pagarse"),
                            ("fallida", "No se abrió en el banco"),
                        ],
                        default="creada",
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="abierto"),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="vence")),
                ("bank_reference", models.CharField(blank=True, max_length=80, verbose_name="referencia del banco")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="dirección en el banco")),
                ("cus", models.CharField(blank=True, max_length=40, verbose_name="CUS")),
                ("bank", models.CharField(blank=True, max_length=80, verbose_name="banco")),
                ("questions", models.PositiveSmallIntegerField(default=0, verbose_name="consultas hechas")),
                ("ask_at", models.DateTimeField(blank=True, null=True, verbose_name="próxima consulta")),
            ],
            options={
                "verbose_name": "intento de pago en línea",
                "verbose_name_plural": "intentos de pago en línea",
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="número")),
                ("cufe", models.CharField(blank=True, max_length=96, verbose_name="CUFE")),
                ("issued_on", models.DateField(verbose_name="fecha")),
            ],
            options={
                "verbose_name": "factura electrónica",
                "verbose_name_plural": "facturas electrónicas",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MoneyBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("banco", "Reversado por el banco"),
                            ("reverso", "Pago reversado"),
                            ("devolucion", "Devolución"),
                        ],
                        max_length=10,
                        verbose_name="clase",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("returned_on", models.DateField(verbose_name="fecha")),
                ("account", models.CharField(blank=True, max_length=120, verbose_name="cuenta de destino")),
                (
                    "administrative_act",
                    models.CharField(blank=True, max_length=120, verbose_name="acto administrativo"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motivo")),
                ("is_dropped", models.BooleanField(default=False, verbose_name="no se confirmó")),
            ],
            options={
                "verbose_name": "devolución o reverso",
                "verbose_name_plural": "devoluciones y reversos",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("en_linea", "En línea"), ("transferencia", "Transferencia")],
                        max_length=14,
                        verbose_name="forma de pago",
                    ),
                ),
                ("transaction", models.CharField(max_length=200, unique=True, verbose_name="transacción")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("currency", models.CharField(max_length=3, verbose_name="moneda")),
                ("paid_on", models.DateField(verbose_name="fecha del banco")),
                ("bank", models.CharField(blank=True, max_length=80, verbose_name="banco o cuenta")),
                ("cus", models.CharField(blank=True, max_length=60, verbose_name="CUS o número")),
                ("is_counted", models.BooleanField(default=True, verbose_name="cuenta")),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sin_cotizacion", "Pago sin cotización"),
                            ("repetido", "Pago repetido"),
                            ("por_revisar", "Pago por revisar: no es lo que se pagaba"),
                        ],
                        max_length=14,
                        verbose_name="duda",
                    ),
                ),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="resuelta")),
                ("resolution", models.TextField(blank=True, verbose_name="cómo se resolvió")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="registrado"
                    ),
                ),
            ],
            options={
                "verbose_name": "pago",
                "verbose_name_plural": "pagos",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TransferProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("paid_on", models.DateField(verbose_name="fecha de la transferencia")),
                ("bank", models.CharField(max_length=80, verbose_name="banco")),
                ("reference", models.CharField(max_length=60, verbose_name="número del comprobante")),
                ("key", models.CharField(editable=False, max_length=160, verbose_name="comprobante, para comparar")),
                ("is_refused", models.BooleanField(default=False, verbose_name="no se confirmó")),
            ],
            options={
                "verbose_name": "comprobante de transferencia",
                "verbose_name_plural": "comprobantes de transferencias",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Heard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gateway", models.CharField(max_length=40, verbose_name="pasarela")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("evento", "Evento"),
                            ("consulta", "Respuesta a una consulta"),
                            ("extracto", "Extracto del día"),
                        ],
                        max_length=10,
                        verbose_name="por dónde",
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="oído")),
                ("reference", models.CharField(max_length=80, verbose_name="referencia")),
                ("transaction", models.CharField(max_length=80, verbose_name="transacción")),
                ("word", models.JSONField(verbose_name="lo que dijo")),
                ("effect", models.CharField(max_length=200, verbose_name="qué se hizo")),
            ],
            options={
                "verbose_name": "lo que dijo el banco",
                "verbose_name_plural": "lo que dijo el banco",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["reference"], name="ix_heard_reference")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heard",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7e8181203fd335e9aea992f946e76e6da7e97a72",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_3fa7e",
                    table="services_heard",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heard",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="9164af08fcbce98e1fdb70229285f2eed5a6393f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_007e0",
                    table="services_heard",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="intent",
            name="chain",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intents",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="intent",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien paga",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="chain",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoices",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoice",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="moneyback",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien lo pidió",
            ),
        ),
        migrations.AddField(
            model_name="moneyback",
            name="step",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="money_back",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="chain",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="intent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="services.intent",
                verbose_name="intento",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="resolved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="resuelta por",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="step",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payment",
                to="expedientes.paso",
                verbose_name="recibo",
            ),
        ),
        migrations.AddField(
            model_name="moneyback",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returns",
                to="services.payment",
                verbose_name="pago",
            ),
        ),
        migrations.AddField(
            model_name="transferproof",
            name="answered_by",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="expedientes.paso",
                verbose_name="respondido por",
            ),
        ),
        migrations.AddField(
            model_name="transferproof",
            name="chain",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proofs",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="transferproof",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proof",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="proof",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payment",
                to="services.transferproof",
                verbose_name="comprobante",
            ),
        ),
        migrations.AddIndex(
            model_name="intent",
            index=models.Index(
                condition=models.Q(("state__in", frozenset(["en_banco", "creada", "pendiente"]))),
                fields=["ask_at"],
                name="ix_intent_ask",
            ),
        ),
        migrations.AddConstraint(
            model_name="intent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", frozenset(["en_banco", "creada", "pendiente"]))),
                fields=("chain",),
                name="one_live_intent",
                violation_error_message="Hay un pago en curso de esta cotización.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intent",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="intent_of_some",
                violation_error_message="Se paga más que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7b4a511f4e664e2c084628399146a1b892477e34",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_3e07d",
                    table="services_intent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="488ff32f139a6d9b711c8f777172d3462b3674b9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_beb98",
                    table="services_intent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intent",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{state,expires_at,bank_reference,url,cus,bank,questions,ask_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,expires_at,bank_reference,url,cus,bank,questions,ask_at}'::text[] THEN\n        RAISE EXCEPTION 'Lo que se pagaba no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="6650745ef049e6fca711c97d29b98744aba6b063",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_e7155",
                    table="services_intent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intent",
            trigger=pgtrigger.compiler.Trigger(
                name="approved",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.state = 'aprobada')",
                    func="\n    IF to_jsonb(NEW) - '{cus,bank,questions,ask_at,expires_at,bank_reference,url}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{cus,bank,questions,ask_at,expires_at,bank_reference,url}'::text[] THEN\n        RAISE EXCEPTION 'Un pago aprobado sigue aprobado.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="a7f08fda7c2b1bb2ce7337a16aa1a8c4a057e909",
                    operation="UPDATE",
                    pgid="pgtrigger_approved_d2234",
                    table="services_intent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invoice",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="3b991553da35a0f2be01121b54d53cc51ecd362d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_56a1a",
                    table="services_invoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invoice",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="a8becd34d93253b0732761f07528242ab86ef9c0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_f6d05",
                    table="services_invoice",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyback",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("kind", "devolucion"), _negated=True), ("is_dropped", False)),
                fields=("payment",),
                name="reversed_once",
                violation_error_message="Ese pago ya se reversó.",
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyback",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="back_of_some",
                violation_error_message="Se devuelve más que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moneyback",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="d9942ac7682bc109930efe85e1070b61703a8fc8",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_c72e2",
                    table="services_moneyback",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moneyback",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="d4c147315542f32c577361f6d1d72bf2a8d61648",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_005ba",
                    table="services_moneyback",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moneyback",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.step_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{step_id,is_dropped}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{step_id,is_dropped}'::text[] THEN\n        RAISE EXCEPTION 'Lo devuelto no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="731df46bc777e932345622f72de335a2779aa5ae",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_45d9b",
                    table="services_moneyback",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moneyback",
            trigger=pgtrigger.compiler.Trigger(
                name="done",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.step_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Lo devuelto no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="807c7528c375c319ec3a947b336dd5be97dba1aa",
                    operation="UPDATE",
                    pgid="pgtrigger_done_23d4f",
                    table="services_moneyback",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="transferproof",
            index=models.Index(condition=models.Q(("answered_by", None)), fields=["chain"], name="ix_proof_waiting"),
        ),
        migrations.AddConstraint(
            model_name="transferproof",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_refused", False)),
                fields=("key", "paid_on", "amount"),
                name="uq_transfer_proof",
                violation_error_message="Ese comprobante ya se usó.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferproof",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="proof_of_some",
                violation_error_message="Se paga más que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferproof",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="ed503a51054258f26f3a92e86abf9c187944c942",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_6b47d",
                    table="services_transferproof",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferproof",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="257eca6b0a14498e575ac02c21fc366d46a97cde",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a8d49",
                    table="services_transferproof",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferproof",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.answered_by_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{answered_by_id,is_refused}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{answered_by_id,is_refused}'::text[] THEN\n        RAISE EXCEPTION 'Un comprobante no se modifica: se responde.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="2a980ae619e73f6cebb0a498e9f9725413937476",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_72e50",
                    table="services_transferproof",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferproof",
            trigger=pgtrigger.compiler.Trigger(
                name="answered",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.answered_by_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="0411a700fd3b7555d86bb17b3747948a97927b0f",
                    operation="UPDATE",
                    pgid="pgtrigger_answered_dd865",
                    table="services_transferproof",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_counted", False), ("chain__isnull", False), _connector="OR"),
                name="payment_counts_for_something",
                violation_error_message="Un pago que cuenta es de una cotización.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="payment_of_some",
                violation_error_message="Un pago es más que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="dca8da2fdc0b4b0003f8d1120ba7664c83db1a5e",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_49e9f",
                    table="services_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="dcf738ff490abaa1fa61cf74dbcae785d0b03bba",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_c61ff",
                    table="services_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.doubt <> '' AND OLD.resolved_at IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{chain_id,step_id,is_counted,resolved_at,resolved_by_id,resolution}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{chain_id,step_id,is_counted,resolved_at,resolved_by_id,resolution}'::text[] THEN\n        RAISE EXCEPTION 'Un pago no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="f1ab35d2255398c3d2f50d38db9f59b9640cfd4d",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_faa20",
                    table="services_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="certain",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.doubt = '' OR OLD.resolved_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Un pago no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="f52d072cabe9763c356cb1070d0610e62d30e4f8",
                    operation="UPDATE",
                    pgid="pgtrigger_certain_054fc",
                    table="services_payment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
