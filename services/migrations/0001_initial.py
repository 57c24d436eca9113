import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
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
        ("tariffs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QuoteChain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("currency", models.CharField(max_length=3, verbose_name="moneda")),
            ],
            options={
                "verbose_name": "cotización",
                "verbose_name_plural": "cotizaciones",
                "ordering": ["request", "number"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("name", models.CharField(max_length=200, verbose_name="qué es")),
                ("maker", models.CharField(blank=True, max_length=80, verbose_name="marca")),
                ("model", models.CharField(blank=True, max_length=80, verbose_name="modelo")),
                ("serial", models.CharField(blank=True, max_length=60, verbose_name="serial")),
                (
                    "serial_key",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="serial, para comparar"),
                ),
                ("internal_code", models.CharField(blank=True, max_length=40, verbose_name="código interno")),
                ("is_on_site", models.BooleanField(default=False, verbose_name="en las instalaciones del cliente")),
                ("country", models.CharField(default="CO", max_length=2, verbose_name="país")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="dirección del servicio")),
                ("wished_on", models.DateField(blank=True, null=True, verbose_name="fecha deseada")),
                (
                    "recall_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="meses entre calibraciones"),
                ),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="otros datos")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("esperado", "Por recibir"),
                            ("recibido", "Recibido"),
                            ("en_medicion", "En medición"),
                            ("terminado", "Terminado"),
                            ("certificado", "Certificado"),
                            ("entregado", "Entregado"),
                            ("devuelto", "Devuelto"),
                            ("excluido", "Excluido"),
                        ],
                        default="esperado",
                        max_length=12,
                        verbose_name="estado",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                        verbose_name="municipio",
                    ),
                ),
            ],
            options={
                "verbose_name": "ítem de una solicitud",
                "verbose_name_plural": "ítems de las solicitudes",
                "ordering": ["request", "position"],
            },
        ),
        migrations.CreateModel(
            name="Laboratory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="nombre")),
                (
                    "headings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        default=list,
                        help_text="Como se llaman en la resolución, separados por comas.",
                        size=None,
                        verbose_name="títulos de la tarifa",
                    ),
                ),
                (
                    "stations",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="puestos de medición",
                    ),
                ),
                (
                    "paper_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="días hábiles hasta el certificado"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="en uso")),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True, related_name="laboratories", to=settings.AUTH_USER_MODEL, verbose_name="personas"
                    ),
                ),
            ],
            options={
                "verbose_name": "laboratorio",
                "verbose_name_plural": "laboratorios",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="versión")),
                ("priced_on", models.DateField(verbose_name="cotizada el")),
                ("valid_until", models.DateField(verbose_name="vigente hasta")),
                ("customer", models.JSONField(verbose_name="hechos del cliente")),
                ("lines", models.JSONField(verbose_name="servicios")),
                (
                    "discount_article",
                    models.CharField(blank=True, max_length=20, verbose_name="artículo del descuento"),
                ),
                ("subtotal", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="subtotal")),
                ("discount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="descuento")),
                ("total", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="total")),
                ("content_sha256", models.CharField(max_length=64, verbose_name="SHA-256 de lo cotizado")),
                (
                    "accepted_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accepted_quote",
                        to="expedientes.paso",
                        verbose_name="aceptada por",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tariffs.edition",
                        verbose_name="tarifa",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="expedientes.paso",
                        verbose_name="no aceptada o vencida por",
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_quote",
                        to="expedientes.paso",
                        verbose_name="reemplazada por",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quote",
                        to="expedientes.paso",
                        verbose_name="paso",
                    ),
                ),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="services.quotechain",
                        verbose_name="cotización",
                    ),
                ),
            ],
            options={
                "verbose_name": "versión de una cotización",
                "verbose_name_plural": "versiones de cotizaciones",
                "ordering": ["chain", "version"],
            },
        ),
        migrations.CreateModel(
            name="ServiceRequest",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("radicada", "Radicada"),
                            ("incompleta", "Por completar"),
                            ("revisada", "Revisada"),
                            ("cotizada", "Cotizada"),
                            ("aceptada", "Aceptada, por pagar"),
                            ("por_cobrar", "Aceptada, con pago aplazado"),
                            ("pagada", "Pagada"),
                            ("programada", "Programada"),
                            ("recibida", "Recibida"),
                            ("en_servicio", "En servicio"),
                            ("terminada", "Terminada"),
                            ("entregada", "Entregada"),
                            ("no_aceptada", "Cotización no aceptada"),
                            ("vencida", "Cotización vencida"),
                            ("cerrada", "Cerrada"),
                            ("desistida", "Desistida"),
                            ("rechazada", "Rechazada"),
                            ("anulada", "Anulada"),
                        ],
                        default="radicada",
                        max_length=12,
                        verbose_name="estado",
                    ),
                ),
                ("customer_name", models.CharField(max_length=410, verbose_name="cliente")),
                ("customer_document", models.CharField(max_length=80, verbose_name="documento del cliente")),
                (
                    "customer_address",
                    models.CharField(blank=True, max_length=300, verbose_name="dirección del cliente"),
                ),
                ("contact_name", models.CharField(max_length=120, verbose_name="persona de contacto")),
                ("contact_email", models.EmailField(max_length=254, verbose_name="correo de contacto")),
                ("contact_phone", models.CharField(blank=True, max_length=40, verbose_name="teléfono de contacto")),
                ("customer", models.JSONField(default=dict, verbose_name="hechos del cliente")),
                ("size_proved_at", models.DateTimeField(blank=True, null=True, verbose_name="tamaño verificado")),
                ("contract", models.JSONField(blank=True, default=dict, verbose_name="contrato o convenio")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="revisada")),
                (
                    "asked_until",
                    models.DateField(blank=True, null=True, verbose_name="plazo del cliente para completarla"),
                ),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="próxima fecha")),
                ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="observaciones")),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="datos del servicio")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="usuario",
                    ),
                ),
            ],
            options={
                "verbose_name": "solicitud de servicio",
                "verbose_name_plural": "solicitudes de servicios",
                "ordering": ["-received_at"],
                "permissions": [
                    ("handle_request", "Puede atender solicitudes de servicios"),
                    ("measure", "Puede prestar los servicios de su laboratorio"),
                    ("confirm_payment", "Puede confirmar pagos de servicios"),
                ],
            },
            bases=("expedientes.expediente",),
        ),
        migrations.AddField(
            model_name="quotechain",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="chains",
                to="services.servicerequest",
                verbose_name="solicitud",
            ),
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("code", models.CharField(max_length=12, verbose_name="código de la tasa")),
                ("quantity", models.PositiveIntegerField(verbose_name="cantidad")),
                ("persons", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="personas")),
                ("is_on_site", models.BooleanField(default=False, verbose_name="en sitio")),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="expedientes.paso",
                        verbose_name="retirada por",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="services.item",
                        verbose_name="ítem",
                    ),
                ),
                (
                    "laboratory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="services.laboratory",
                        verbose_name="laboratorio",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="services.servicerequest",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "servicio de una solicitud",
                "verbose_name_plural": "servicios de las solicitudes",
                "ordering": ["request", "position"],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="services.servicerequest",
                verbose_name="solicitud",
            ),
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("first_name", models.CharField(max_length=200, verbose_name="nombres")),
                ("last_name", models.CharField(max_length=200, verbose_name="apellidos")),
                ("document_type", models.CharField(max_length=3, verbose_name="tipo de documento")),
                ("document_number", models.CharField(max_length=30, verbose_name="número de documento")),
                ("email", models.EmailField(max_length=254, verbose_name="correo electrónico")),
                ("job", models.CharField(blank=True, max_length=80, verbose_name="cargo")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="services.item",
                        verbose_name="cupos",
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="services.participant",
                        verbose_name="lo reemplaza",
                    ),
                ),
            ],
            options={
                "verbose_name": "participante",
                "verbose_name_plural": "participantes",
                "ordering": ["item", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_by", None)),
                        fields=("item", "document_type", "document_number"),
                        name="uq_participant_document",
                        violation_error_message="Ese documento está repetido.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="f306c43a686d5cbd5945e59119fca2be9fb67b67",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_365c6",
                    table="services_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="009f20c6e414faaf2223e4d9873191ce2a7f96c3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_0fd83",
                    table="services_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{replaced_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{replaced_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Un participante no se modifica: otro toma su lugar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="5ce62d08c7446c59c0eadfdf6024f8040eb71fd1",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_49e71",
                    table="services_participant",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(fields=("chain", "version"), name="uq_quote_version"),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_by", None)),
                fields=("chain",),
                name="one_quote_in_force",
                violation_error_message="Solo una versión de una cotización está en firme.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "total",
                        django.db.models.expressions.CombinedExpression(
                            models.F("subtotal"), "-", models.F("discount")
                        ),
                    ),
                    ("total__gte", 0),
                ),
                name="quote_adds_up",
                violation_error_message="El total es el subtotal menos el descuento.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="d932d7f9cf56d514cdfb78ff24ed7ffef5dc1f50",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_ddffd",
                    table="services_quote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b5c22f2d2c9fabc57c6a27dea90b0371e5dcfa9f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_7826d",
                    table="services_quote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{accepted_by_id,ended_by_id,replaced_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{accepted_by_id,ended_by_id,replaced_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Una cotización emitida no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="8249d9b871281e960963339c6b156246386bb77b",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_845c1",
                    table="services_quote",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(fields=["state", "next_on"], name="ix_service_state"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="249a2b6ce87a002b413055174670f0655698880b",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_61545",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="fa8aa69731816b1110a7f4570a95a1114e4aca75",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_900c4",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = OLD.expediente_ptr_id AND app = 'services' FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud de servicio es un caso de la sala services.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = NEW.expediente_ptr_id AND app = 'services' FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud de servicio es un caso de la sala services.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="e7b2c2a5a5005cafd8ef5ddc9b5f52767e280f20",
                    operation="INSERT",
                    pgid="pgtrigger_only_while_0da00",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{state,customer,contract,size_proved_at,checked_at,asked_until,next_on,user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,customer,contract,size_proved_at,checked_at,asked_until,next_on,user_id}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Lo radicado en un caso no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="e4e84c5f78112ce6e9c20a7f7dfc9cea2692d797",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_e5783",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="closed",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = OLD.expediente_ptr_id AND closed_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN \n    IF to_jsonb(NEW) - '{state,user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,user_id}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Un caso cerrado no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF; END IF;\n    END IF;\n    RETURN NEW;",
                    hash="83747364658a3c670f047d66784c8e5b703f0832",
                    operation="UPDATE",
                    pgid="pgtrigger_closed_06fc7",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="quotechain",
            constraint=models.UniqueConstraint(fields=("request", "number"), name="uq_quote_chain"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotechain",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="0ae9ce1c9cac7c15941e457dbfe1d2aa27635776",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_0cbd2",
                    table="services_quotechain",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotechain",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="dda33e8ff3548912b2700b9520ddcd054f2c3676",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a75c9",
                    table="services_quotechain",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_by", None)),
                fields=("request", "item", "code"),
                name="uq_service_line",
                nulls_distinct=False,
                violation_error_message="Esa tasa ya está en la solicitud.",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)),
                name="service_line_of_some",
                violation_error_message="La cantidad es mayor que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7f3c2bafb280e57c82888236c394c821b3802a24",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_184f9",
                    table="services_line",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="cd1aa48926bf885684676b05f6ecf1290b361565",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_72c2b",
                    table="services_line",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.dropped_by_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{dropped_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{dropped_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Un servicio pedido no se modifica: se retira, y otro toma su lugar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="cd5b3569be7d38a78b50e554dd15ab8da92aa350",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_6474e",
                    table="services_line",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="dropped",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.dropped_by_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="168f566a34da118eb33fa46ca14e25d2690141a0",
                    operation="UPDATE",
                    pgid="pgtrigger_dropped_7a16a",
                    table="services_line",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("serial_key", ""), _negated=True),
                fields=["serial_key"],
                name="ix_service_item_serial",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("request", "position"), name="uq_service_item_position"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("serial_key", ""), _negated=True),
                fields=("request", "serial_key"),
                name="uq_service_item_serial",
                violation_error_message="Ese serial ya está en esta solicitud.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="1af37a3be99ddeecbce96f2dccb37ec8107440de",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_d7cba",
                    table="services_item",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6632a403d8f6c4740e55d0fcbe3b29cf9014acca",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_34b7d",
                    table="services_item",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{state}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state}'::text[] THEN\n        RAISE EXCEPTION 'Lo radicado en una solicitud no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="bc9ae66039841170ef771511f901639e9b109ee2",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_2f5ea",
                    table="services_item",
                    when="BEFORE",
                ),
            ),
        ),
    ]
