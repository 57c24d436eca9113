import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import ground.permanence


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("radicados", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_claims",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="titular",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("correccion", "Corrección o actualización"), ("supresion", "Supresión")],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("text", models.TextField(verbose_name="qué solicita y por qué")),
                (
                    "radicado",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_claim",
                        to="radicados.radicado",
                        verbose_name="radicado",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="vence")),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="resuelto")),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolvió",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("atendido", "Atendido"),
                            ("parcial", "Atendido en parte"),
                            ("negado", "Negado"),
                        ],
                        max_length=10,
                        verbose_name="decisión",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="respuesta")),
            ],
            options={
                "verbose_name": "reclamo de habeas data",
                "verbose_name_plural": "reclamos de habeas data",
                "ordering": ["due_on", "pk"],
                "permissions": [("resolve_dataclaim", "Puede resolver reclamos de habeas data")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("outcome", ""),
                                ("resolved_at__isnull", True),
                                ("resolved_by__isnull", True),
                            ),
                            models.Q(
                                ("resolved_at__isnull", False),
                                ("resolved_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="claim_resolved_whole",
                        violation_error_message="Una decisión tiene fecha, autor, sentido y respuesta.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=ground.permanence.TriggerSql(
                            func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                            hash="4f7bea754ee631630d9123193e3a5f9ee7f84478",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_59849",
                            table="habeas_data_dataclaim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=ground.permanence.TriggerSql(
                            func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                            hash="a8ee766dd51636ec09b16e07453fe34291ecd789",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_eba03",
                            table="habeas_data_dataclaim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="only_may_change",
                        sql=ground.permanence.TriggerSql(
                            func="\n    IF to_jsonb(NEW) - '{due_on,resolved_at,resolved_by_id,outcome,answer}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{due_on,resolved_at,resolved_by_id,outcome,answer}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                            hash="fd9242371c318a0db7d87f829a3f3b9daecd8554",
                            operation="UPDATE",
                            pgid="pgtrigger_only_may_change_c4fe7",
                            table="habeas_data_dataclaim",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="resolved",
                        sql=ground.permanence.TriggerSql(
                            condition="WHEN (OLD.resolved_at IS NOT NULL)",
                            func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                            hash="8e9606c1d37de5e2f7b8e84240e2989e86ff9aa2",
                            operation="UPDATE",
                            pgid="pgtrigger_resolved_b2708",
                            table="habeas_data_dataclaim",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
