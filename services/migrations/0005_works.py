import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import ground.permanence
import services.models.works


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("expedientes", "0001_initial"),
        ("services", "0004_attendance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins_on", models.DateField(verbose_name="día")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="días hábiles que toma",
                    ),
                ),
                ("promised_on", models.DateField(verbose_name="fecha estimada que se dijo")),
            ],
            options={
                "verbose_name": "cita",
                "verbose_name_plural": "citas",
                "ordering": ["begins_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="número")),
                ("issued_on", models.DateField(verbose_name="expedido el")),
                ("place", models.CharField(max_length=200, verbose_name="lugar de la prestación")),
                ("reason", models.TextField(blank=True, verbose_name="qué cambió")),
            ],
            options={
                "verbose_name": "certificado",
                "verbose_name_plural": "certificados",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins_on", models.DateField(verbose_name="desde")),
                ("ends_on", models.DateField(verbose_name="hasta")),
                ("reason", models.CharField(max_length=200, verbose_name="motivo")),
            ],
            options={
                "verbose_name": "cierre de un laboratorio",
                "verbose_name_plural": "cierres de los laboratorios",
                "ordering": ["begins_on"],
            },
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="dónde queda")),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="desde"),
                ),
            ],
            options={
                "verbose_name": "custodia",
                "verbose_name_plural": "custodias",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Label",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=services.models.works.label_code,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="código",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="hecha"),
                ),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="reemplazada")),
            ],
            options={
                "verbose_name": "etiqueta",
                "verbose_name_plural": "etiquetas",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Performance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_on", models.DateField(verbose_name="comenzó")),
                ("ended_on", models.DateField(verbose_name="terminó")),
                ("conditions", models.TextField(blank=True, verbose_name="equipos y condiciones")),
            ],
            options={
                "verbose_name": "prestación de un servicio",
                "verbose_name_plural": "prestaciones de servicios",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Reception",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial_read", models.CharField(blank=True, max_length=60, verbose_name="serial leído")),
                (
                    "condition",
                    models.CharField(
                        choices=[
                            ("bien", "En buen estado"),
                            ("observado", "Con observaciones"),
                            ("danado", "Dañado: se consulta antes de seguir"),
                        ],
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="observaciones")),
                ("accessories", models.CharField(blank=True, max_length=300, verbose_name="accesorios")),
            ],
            options={
                "verbose_name": "recepción de un ítem",
                "verbose_name_plural": "recepciones de ítems",
                "ordering": ["pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="servicerequest",
            options={
                "ordering": ["-received_at"],
                "permissions": [
                    ("handle_request", "Puede atender solicitudes de servicios"),
                    ("measure", "Puede prestar los servicios de su laboratorio"),
                    ("schedule_service", "Puede programar servicios, y recibir y devolver lo que se mide"),
                    ("confirm_payment", "Puede confirmar pagos de servicios"),
                ],
                "verbose_name": "solicitud de servicio",
                "verbose_name_plural": "solicitudes de servicios",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="item",
            name="only_may_change",
        ),
        migrations.AddField(
            model_name="item",
            name="returned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returned_items",
                to="expedientes.paso",
                verbose_name="devuelto por",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{state,returned_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,returned_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Lo radicado en una solicitud no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="be8bc89d2d9c4986f87ce67effe53cd4c8334d01",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_2f5ea",
                    table="services_item",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="ended_by",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ended_appointment",
                to="expedientes.paso",
                verbose_name="cambiada por",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="laboratory",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="services.laboratory",
                verbose_name="laboratorio",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="services.servicerequest",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointment",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="delivered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delivered_certificates",
                to="expedientes.paso",
                verbose_name="entregado por",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="document",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificate",
                to="documents.document",
                verbose_name="archivo",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="services.certificate",
                verbose_name="reemplaza a",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="firmante autorizado",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificate",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="laboratory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="closures",
                to="services.laboratory",
                verbose_name="laboratorio",
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien lo recibe",
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="custodies",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="label",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="labels",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="performance",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien midió",
            ),
        ),
        migrations.AddField(
            model_name="performance",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="performance",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reception",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receptions",
                to="expedientes.paso",
                verbose_name="acta",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("ended_by", None)), fields=["laboratory", "begins_on"], name="ix_appointment_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_by", None)),
                fields=("request", "laboratory"),
                name="one_appointment",
                nulls_distinct=False,
                violation_error_message="Ese laboratorio ya tiene cita para esta solicitud.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="3d87b90ce665d88fb435ea73decadf7f3259aff5",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_e42f2",
                    table="services_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="72042924d03004dac17bb1fcb191a6e17a112384",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a52b7",
                    table="services_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{ended_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{ended_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Una cita no se modifica: se cambia por otra.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="479b5ac961edb11faf95af80b544570f807328a6",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_3e1da",
                    table="services_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="3e38053e2333adb1160031071d4eb82cfb36d5af",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_0589d",
                    table="services_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="064acb4d6f2f967c37dcf2494455f381e046210e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_99a0d",
                    table="services_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.delivered_by_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{delivered_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{delivered_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Un certificado registrado no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="54f3c6141aadfbaa49cc0a7c8484cd854db23eb9",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_ff9dc",
                    table="services_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delivered",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.delivered_by_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="0a9851956fc48954c6354ee100b7c36f9603be48",
                    operation="UPDATE",
                    pgid="pgtrigger_delivered_73ee4",
                    table="services_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                name="closure_in_order",
                violation_error_message="El último día no es antes del primero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7160ebec39a33dca659e1ed245cb79605542a16e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_863ea",
                    table="services_custody",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b3f2bd0e0e19a1f9b1b13a5bf4e894a237c68c62",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_657ce",
                    table="services_custody",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)), fields=("item",), name="one_label_of_an_item"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="label",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="de68cde5c51f9b9add43ef9a904347b62df93943",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_132c5",
                    table="services_label",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="label",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="830f3733b2e8e0191c5113cdbd5d29fcfc444f68",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_ae55a",
                    table="services_label",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="label",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{replaced_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{replaced_at}'::text[] THEN\n        RAISE EXCEPTION 'Una etiqueta no se modifica: se reemplaza por otra.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="148fcc57f2d642897fc7aa10380c551987091654",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_b7828",
                    table="services_label",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="performance",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__gte", models.F("began_on"))),
                name="performance_in_order",
                violation_error_message="No termina antes de comenzar.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="performance",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="36e486d5d627428b2aeff71ebda23a0ce13bf004",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_76440",
                    table="services_performance",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="performance",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="c376f5cb8402e4bbf25b02cff0866fb259c9d06b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_266fc",
                    table="services_performance",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reception",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="acb8f3b25215dd2d9766b9bff0acdce43ac0fed9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_7a5ff",
                    table="services_reception",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reception",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="108dbc1eae11f374fcfaa33c7a0d1790033cad40",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_20442",
                    table="services_reception",
                    when="BEFORE",
                ),
            ),
        ),
    ]
